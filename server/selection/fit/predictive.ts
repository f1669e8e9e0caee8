/** How likely beliefs make what comes next, prompt by prompt. */
import type { Discount, Prior } from '../../../shared/belief.ts';
import { logSequenceProbability } from '../../../shared/math/rewardSequence.ts';
import { walkBeliefs } from '../../core/dataset/beliefWalk.ts';
import { type VisitLog, visitRanges } from '../../core/dataset/visitLog.ts';
import type { Sliced } from '../../core/slices.ts';

/** Visits of a slice: 10 ms. */
const visitsOfSlice = 2 ** 14;

/**
 * Of each prompt ln of the probability of its visits' rewards, in the order they came, under the belief before each; first visits are left
 * out, which no discount changes.
 *
 * @returns as many as prompts were visited, in the order of the log.
 */
function* promptLogLikelihoods(log: VisitLog, prior: Prior, discount: Discount): Sliced<number[]> {
	const sums: number[] = [];
	let sliceEnd = visitsOfSlice;
	for (const range of visitRanges(log)) {
		let sum = 0;
		walkBeliefs(log, range, prior, discount, (row, alpha, beta, before) => {
			if (before > 0) sum += logSequenceProbability(alpha, beta, log.successes[row]!, log.trials[row]!);
		});
		sums.push(sum);
		if (range.end < sliceEnd) continue;
		sliceEnd = range.end + visitsOfSlice;
		yield;
	}
	return sums;
}

/** The same of all prompts together. */
export function* predictiveLogLikelihood(log: VisitLog, prior: Prior, discount: Discount): Sliced<number> {
	const sums = yield* promptLogLikelihoods(log, prior, discount);
	return sums.reduce((sum, value) => sum + value, 0);
}

/**
 * By how much more log-likelihoods of λ vary from pool to pool than their curvature says, which is right where a prompt's visits tell as much
 * as if each stood for itself, given those before: variance of the prompts' slopes over the curvature at the peak (the sandwich of Huber 1967
 * and White 1982, by prompt), at least 1. Differences are taken over `step` to either side, within [0, 1].
 */
export function* overdispersion(log: VisitLog, prior: Prior, { lambda, per }: Discount, step: number): Sliced<number> {
	const half = Math.min(0.5, step);
	// At an end of the range the slopes are those a step from it, and have a mean, which is taken off.
	const middle = Math.min(1 - half, Math.max(half, lambda));
	const at = (value: number): Sliced<number[]> => promptLogLikelihoods(log, prior, { lambda: value, per });
	const [below, here, above] = [yield* at(middle - half), yield* at(middle), yield* at(middle + half)];
	// A prompt that was visited once says nothing of λ.
	const telling = [...here.keys()].filter((index) => above[index] !== here[index] || below[index] !== here[index]);
	const count = telling.length;
	const slopes = telling.map((index) => (above[index]! - below[index]!) / (2 * half));
	const mean = slopes.reduce((sum, slope) => sum + slope, 0) / count;
	const variance = (slopes.reduce((sum, slope) => sum + (slope - mean) ** 2, 0) * count) / (count - 1);
	const curvature = -telling.reduce((sum, index) => sum + (above[index]! - 2 * here[index]! + below[index]!), 0) / half ** 2;
	const ratio = variance / curvature;
	// Without curvature, or with a single prompt, there is nothing to compare by.
	return curvature > 0 && ratio > 1 ? ratio : 1;
}
