import type { Histogram } from '../../shared/tableProtocol.ts';
import type { Sliced } from '../core/slices.ts';

const mostBars = 40;
/** Rows between two turns of others. */
const sliceLength = 2 ** 18;

/**
 * Counts of a column's values over rows, in bars whose edges are round numbers, so that a filter made from a bar reads well. Values that
 * are not finite are not counted.
 *
 * @param rows indices; a number stands for so many from 0 on, in the order in which memory is fastest.
 */
export function* histogramOf(rows: Int32Array | number, value: (index: number) => number, isWhole: boolean): Sliced<Histogram> {
	const length = typeof rows === 'number' ? rows : rows.length;
	const indexAt = (at: number): number => (typeof rows === 'number' ? at : rows[at]!);
	let smallest = Number.POSITIVE_INFINITY;
	let largest = Number.NEGATIVE_INFINITY;
	for (let at = 0; at < length; at++) {
		if (at % sliceLength === 0) yield;
		const number = value(indexAt(at));
		if (!Number.isFinite(number)) continue;
		if (number < smallest) smallest = number;
		if (number > largest) largest = number;
	}
	if (largest < smallest) return { edges: [], counts: [] };
	const step = roundStep((largest - smallest) / (mostBars - 1), isWhole);
	// Steps below 1 divide it: k / 10 is the double that 0.3 is, 3 · 0.1 is not.
	const perUnit = step < 1 ? Math.round(1 / step) : 0;
	const edgeAt = (place: number): number => (perUnit > 0 ? place / perUnit : place * step);
	const placeOf = (number: number): number => {
		const place = Math.floor(perUnit > 0 ? number * perUnit : number / step);
		// The product is rounded: what is counted in a bar must lie between its edges.
		return number < edgeAt(place) ? place - 1 : number >= edgeAt(place + 1) ? place + 1 : place;
	};
	const first = placeOf(smallest);
	const counts = new Array<number>(placeOf(largest) - first + 1).fill(0);
	for (let at = 0; at < length; at++) {
		if (at % sliceLength === 0) yield;
		const number = value(indexAt(at));
		if (Number.isFinite(number)) counts[placeOf(number) - first]!++;
	}
	return { edges: Array.from({ length: counts.length + 1 }, (_, bar) => edgeAt(first + bar)), counts };
}

/** The smallest of 1, 2, 5 times a power of ten that is at least `width`. */
function roundStep(width: number, isWhole: boolean): number {
	if (!(width > 0)) return isWhole ? 1 : 0.1;
	const power = 10 ** Math.floor(Math.log10(width));
	const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= width) ?? 10;
	// 10 ** −2 is not the double that 0.01 is; through its text it becomes that one.
	const step = Number((factor * power).toPrecision(1));
	return isWhole ? Math.max(1, step) : step;
}
