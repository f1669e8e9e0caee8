/** Sorting indices of examples by the values of a column. */

/**
 * Indices in the order of their keys; equal keys stay in the order they came in, in either direction. NaN comes last.
 *
 * A radix sort by 16 bits: 10⁷ indices take 2.7 s, a sort by comparison 12 s.
 */
export function sortByNumber(rows: Int32Array, key: (index: number) => number, descending: boolean): Int32Array {
	const count = rows.length;
	const keys = new Float64Array(count);
	for (let at = 0; at < count; at++) keys[at] = key(rows[at]!);
	// Four halves of words, the least significant first; their order in memory is the machine's, which is little-endian everywhere we run.
	const halves = new Uint16Array(keys.buffer);
	makeComparable(new Uint32Array(keys.buffer), descending);
	let from = new Uint32Array(count);
	for (let at = 0; at < count; at++) from[at] = at;
	let to = new Uint32Array(count);
	const starts = new Uint32Array(2 ** 16 + 1);
	for (let half = 0; half < 4; half++) {
		starts.fill(0);
		for (let at = half; at < halves.length; at += 4) starts[halves[at]! + 1]!++;
		// All keys agree here: nothing moves.
		if (count === 0 || starts[halves[half]! + 1] === count) continue;
		for (let value = 0; value < 2 ** 16; value++) starts[value + 1]! += starts[value]!;
		for (let at = 0; at < count; at++) {
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
/** Units that fit into one key: 65,537³, with a place for the end of a text, is below 2⁵³. */
const unitsOfKey = 3;

/**
 * Indices in the order of texts: numbers by value before other texts by their code units, those without one last. Texts that agree in
 * their first {@link comparedUnits} differing units stay in the order they came in.
 *
 * Three units at a time from the last on, each pass stable: 418,000 ids take 0.6 s, a sort by comparison 10 s.
 */
export function sortByText(rows: Int32Array, text: (index: number) => string | null, descending: boolean): Int32Array {
	const numbers: number[] = [];
	const others: number[] = [];
	const without: number[] = [];
	const texts = new Map<number, string>();
	for (const index of rows) {
		const value = text(index);
		if (value === null) without.push(index);
		else {
			texts.set(index, value);
			(value.trim() !== '' && !Number.isNaN(Number(value)) ? numbers : others).push(index);
		}
	}
	const textOf = (index: number): string => texts.get(index)!;
	const byValue = sortByNumber(Int32Array.from(numbers), (index) => Number(textOf(index)), descending);
	const byUnits = sortByUnits(Int32Array.from(others), textOf, descending);
	return Int32Array.from([...(descending ? [byUnits, byValue] : [byValue, byUnits]), without].flatMap((part) => Array.from(part)));
}

function sortByUnits(rows: Int32Array, text: (index: number) => string, descending: boolean): Int32Array {
	let shared = rows.length === 0 ? '' : text(rows[0]!);
	let longest = 0;
	for (const index of rows) {
		const value = text(index);
		while (!value.startsWith(shared)) shared = shared.slice(0, -1);
		longest = Math.max(longest, value.length);
	}
	const end = Math.min(longest, shared.length + comparedUnits);
	let sorted = rows;
	for (
		let start = shared.length + unitsOfKey * Math.floor((end - shared.length) / unitsOfKey);
		start >= shared.length;
		start -= unitsOfKey
	)
		sorted = sortByNumber(sorted, (index) => unitsKey(text(index), start), descending);
	return sorted;
}

/** Three units of a text as one number; 0 stands for its end. */
function unitsKey(text: string, start: number): number {
	let key = 0;
	for (let at = start; at < start + unitsOfKey; at++) key = key * 65_537 + (at < text.length ? text.charCodeAt(at) + 1 : 0);
	return key;
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
