/** The examples of a dataset as columns of numbers: what the table sorts, filters and counts by, without an object a row. */
import type { ColumnName, NumberColumnName } from '../../shared/tableColumns.ts';
import type { Dataset, Example } from '../core/dataset.ts';

/** The values of one column by the index of an example. */
export type NumberColumn = (index: number) => number;

/** @returns the column's accessor; it holds no values of its own. */
export function numberColumnOf({ examples }: Dataset, name: NumberColumnName): NumberColumn {
	const read = readers[name];
	return (index) => read(examples[index]!);
}

const readers: Readonly<Record<NumberColumnName, (example: Example) => number>> = {
	rank: ({ rank }) => rank,
	// People count lines from 1, in filters too.
	line: ({ firstLine }) => firstLine + 1,
	lines: ({ group }) => group.lines,
	successes: ({ group }) => group.successes,
	trials: ({ group }) => group.trials,
	unscored: ({ group }) => group.unscored,
	mean: ({ group }) => group.score.mean,
	lower: ({ group }) => group.score.lower,
	upper: ({ group }) => group.score.upper,
	deviation: ({ group }) => group.score.standardDeviation,
	evidence: ({ group }) => group.score.evidence,
	information: ({ group }) => group.score.informationNats,
	weight: ({ group }) => group.score.weight,
	score: ({ group }) => group.score.score,
	nondegenerate: ({ group }) => group.score.nonDegenerate,
};

/** Whether a column has numbers. */
export function isNumberColumn(name: ColumnName): name is NumberColumnName {
	return Object.hasOwn(readers, name);
}

/** 0-based number of an example's first line. */
export function firstLineOf({ examples }: Dataset, index: number): number {
	return examples[index]!.firstLine;
}

/** What names an example, or `null`. */
export function idOf({ examples }: Dataset, index: number): string | null {
	return examples[index]!.group.id;
}

/** Lines that belong to an example, ascending. Looks through all lines where there can be several. */
export function linesOf({ examples, exampleOfLine }: Dataset, index: number): readonly number[] {
	const { firstLine, group } = examples[index]!;
	const lines: number[] = [firstLine];
	for (let line = firstLine + 1; lines.length < group.lines && line < exampleOfLine.length; line++)
		if (exampleOfLine[line] === index) lines.push(line);
	return lines;
}
