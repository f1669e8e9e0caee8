import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';
import { trainerIndices } from './sourceRecord.ts';

/**
 * The line that POLARIS logs of a step, and drops easy prompts by: indices, and the mean accuracy of the rollouts of each as logged, with no
 * prior in it. Those without rollouts have none, and are not in it.
 */
export async function* polaris(set: WrittenSet, signal: AbortSignal): AsyncIterable<string> {
	const index: number[] = [];
	const score: number[] = [];
	const indices = await trainerIndices(set, signal);
	let place = 0;
	for (const { group } of inWrittenOrder(set)) {
		const own = indices[place++]!;
		if (group.trials === 0) continue;
		index.push(own);
		score.push(group.successes / group.trials);
	}
	yield `${JSON.stringify({ index, score })}\n`;
}
