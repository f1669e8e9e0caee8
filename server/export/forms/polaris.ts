import { formatCount } from '../../../shared/format.ts';
import type { ExampleList } from '../../core/dataset/dataset.ts';
import { sumOver } from '../../core/list.ts';
import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';
import { trainerIndices } from './sourceRecord.ts';

/**
 * The line that POLARIS logs of a step, and drops easy prompts by: indices, and the mean accuracy of the rollouts of each as logged, with no
 * prior in it. Those without rollouts have none, and are not in it ({@link polarisNotes}).
 *
 * @throws an error for people where none has any.
 */
export async function* polaris(set: WrittenSet, signal: AbortSignal): AsyncIterable<string> {
	if (unseenIn(set.chosen) === set.chosen.length && set.chosen.length > 0)
		throw new Error('None of the chosen examples has rollouts, and POLARIS logs means of rewards. Nothing was written.');
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

/** How many the line leaves out, and why. */
export function polarisNotes(chosen: ExampleList): readonly string[] {
	const unseen = unseenIn(chosen);
	if (unseen === 0) return [];
	const [verb, them] = unseen === 1 ? ['has', 'it'] : ['have', 'them'];
	return [
		`Of the ${formatCount(chosen.length)} chosen examples ${formatCount(unseen)} ${verb} no rollouts, so no mean reward that POLARIS could log: the line leaves ${them} out.`,
	];
}

function unseenIn(chosen: ExampleList): number {
	return sumOver(chosen, ({ group }) => (group.trials === 0 ? 1 : 0));
}
