import { createScoreRecords, csvHeader, csvRow } from '../scoreRecord.ts';
import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';

/** The columns of `insight score --output csv`, so the rank is that among all examples. */
export function* csv(set: WrittenSet): Iterable<string> {
	const recordOf = createScoreRecords(set.loaded);
	yield csvHeader;
	for (const example of inWrittenOrder(set)) yield csvRow(recordOf(example));
}
