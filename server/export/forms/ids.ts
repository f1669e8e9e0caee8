import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';

/** @throws an error for people where a chosen example has no id, or one that does not fit on a line. */
export function* ids(set: WrittenSet): Iterable<string> {
	const examples = inWrittenOrder(set);
	// Before the first one is written.
	for (const { group, firstLine } of examples) {
		if (group.id !== null && !/[\r\n]/.test(group.id)) continue;
		const place = set.loaded.dataset.lineName(firstLine);
		const what = group.id === null ? 'no id' : 'an id that does not fit on a line';
		throw new Error(`The example at ${place} has ${what}. Write indices instead. Nothing was written.`);
	}
	for (const { group } of examples) yield `${group.id}\n`;
}
