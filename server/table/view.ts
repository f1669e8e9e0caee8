/** The rows of a table: which examples, in which order. */

import { decodeMarks } from '../../shared/basket.ts';
import type { Filter } from '../../shared/filter/parseFilter.ts';
import { columnOf, type NumberColumnName } from '../../shared/tableColumns.ts';
import type { Histogram, SortOrder } from '../../shared/tableProtocol.ts';
import type { LoadedDataset } from '../core/loadDataset.ts';
import { firstLineOf, idOf, isNumberColumn, numberColumnOf } from './exampleColumns.ts';
import { type FilterRequest, filterExamples } from './filterExamples.ts';
import { histogramOf } from './histogram.ts';
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
}

/**
 * Filters, sorts and counts. Rows that are equal in the sorted column stand by rank.
 *
 * @throws what the source's I/O throws where the filter reads fields, and the signal's reason when aborted.
 */
export async function createView(loaded: LoadedDataset, request: ViewRequest): Promise<View> {
	const { dataset } = loaded;
	const passing = await filterExamples(loaded, dataset.ranking, request);
	await request.pause();
	request.signal.throwIfAborted();
	const { isWhole } = columnOf(request.histogram)!;
	const histogram = histogramOf(passing, numberColumnOf(dataset, request.histogram), isWhole === true);
	await request.pause();
	request.signal.throwIfAborted();
	return { rows: sortRows(loaded, passing, request.sort, request.marks), histogram };
}

function sortRows({ dataset }: LoadedDataset, rows: Int32Array, { column, descending }: SortOrder, marks: string): Int32Array {
	// They come by rank.
	if (column === 'rank') return descending ? rows.slice().reverse() : rows;
	if (isNumberColumn(column)) return sortByNumber(rows, numberColumnOf(dataset, column), descending);
	if (column === 'id') return sortByText(rows, (index) => idOf(dataset, index), descending);
	const decoded = decodeMarks(marks);
	// Included first: "include" would come last by the alphabet.
	const places = { include: 0, exclude: 1 } as const;
	const place = (index: number): number => {
		const mark = decoded.get(firstLineOf(dataset, index));
		return mark === undefined ? Number.NaN : places[mark];
	};
	return sortByNumber(rows, place, descending);
}
