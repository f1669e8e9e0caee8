/** Lines → examples: adds up what the lines of one example contribute. */
import { numbersBelow } from '../list.ts';
import { type NumberColumn, sumByGroup, withValues } from '../scan/column.ts';
import { type CountName, countNames, type LineColumns, LineKind } from '../scan/lineColumns.ts';
import { HashIndex } from './hashIndex.ts';

/** Examples in the order of their first lines. Immutable. */
export interface ExampleColumns {
	readonly length: number;
	/** 0-based number of each example's first line. */
	readonly firstLine: Int32Array;
	/** How many lines it has. */
	readonly lines: NumberColumn;
	/** Sums over its lines. */
	readonly counts: Readonly<Record<CountName, NumberColumn>>;
	/** Index of the example that a line belongs to, or -1. */
	readonly exampleOfLine: Int32Array;
}

/** Lines that share a key are one example; a record without a key is an example of its own. */
export function groupLines(lines: LineColumns): ExampleColumns {
	const {
		kinds,
		numbers: { keyHash },
	} = lines;
	if (keyHash === undefined && otherKinds.every((kind) => !kinds.includes(kind))) return eachAlone(lines);
	const exampleOfLine = new Int32Array(lines.length).fill(-1);
	const byKey = new HashIndex();
	let length = 0;
	for (let line = 0; line < lines.length; line++) {
		if (kinds[line] !== LineKind.record) continue;
		const key = keyHash === undefined ? Number.NaN : keyHash[line]!;
		const index = Number.isNaN(key) ? length : byKey.findOrAdd(key, length);
		if (index === length) length++;
		exampleOfLine[line] = index;
	}
	if (length === lines.length) return eachAlone(lines);
	const sums = (values: NumberColumn): NumberColumn => sumByGroup(values, exampleOfLine, length);
	const { successes, trials, unscored } = lines.counts;
	return {
		length,
		firstLine: firstLinesOf(exampleOfLine, length),
		lines: sums(new Uint8Array(lines.length).fill(1)),
		counts: { successes: sums(successes), trials: sums(trials), unscored: sums(unscored) },
		exampleOfLine,
	};
}

const otherKinds = Object.values(LineKind).filter((kind) => kind !== LineKind.record);

/** The columns where each line is an example: those of the lines, which are not kept twice. */
export function eachAlone({ length, counts }: LineColumns): ExampleColumns {
	const numbers = numbersBelow(length);
	return { length, firstLine: numbers, lines: new Uint8Array(length).fill(1), counts, exampleOfLine: numbers };
}

/** Examples are numbered in the order of their first lines. */
function firstLinesOf(exampleOfLine: Int32Array, length: number): Int32Array {
	const firstLines = new Int32Array(length);
	let next = 0;
	for (let line = 0; next < length; line++) if (exampleOfLine[line] === next) firstLines[next++] = line;
	return firstLines;
}

/** The counts of all after lines of some examples have changed. */
export function countsAfter(lines: LineColumns, before: ExampleColumns, changed: ReadonlySet<number>): ExampleColumns['counts'] {
	// As in eachAlone.
	if (before.length === lines.length) return lines.counts;
	const { successes, trials, unscored } = before.counts;
	const sums = sumsOf(lines, before.exampleOfLine, changed);
	return {
		successes: withValues(successes, sums.successes),
		trials: withValues(trials, sums.trials),
		unscored: withValues(unscored, sums.unscored),
	};
}

/** The sums of some examples anew, in the order of their lines, so that fractions come to the same as in {@link groupLines}. */
function sumsOf(
	lines: LineColumns,
	exampleOfLine: Int32Array,
	examples: ReadonlySet<number>,
): Readonly<Record<CountName, ReadonlyMap<number, number>>> {
	const zeros = (): Map<number, number> => new Map(Array.from(examples, (index) => [index, 0]));
	const sums = { successes: zeros(), trials: zeros(), unscored: zeros() };
	const isWanted = new Uint8Array(lines.length);
	for (const index of examples) isWanted[index] = 1;
	for (let line = 0; line < lines.length; line++) {
		const example = exampleOfLine[line]!;
		if (example < 0 || isWanted[example] === 0) continue;
		for (const name of countNames) sums[name].set(example, sums[name].get(example)! + lines.counts[name][line]!);
	}
	return sums;
}
