/** The rows of a table: which examples, in which order. */

import { decodeMarks } from '../../shared/basket.ts';
import type { Filter } from '../../shared/filter/parseFilter.ts';
import { columnOf, type NumberColumnName } from '../../shared/tableColumns.ts';
import type { Histogram, SortOrder } from '../../shared/tableProtocol.ts';
import type { LoadedDataset } from '../core/dataset/loadDataset.ts';
import { inTurns, type Sliced } from '../core/slices.ts';
import { firstLineOf, isNumberColumn, numberColumnOf } from './exampleColumns.ts';
import { type FilterRequest, filterExamples } from './filterExamples.ts';
import { histogramOf } from './histogram.ts';
import { createPlaceNamer } from './places.ts';
import { sortByNumber, sortByText } from './sortRows.ts';

export interface ViewRequest extends FilterRequest {
	readonly filter: Filter | undefined;
	readonly sort: SortOrder;
	readonly histogram: NumberColumnName;
}

export interface View {
	/** Indices of examples. */
	readonly rows: Int32Array;
	readonly histogram: Histogram;
	/** Names lines for people; `null` where the number says it all. */
	readonly placeName: (line: number) => string | null;
}

/**
 * Filters, sorts and counts. Rows that are equal in the sorted column stand by rank.
 *
 * @throws what the source's I/O throws where the filter reads fields, and the signal's reason when aborted.
 */
export async function createView(loaded: LoadedDataset, request: ViewRequest): Promise<View> {
	const { dataset } = loaded;
	const inTurn = <Result>(work: Sliced<Result>): Promise<Result> => inTurns(work, request.pause, request.signal);
	const passing = await filterExamples(loaded, await inTurn(dataset.rank()), request);
	const { isWhole } = columnOf(request.histogram)!;
	const counted = passing.length === dataset.examples.length ? passing.length : passing;
	const histogram = await inTurn(histogramOf(counted, numberColumnOf(dataset, request.histogram), isWhole === true));
	const rows = await inTurn(sortRows(loaded, passing, request.sort, request.marks));
	return { rows, histogram, placeName: createPlaceNamer(loaded) };
}

function* sortRows(
	{ dataset }: LoadedDataset,
	rows: Int32Array,
	{ column, descending }: SortOrder,
	marks: string,
): Sliced<Int32Array> {
	// They come by rank.
	if (column === 'rank') return descending ? rows.slice().reverse() : rows;
	if (isNumberColumn(column)) return yield* sortByNumber(rows, numberColumnOf(dataset, column), descending);
	if (column === 'id') {
		const { id } = dataset.lines.texts;
		return id === undefined ? rows : yield* sortByText(rows, id, (index) => firstLineOf(dataset, index), descending);
	}
	const decoded = decodeMarks(marks);
	// Included first: "include" would come last by the alphabet.
	const places = { include: 0, exclude: 1 } as const;
	const place = (index: number): number => {
		const mark = decoded.get(firstLineOf(dataset, index));
		return mark === undefined ? Number.NaN : places[mark];
	};
	return yield* sortByNumber(rows, place, descending);
}
