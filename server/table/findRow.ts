import type { FindRowParams, FindRowResult } from '../../shared/tableProtocol.ts';
import { type LoadedDataset, placeOf } from '../core/loadDataset.ts';
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

/** Units are compared, so that no text is made: 10⁷ ids are looked through in a tenth of a second. */
function withId({ dataset }: LoadedDataset, id: string): number {
	const column = dataset.lines.texts.id;
	if (column === undefined) return -1;
	const { units, ends } = column;
	for (let index = 0; index < dataset.columns.length; index++) {
		const line = firstLineOf(dataset, index);
		// Each text has a unit before it, so that an empty one is told from none.
		const start = (line === 0 ? 0 : ends[line - 1]!) + 1;
		if (ends[line]! - start !== id.length) continue;
		let at = 0;
		while (at < id.length && units[start + at] === id.charCodeAt(at)) at++;
		if (at === id.length) return index;
	}
	return -1;
}
