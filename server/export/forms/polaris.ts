import type { WrittenSet } from '../writtenSet.ts';
import { withTrainerIndex } from './sourceRecord.ts';

/**
 * The line that POLARIS logs of a step, and drops easy prompts by: indices, and the mean accuracy of the rollouts of each as logged, with no
 * prior in it. Those without rollouts have none, and are not in it.
 */
export async function* polaris(set: WrittenSet, signal: AbortSignal): AsyncIterable<string> {
	const index: number[] = [];
	const score: number[] = [];
	for await (const { example, trainerIndex } of withTrainerIndex(set, signal)) {
		const { successes, trials } = example.group;
		if (trials === 0) continue;
		index.push(trainerIndex);
		score.push(successes / trials);
	}
	yield `${JSON.stringify({ index, score })}\n`;
}
