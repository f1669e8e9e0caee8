/** How many have which counts: real pools have few distinct ones, so that what depends on counts alone is worked out once for each. */
import type { NumberColumn } from '../scan/column.ts';

/** Examples, or visits, of equal counts. */
export interface CountClass {
	readonly successes: number;
	readonly trials: number;
	/** How many have them. */
	readonly prompts: number;
	/** The index of the first of these. */
	readonly first: number;
}

export interface CountColumns {
	readonly successes: NumberColumn;
	readonly trials: NumberColumn;
}

/**
 * @param chosen indices that are looked at; all unless given.
 * @returns the classes in the order in which they come up. Fractions are told apart to the last bit.
 */
export function tallyCounts(columns: CountColumns, chosen?: Int32Array): readonly CountClass[] {
	return tally(columns, chosen, Number.POSITIVE_INFINITY)!;
}

/** The same of all; `undefined` as soon as there are more classes than `most`: of soft counts there may be as many as examples. */
export function tallyFew(columns: CountColumns, most: number): readonly CountClass[] | undefined {
	return tally(columns, undefined, most);
}

function tally(
	{ successes, trials }: CountColumns,
	chosen: Int32Array | undefined,
	most: number,
): readonly CountClass[] | undefined {
	const { length } = chosen ?? trials;
	/** How often each pair of numbers below 256 comes up, as nearly all do; and any others. */
	const small = new Uint32Array(2 ** 16);
	const others = new Map<number, Map<number, number>>();
	const firsts: number[] = [];
	for (let at = 0; at < length; at++) {
		const index = chosen === undefined ? at : chosen[at]!;
		const solved = successes[index]!;
		const drawn = trials[index]!;
		// Whole numbers below 256.
		const isSmall = (solved & 255) === solved && (drawn & 255) === drawn;
		if ((isSmall ? small[256 * drawn + solved]!++ : countPair(others, drawn, solved)) > 0) continue;
		if (firsts.push(index) > most) return undefined;
	}
	return firsts.map((first) => {
		const solved = successes[first]!;
		const drawn = trials[first]!;
		return { successes: solved, trials: drawn, prompts: others.get(drawn)?.get(solved) ?? small[256 * drawn + solved]!, first };
	});
}

/** Counts a pair of any numbers. @returns how often it has come up before. */
export function countPair(pairs: Map<number, Map<number, number>>, first: number, second: number): number {
	const known = pairs.get(first);
	const ofFirst = known ?? new Map<number, number>();
	if (known === undefined) pairs.set(first, ofFirst);
	const before = ofFirst.get(second) ?? 0;
	ofFirst.set(second, before + 1);
	return before;
}
