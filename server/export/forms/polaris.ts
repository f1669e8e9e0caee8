import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';

/** One step's line: indices, and the mean success rate of each. */
export function* polaris(set: WrittenSet): Iterable<string> {
	const examples = [...inWrittenOrder(set)];
	yield `${JSON.stringify({
		index: examples.map(({ index }) => index),
		score: examples.map(({ group }) => group.score.mean),
	})}\n`;
}
