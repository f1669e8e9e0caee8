import type { FindRowParams, FindRowResult } from '../../shared/tableProtocol.ts';
import { type LoadedDataset, placeOf } from '../core/dataset/loadDataset.ts';
import { isTextAt } from '../core/scan/textColumn.ts';
import { firstLineOf } from './exampleColumns.ts';

export const notFound: FindRowResult = { row: null, line: null, place: null };

/** Where a line or an id is among rows. Of several examples with one id, the first is meant. */
export function findRow(loaded: LoadedDataset, rows: Int32Array, target: FindRowParams['target']): FindRowResult {
	const { dataset } = loaded;
	const found = 'line' in target ? (dataset.exampleOfLine[target.line] ?? -1) : withId(loaded, target.id);
	if (found < 0) return notFound;
	const row = rows.indexOf(found);
	const line = firstLineOf(dataset, found);
	const { source, fileLine } = placeOf(loaded, line);
	return { row: row < 0 ? null : row, line, place: { path: source.source.name, line: fileLine } };
}

function withId({ dataset }: LoadedDataset, id: string): number {
	const column = dataset.lines.texts.id;
	if (column === undefined) return -1;
	for (let index = 0; index < dataset.columns.length; index++) if (isTextAt(column, firstLineOf(dataset, index), id)) return index;
	return -1;
}
