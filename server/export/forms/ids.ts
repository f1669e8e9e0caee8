import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';

/** @throws an error for people where a chosen example has no id, or one that does not fit on a line. */
export function* ids(set: WrittenSet): Iterable<string> {
	for (const { group, firstLine } of inWrittenOrder(set)) {
		const { id } = group;
		if (id === null || /[\r\n]/.test(id)) {
			const place = set.loaded.dataset.lineName(firstLine);
			const what = id === null ? 'no id' : 'an id that does not fit on a line';
			throw new Error(`The example at ${place} has ${what}. Write indices instead. Nothing was written.`);
		}
		yield `${id}\n`;
	}
}
