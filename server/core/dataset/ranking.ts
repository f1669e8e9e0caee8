/**
 * The order of examples: by acquisition score, the best first; ties by the seeded hash of what names the example (what its lines share,
 * else its id, else its prompt, else its place), then by place. The same on every machine.
 */

import type { Sliced } from '../slices.ts';
import { classesOf, sortByClass } from './sortByClass.ts';

/** What examples are ranked by. */
export interface Ranked {
	readonly length: number;
	scoreAt(index: number): number;
	readonly tieHash: Uint32Array;
}

/** Indices of examples from the best to the worst: classes of equal scores, of which real pools have few, each by hash. */
export function* rankExamples({ length, scoreAt, tieHash }: Ranked): Sliced<Int32Array> {
	const { classOf, values } = classesOf(length, scoreAt);
	yield;
	const places = new Uint32Array(values.length);
	const best = Array.from(values.keys()).sort((left, right) => values[right]! - values[left]!);
	for (const [place, which] of best.entries()) places[which] = place;
	for (let index = 0; index < length; index++) classOf[index] = places[classOf[index]!]!;
	return (yield* sortByClass(classOf, values.length, tieHash)).indices;
}

/** Places that are looked for one by one, in 1 µs each, before those of all are put down at once. */
const mostSought = 1000;

/** The place of an example in the ranking, from 1, by its index. */
export function createRankOf(ranking: () => Int32Array, ranked: Ranked): (index: number) => number {
	const compare = comparisonOf(ranked);
	let places: Int32Array | undefined;
	let sought = 0;
	return (index) => {
		if (places === undefined && sought++ < mostSought) return placeIn(ranking(), index, compare) + 1;
		places ??= placesIn(ranking());
		return places[index]!;
	};
}

function placesIn(ranking: Int32Array): Int32Array {
	const places = new Int32Array(ranking.length);
	for (let place = 0; place < ranking.length; place++) places[ranking[place]!] = place + 1;
	return places;
}

/** A ranking after the score or the hash of a few examples has changed; the order of the others must be what it was. */
export function rerank(ranking: Int32Array, changed: ReadonlySet<number>, ranked: Ranked): Int32Array {
	const compare = comparisonOf(ranked);
	const isChanged = new Uint8Array(ranking.length);
	for (const index of changed) isChanged[index] = 1;
	const kept = new Int32Array(ranking.length - changed.size);
	let filled = 0;
	for (let place = 0; place < ranking.length; place++) if (isChanged[ranking[place]!] === 0) kept[filled++] = ranking[place]!;
	const result = new Int32Array(ranking.length);
	let from = 0;
	let at = 0;
	for (const index of [...changed].sort(compare)) {
		const place = placeIn(kept, index, compare);
		result.set(kept.subarray(from, place), at);
		at += place - from;
		from = place;
		result[at++] = index;
	}
	result.set(kept.subarray(from), at);
	return result;
}

function comparisonOf({ scoreAt, tieHash }: Ranked): (left: number, right: number) => number {
	return (left, right) => scoreAt(right) - scoreAt(left) || tieHash[left]! - tieHash[right]! || left - right;
}

/** How many of the ranking stand before an index. */
function placeIn(ranking: Int32Array, index: number, compare: (left: number, right: number) => number): number {
	let low = 0;
	let high = ranking.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (compare(ranking[middle]!, index) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}
