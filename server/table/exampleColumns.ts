/** The examples of a dataset as columns of numbers: what the table sorts, filters and counts by, without an object a row. */
import { createIntervals } from '../../shared/intervals.ts';
import type { Score } from '../../shared/score.ts';
import type { ColumnName, NumberColumnName } from '../../shared/tableColumns.ts';
import type { Dataset } from '../core/dataset/dataset.ts';
import { countNames } from '../core/scan/lineColumns.ts';
import { textAt } from '../core/scan/textColumn.ts';

/** The values of one column by the index of an example. */
export type NumberColumn = (index: number) => number;

/** @returns the column's accessor; it holds no values of its own. */
export function numberColumnOf(dataset: Dataset, name: NumberColumnName): NumberColumn {
	const { columns, scoreAt, rankOf } = dataset;
	if (isOfScore(name)) {
		const field = scoreFields[name];
		return byCounts(dataset, (index) => scoreAt(index)[field]);
	}
	switch (name) {
		case 'lower':
		case 'upper': {
			const intervalOf = createIntervals();
			return byCounts(dataset, (index) => intervalOf(scoreAt(index))[name]);
		}
		case 'rank':
			return rankOf;
		case 'line':
			// People count lines from 1, in filters too.
			return (index) => columns.firstLine[index]! + 1;
		case 'lines':
			return (index) => columns.lines[index]!;
		default:
			return (index) => columns.counts[name][index]!;
	}
}

/**
 * Real data have few distinct counts. A table of what was read of each pair of them takes 5 ns a look, where asking the scorer for the record
 * takes 150: for 10⁷ rows that is the difference between a moment and seconds.
 */
function byCounts({ columns, visits }: Dataset, read: NumberColumn): NumberColumn {
	const { successes, trials } = columns.counts;
	const areBytes = successes instanceof Uint8Array && trials instanceof Uint8Array;
	// Evidence that fades with the steps tells examples of equal counts apart.
	if (!areBytes || visits !== undefined) return read;
	const known = new Float64Array(2 ** 16).fill(Number.NaN);
	return (index) => {
		const place = (trials[index]! << 8) | successes[index]!;
		if (Number.isNaN(known[place]!)) known[place] = read(index);
		return known[place]!;
	};
}

/** What of a score a column shows. */
const scoreFields = {
	mean: 'mean',
	deviation: 'standardDeviation',
	evidence: 'evidence',
	information: 'informationNats',
	weight: 'weight',
	score: 'score',
	nondegenerate: 'nonDegenerate',
} as const satisfies Readonly<Record<string, keyof Score>>;

const otherNames: readonly string[] = [
	'lower',
	'upper',
	'rank',
	'line',
	'lines',
	...countNames,
] satisfies readonly NumberColumnName[];

function isOfScore(name: string): name is keyof typeof scoreFields {
	return Object.hasOwn(scoreFields, name);
}

/** Whether a column has numbers. */
export function isNumberColumn(name: ColumnName): name is NumberColumnName {
	return isOfScore(name) || otherNames.includes(name);
}

/** 0-based number of an example's first line. */
export function firstLineOf({ columns }: Dataset, index: number): number {
	return columns.firstLine[index]!;
}

/** What names an example, or `null`. */
export function idOf({ columns, lines }: Dataset, index: number): string | null {
	const { id } = lines.texts;
	return id === undefined ? null : textAt(id, columns.firstLine[index]!);
}

/** Lines that belong to an example, ascending. Looks through all lines where there can be several. */
export function linesOf({ columns, exampleOfLine }: Dataset, index: number): readonly number[] {
	const firstLine = columns.firstLine[index]!;
	const lines: number[] = [firstLine];
	for (let line = firstLine + 1; lines.length < columns.lines[index]! && line < exampleOfLine.length; line++)
		if (exampleOfLine[line] === index) lines.push(line);
	return lines;
}
