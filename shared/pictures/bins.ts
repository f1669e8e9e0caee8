/** Values → bins: what crosses to a picture is their counts, never the values themselves. */
import { bisectRight, nice, range, ticks } from 'd3-array';

/** How many values are in [from, to); the last bin holds its end as well. */
export interface Bin {
	readonly from: number;
	readonly to: number;
	readonly pool: number;
	/** Of those in the pool. */
	readonly chosen: number;
}

/** Integers of at most so many are binned one by one. */
const mostIntegers = 24;
/** A few bins more stand about a single value, which would fill the picture otherwise. */
const fewestIntegers = 7;

/** How values are put into bins. */
export interface Binning {
	/** Ascending, at least two. */
	readonly edges: readonly number[];
	/** Even widths, even ones in the logarithm, or one bin a whole number. */
	readonly kind: 'even' | 'log' | 'whole';
}

/**
 * About `count` bins that hold all values: with round edges; one bin an integer where the values are whole and few; even in the logarithm
 * where `mayBeLog`, the values are positive, and they span more than a factor of 50.
 *
 * @param from where the bins begin, where that is below all values.
 * @param finest values that span less are binned like whole ones: their differences mean nothing.
 */
export function binningOf(
	values: Float64Array,
	count: number,
	{ mayBeLog = false, from = Number.POSITIVE_INFINITY, finest = 0 } = {},
): Binning {
	const even = (edges: readonly number[]): Binning => ({ edges, kind: 'even' });
	let smallest = from;
	let largest = Number.NEGATIVE_INFINITY;
	let areWhole = true;
	for (const value of values) {
		smallest = Math.min(smallest, value);
		largest = Math.max(largest, value);
		areWhole &&= Number.isInteger(value);
	}
	if (values.length === 0) return even([0, 1]);
	if ((areWhole && largest - smallest < mostIntegers) || largest - smallest < finest) {
		[smallest, largest] = [Math.round(smallest), Math.round(largest)];
		const missing = Math.max(0, fewestIntegers - (largest - smallest + 1));
		const first = smallest - Math.min(Math.floor(missing / 2), Math.max(0, smallest));
		const last = largest + Math.ceil(missing / 2);
		return { edges: range(first, last + 2).map((integer) => integer - 0.5), kind: 'whole' };
	}
	if (smallest === largest) return even([smallest - Math.abs(smallest) / 10, smallest + Math.abs(smallest) / 10]);
	if (mayBeLog && smallest > 0 && largest / smallest > 50) {
		const start = Math.log(smallest);
		const step = (Math.log(largest) - start) / count;
		// The outer edges lie just beyond the values, as exp and log do not undo each other to the last bit.
		const outward = (index: number): number => (index === 0 ? 1 - 1e-9 : index === count ? 1 + 1e-9 : 1);
		return { edges: range(count + 1).map((index) => Math.exp(start + index * step) * outward(index)), kind: 'log' };
	}
	const [first, last] = nice(smallest, largest, count);
	return even(ticks(first, last, count));
}

/** Equal bins over the rates from 0 to 1. */
export function rateBinning(count: number): Binning {
	return { edges: range(count + 1).map((index) => index / count), kind: 'even' };
}

/**
 * Counts values by bin. A value that is not a number is in none, one outside the edges in the nearest.
 *
 * @param isChosen of each value, 0 or 1.
 */
export function binsOf(values: Float64Array, isChosen: Uint8Array, { edges }: Pick<Binning, 'edges'>): readonly Bin[] {
	const last = edges.length - 2;
	const pool = new Float64Array(last + 1);
	const chosen = new Float64Array(last + 1);
	values.forEach((value, index) => {
		if (Number.isNaN(value)) return;
		const bin = Math.max(0, Math.min(last, bisectRight(edges, value) - 1));
		pool[bin]!++;
		chosen[bin]! += isChosen[index]!;
	});
	return Array.from(pool, (count, bin) => ({ from: edges[bin]!, to: edges[bin + 1]!, pool: count, chosen: chosen[bin]! }));
}
