/** Records of examples, read again from their source for forms that need more of them than was kept. */
import type { Example } from '../../core/dataset/dataset.ts';
import { placeOf } from '../../core/dataset/loadDataset.ts';
import { isJsonObject, valuesAt } from '../../core/json/fieldPath.ts';
import { parseTolerantly } from '../../core/json/tolerantJson.ts';
import { lineRange } from '../../core/scan/scanPart.ts';
import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';

/** The record of an example's first line, and how long it is. */
export async function recordOf(
	{ loaded }: WrittenSet,
	{ firstLine }: Example,
): Promise<{ readonly record: unknown; readonly length: number }> {
	const { source, index } = placeOf(loaded, firstLine);
	const { start, end } = lineRange(source.part, index);
	const text = new TextDecoder().decode(await source.source.readRange(start, end));
	return { record: parseTolerantly(text), length: text.length };
}

/**
 * The number by which verl, and what is built on it, knows a prompt: the whole number `index` of its record's `extra_info`, else the place of
 * the example among those of all sources, from 0. Parquet written from the same data has the same.
 */
export function trainerIndexOf(extraInfo: unknown, { index }: Pick<Example, 'index'>): number {
	const given = isJsonObject(extraInfo) ? extraInfo.index : undefined;
	return Number.isSafeInteger(given) ? (given as number) : index;
}

/**
 * The index that trainers know each chosen example by, in the order in which they are written.
 *
 * @throws an error for people where two have the same: who reads the file could not tell them apart.
 */
export async function trainerIndices(set: WrittenSet, signal: AbortSignal): Promise<Float64Array> {
	const { lineName } = set.loaded.dataset;
	const examples = inWrittenOrder(set);
	const indices = new Float64Array(examples.length);
	const lineOf = new Map<number, number>();
	let place = 0;
	for (const example of examples) {
		signal.throwIfAborted();
		const { record } = await recordOf(set, example);
		const own = trainerIndexOf(valuesAt(record, ['extra_info'])[0], example);
		const other = lineOf.get(own);
		if (other !== undefined) {
			const [first, second] = [other, example.firstLine].sort((left, right) => left - right).map(lineName);
			throw new Error(
				`The prompts at ${first} and at ${second} have the same index, ${own}, as verl counts them (extra_info.index, else the place in ` +
					'the pool): a trainer could not tell them apart. Give each record an index of its own. Nothing was written.',
			);
		}
		lineOf.set(own, example.firstLine);
		indices[place++] = own;
	}
	return indices;
}
