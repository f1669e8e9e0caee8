/** Sorting indices of examples by the values of a column. */

import { startOf, type TextColumn, textAt } from '../core/scan/textColumn.ts';
import type { Sliced } from '../core/slices.ts';

/** Rows between two turns of others. */
const sliceLength = 2 ** 18;

/**
 * Indices in the order of their keys; equal keys stay in the order they came in, in either direction. NaN comes last.
 *
 * A radix sort by 16 bits: 10⁷ indices take 2.7 s, a sort by comparison 12 s.
 */
export function* sortByNumber(rows: Int32Array, key: (index: number) => number, descending: boolean): Sliced<Int32Array> {
	const count = rows.length;
	const keys = new Float64Array(count);
	for (let at = 0; at < count; at++) {
		if (at % sliceLength === 0) yield;
		keys[at] = key(rows[at]!);
	}
	// Four halves of words, the least significant first; their order in memory is the machine's, which is little-endian everywhere we run.
	const halves = new Uint16Array(keys.buffer);
	makeComparable(new Uint32Array(keys.buffer), descending);
	let from = new Uint32Array(count);
	for (let at = 0; at < count; at++) from[at] = at;
	let to = new Uint32Array(count);
	const starts = new Uint32Array(2 ** 16 + 1);
	for (let half = 0; half < 4; half++) {
		yield;
		starts.fill(0);
		for (let at = half; at < halves.length; at += 4) starts[halves[at]! + 1]!++;
		// All keys agree here: nothing moves.
		if (count === 0 || starts[halves[half]! + 1] === count) continue;
		for (let value = 0; value < 2 ** 16; value++) starts[value + 1]! += starts[value]!;
		for (let at = 0; at < count; at++) {
			if (at % sliceLength === 0) yield;
			const row = from[at]!;
			to[starts[halves[row * 4 + half]!]!++] = row;
		}
		[from, to] = [to, from];
	}
	const sorted = new Int32Array(count);
	for (let at = 0; at < count; at++) sorted[at] = rows[from[at]!]!;
	return sorted;
}

/** UTF-16 units of a text that count, behind what all texts begin with. */
const comparedUnits = 96;

/** How units are packed into keys below 2⁵³, with a place for the end of a text: three of any, or six of Latin. */
const packings = {
	any: { units: 3, base: 65_537 },
	latin: { units: 6, base: 256 },
} as const;

/** Units that a number begins with: digits, signs, a point, `Infinity`, and spaces of every kind. */
const beginsLikeNumber = /^[\d.+\-I\s\ufeff]/;

const TextKind = { none: 0, number: 1, other: 2 } as const;

/**
 * Indices in the order of texts: numbers by value before other texts by their code units, those without one last. Texts that agree in
 * their first {@link comparedUnits} differing units stay in the order they came in.
 *
 * Some units at a time from the last on, each pass stable, and no string a text. Keys are made in the order of the column, which memory likes
 * better than that of the rows: 10⁷ ids take 15 s, a sort by comparison minutes.
 *
 * @param lineOf the place in the column of an index's text.
 */
export function* sortByText(
	rows: Int32Array,
	column: TextColumn,
	lineOf: (index: number) => number,
	descending: boolean,
): Sliced<Int32Array> {
	const limit = rows.reduce((largest, index) => Math.max(largest, index), -1) + 1;
	const inOrder = ascending(rows, limit);
	const kinds = new Uint8Array(limit);
	const values = new Float64Array(limit);
	for (let at = 0; at < inOrder.length; at++) {
		if (at % sliceLength === 0) yield;
		const index = inOrder[at]!;
		const line = lineOf(index);
		const value = numberAt(column, line);
		kinds[index] = value === undefined ? TextKind.none : Number.isNaN(value) ? TextKind.other : TextKind.number;
		values[index] = value ?? 0;
	}
	const ofKind = (kind: number, some: Int32Array): Int32Array => some.filter((index) => kinds[index] === kind);
	const byValue = yield* sortByNumber(ofKind(TextKind.number, rows), (index) => values[index]!, descending);
	const others = ofKind(TextKind.other, rows);
	const byUnits = yield* sortByUnits(others, ofKind(TextKind.other, inOrder), { column, lineOf, keys: values, descending });
	const sorted = new Int32Array(rows.length);
	sorted.set(descending ? byUnits : byValue);
	sorted.set(descending ? byValue : byUnits, descending ? byUnits.length : byValue.length);
	sorted.set(ofKind(TextKind.none, rows), byValue.length + byUnits.length);
	return sorted;
}

