/** Score → bucket → colour, the same in editor, terminal and pictures. */
import type { HeatmapScale } from './settings.ts';

export const bucketCount = 10;

/**
 * Cividis at ten even steps: made for colour-blind readers, and monotone in lightness (Nuñez, Anderton, Renslow, PLOS ONE 2018).
 * Index 0 is the lowest bucket. Values from the polynomial fit that d3-scale-chromatic publishes.
 */
export const cividis = [
	'#002051',
	'#0d346b',
	'#33486e',
	'#575c6e',
	'#737172',
	'#8b8677',
	'#a49d78',
	'#c3b56d',
	'#e6cf59',
	'#fdea45',
] as const;

/**
 * The bucket, 0 to 9, of each value.
 *
 * - `rank`: by the share of values below it, ties at the middle of their ranks, so that equal values are never told apart and the scale
 *   is used evenly.
 * - `linear`: by the value's place between the smallest and the largest.
 * - `log`: the same for its logarithm; values that are not positive are in bucket 0.
 *
 * Where all values are equal the bucket is the middle one.
 */
export function bucketsOf(values: Float64Array, scale: HeatmapScale): Uint8Array {
	const places = scale === 'rank' ? midRanks(values) : scale === 'log' ? between(values.map(Math.log)) : between(values);
	return Uint8Array.from(places, (place) => Math.min(bucketCount - 1, Math.floor(place * bucketCount)));
}

/** For each value the share of values below it plus half the share equal to it, in (0, 1). */
function midRanks(values: Float64Array): Float64Array {
	const sorted = values.slice().sort();
	const shares = new Map<number, number>();
	for (let start = 0; start < sorted.length; ) {
		let end = start + 1;
		while (end < sorted.length && sorted[end] === sorted[start]) end++;
		shares.set(sorted[start]!, (start + end) / 2 / sorted.length);
		start = end;
	}
	return values.map((value) => shares.get(value) ?? 0);
}

/** The place of each finite value between the smallest and the largest, in [0, 1]; 0 for the rest. */
function between(values: Float64Array): Float64Array {
	let smallest = Number.POSITIVE_INFINITY;
	let largest = Number.NEGATIVE_INFINITY;
	for (const value of values) {
		if (!Number.isFinite(value)) continue;
		smallest = Math.min(smallest, value);
		largest = Math.max(largest, value);
	}
	const width = largest - smallest;
	return values.map((value) => (Number.isFinite(value) ? (width > 0 ? (value - smallest) / width : 0.5) : 0));
}
