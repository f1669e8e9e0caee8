/** Examples by their counts: most of the work of ranking, which is the same whatever they are scored by. */
import type { NumberColumn } from '../scan/column.ts';
import type { Sliced } from '../slices.ts';
import { classesOf, classesOfSmall, type SortedByClass, sortByClass } from './sortByClass.ts';

/** Examples of equal counts, of which real pools have few, are a class. */
export interface CountOrder extends SortedByClass {
	/** Counts of each class. */
	readonly successes: Float64Array;
	readonly trials: Float64Array;
}

/** With more classes than this, most examples have one of their own, and by their scores they are ranked as fast. */
const mostClasses = 2 ** 16;

interface Counts {
	readonly successes: NumberColumn;
	readonly trials: NumberColumn;
}

/** @returns `undefined` where the classes are too many. */
export function* orderByCounts(counts: Counts, tieHash: Uint32Array): Sliced<CountOrder | undefined> {
	const { classOf, successes, trials } = yield* classesOfCounts(counts);
	yield;
	if (successes.length > mostClasses) return undefined;
	return { ...(yield* sortByClass(classOf, successes.length, tieHash)), successes, trials };
}

function* classesOfCounts({
	successes,
	trials,
}: Counts): Sliced<{ readonly classOf: Uint32Array; readonly successes: Float64Array; readonly trials: Float64Array }> {
	const { length } = trials;
	// As they nearly always are.
	if (successes instanceof Uint8Array && trials instanceof Uint8Array) {
		const { classOf, values } = classesOfSmall(length, (index) => successes[index]! * 2 ** 8 + trials[index]!);
		return { classOf, successes: values.map((pair) => pair >>> 8), trials: values.map((pair) => pair & 255) };
	}
	// Counts may be fractions, of which no two can be put together to one number: their classes can.
	const ofSuccesses = classesOf(length, (index) => successes[index]!);
	yield;
	const ofTrials = classesOf(length, (index) => trials[index]!);
	yield;
	const count = ofTrials.values.length;
	const { classOf, values } = classesOf(length, (index) => ofSuccesses.classOf[index]! * count + ofTrials.classOf[index]!);
	return {
		classOf,
		successes: values.map((pair) => ofSuccesses.values[Math.floor(pair / count)]!),
		trials: values.map((pair) => ofTrials.values[pair % count]!),
	};
}

type ScoreOf = (successes: number, trials: number) => { readonly score: number };

/** Indices of examples from the best to the worst: those of the order itself, where they stand so already. */
export function rankByCounts(order: CountOrder, tieHash: Uint32Array, scorer: ScoreOf): Int32Array {
	const { indices, ends } = order;
	const scores = scoresOf(order, scorer);
	if (scores.every((score, which) => which === 0 || score < scores[which - 1]!)) return indices;
	const byScore = placesByScore(scores);
	const ranking = new Int32Array(indices.length);
	let filled = 0;
	for (let at = 0; at < byScore.length; ) {
		let equals: Int32Array = new Int32Array(0);
		const score = scores[byScore[at]!];
		for (; at < byScore.length && scores[byScore[at]!] === score; at++) {
			const ofClass = indices.subarray(startOf(ends, byScore[at]!), ends[byScore[at]!]!);
			equals = equals.length === 0 ? ofClass : merged(equals, ofClass, tieHash);
		}
		ranking.set(equals, filled);
		filled += equals.length;
	}
	return ranking;
}

/** The same order with its classes from the best to the worst. */
export function bestFirst(order: CountOrder, scorer: ScoreOf): CountOrder {
	const { successes, trials, ends, indices } = order;
	const byScore = placesByScore(scoresOf(order, scorer));
	const sorted = new Int32Array(indices.length);
	let filled = 0;
	const sortedEnds = byScore.map((which) => {
		sorted.set(indices.subarray(startOf(ends, which), ends[which]!), filled);
		filled += ends[which]! - startOf(ends, which);
		return filled;
	});
	return {
		successes: Float64Array.from(byScore, (which) => successes[which]!),
		trials: Float64Array.from(byScore, (which) => trials[which]!),
		ends: Int32Array.from(sortedEnds),
		indices: sorted,
	};
}

function scoresOf({ successes, trials }: CountOrder, scorer: ScoreOf): Float64Array {
	return successes.map((value, which) => scorer(value, trials[which]!).score);
}

/** Classes from the best to the worst. */
function placesByScore(scores: Float64Array): readonly number[] {
	return Array.from(scores.keys()).sort((left, right) => scores[right]! - scores[left]!);
}

function startOf(ends: Int32Array, which: number): number {
	return which === 0 ? 0 : ends[which - 1]!;
}

/** Indices by hash, then by place, from two lists of them in that order. */
function merged(left: Int32Array, right: Int32Array, tieHash: Uint32Array): Int32Array {
	const both = new Int32Array(left.length + right.length);
	let [atLeft, atRight] = [0, 0];
	for (let at = 0; at < both.length; at++) {
		const [one, other] = [left[atLeft], right[atRight]];
		const isLeft = other === undefined || (one !== undefined && (tieHash[one]! - tieHash[other]! || one - other) < 0);
		both[at] = isLeft ? one! : other;
		if (isLeft) atLeft++;
		else atRight++;
	}
	return both;
}