/** The same rows in their order, each once. @param limit they are all below. */
function ascending(rows: Int32Array, limit: number): Int32Array {
	const isThere = new Uint8Array(limit);
	for (const index of rows) isThere[index] = 1;
	const sorted = new Int32Array(rows.length);
	let count = 0;
	for (let index = 0; index < limit; index++) if (isThere[index] === 1) sorted[count++] = index;
	return sorted;
}

/** The number that a text is; NaN for other texts, `undefined` where there is none. */
function numberAt(column: TextColumn, line: number): number | undefined {
	const start = startOf(column, line);
	const end = column.ends[line]!;
	if (start > end) return undefined;
	const first = column.prefix[0] ?? (start < end ? String.fromCharCode(column.units[start]!) : '');
	if (!beginsLikeNumber.test(first)) return Number.NaN;
	const text = textAt(column, line)!;
	return text.trim() === '' ? Number.NaN : Number(text);
}

interface UnitSort {
	readonly column: TextColumn;
	readonly lineOf: (index: number) => number;
	/** Room for a key of each index. */
	readonly keys: Float64Array;
	readonly descending: boolean;
}

/** @param inOrder the same rows, ascending. */
function* sortByUnits(rows: Int32Array, inOrder: Int32Array, { column, lineOf, keys, descending }: UnitSort): Sliced<Int32Array> {
	if (rows.length === 0) return rows;
	const { units, ends } = column;
	const firstLine = lineOf(inOrder[0]!);
	const first = startOf(column, firstLine);
	let shared = ends[firstLine]! - first;
	let longest = 0;
	let largest = 0;
	for (let at = 0; at < inOrder.length; at++) {
		if (at % sliceLength === 0) yield;
		const line = lineOf(inOrder[at]!);
		const start = startOf(column, line);
		const end = ends[line]!;
		shared = Math.min(shared, end - start);
		longest = Math.max(longest, end - start);
		for (let unit = 0; unit < shared; unit++) if (units[start + unit] !== units[first + unit]) shared = unit;
		for (let unit = start; unit < end; unit++) if (units[unit]! > largest) largest = units[unit]!;
	}
	const { units: perKey, base } = packings[largest < 255 ? 'latin' : 'any'];
	const compared = Math.min(longest, shared + comparedUnits) - shared;
	let sorted = rows;
	for (let from = shared + perKey * Math.floor(compared / perKey); from >= shared; from -= perKey) {
		for (let at = 0; at < inOrder.length; at++) {
			if (at % sliceLength === 0) yield;
			const index = inOrder[at]!;
			const line = lineOf(index);
			const start = startOf(column, line) + from;
			const end = ends[line]!;
			let key = 0;
			// 0 stands for the end of a text.
			for (let unit = start; unit < start + perKey; unit++) key = key * base + (unit < end ? units[unit]! + 1 : 0);
			keys[index] = key;
		}
		sorted = yield* sortByNumber(sorted, (index) => keys[index]!, descending);
	}
	return sorted;
}

/** Turns doubles into integers of 64 bits that stand in the same order (or in the opposite one), NaN last in both. */
function makeComparable(words: Uint32Array, descending: boolean): void {
	for (let at = 0; at < words.length; at += 2) {
		const low = words[at]!;
		const high = words[at + 1]!;
		const isNegative = high >>> 31 === 1;
		const isNan = (high & 0x7ff00000) === 0x7ff00000 && ((high & 0xfffff) !== 0 || low !== 0);
		const isZero = ((high << 1) | low) === 0;
		if (isNan) {
			words[at] = 0xffffffff;
			words[at + 1] = 0xffffffff;
			continue;
		}
		// Of two's complement only the sign differs from the order of the bits; −0 is 0.
		const comparableHigh = isZero ? 0x80000000 : isNegative ? ~high >>> 0 : (high | 0x80000000) >>> 0;
		const comparableLow = isNegative && !isZero ? ~low >>> 0 : low;
		words[at] = descending ? ~comparableLow >>> 0 : comparableLow;
		words[at + 1] = descending ? ~comparableHigh >>> 0 : comparableHigh;
	}
}
