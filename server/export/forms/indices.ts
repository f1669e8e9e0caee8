import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';

/** Where a line is a prompt, the index of an example is that of its row, as training sets count them. */
export function* indices(set: WrittenSet): Iterable<string> {
	for (const { index } of inWrittenOrder(set)) yield `${index}\n`;
}
