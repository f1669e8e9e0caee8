import { checkBeta, checkRollouts } from './domain.ts';
import { compensatedSum } from './sums.ts';

/**
 * Probabilities of s = 0…k successes in k rollouts under a Beta(α, β) belief, InSight eq. 2 averaged over eq. 3.
 *
 * By the ratio of neighbours, outward from the mean, then normalised: every term is positive, so no digit is lost. Relative error below
 * 5e-15 for α, β in [1e-9, 1e12] and k up to 4096, for probabilities above 1e-100; those under 1e-300 may come out as 0.
 *
 * @param alpha from 1e-100 to 1e100, as `beta`.
 * @param k whole, from 1 to 65,536.
 * @returns k + 1 numbers that add up to 1.
 * @throws RangeError outside these domains.
 */
export function betaBinomialProbabilities(alpha: number, beta: number, k: number): readonly number[] {
	checkBeta(alpha, beta);
	checkRollouts(k);
	const start = Math.round((k * alpha) / (alpha + beta));
	const weights = new Array<number>(k + 1).fill(0);
	weights[start] = 1;
	setWeights(weights, start, -1, beta, alpha);
	setWeights(weights, start, 1, alpha, beta);
	const total = compensatedSum(weights);
	for (let s = 0; s <= k; s++) weights[s]! /= total;
	return weights;
}

/**
 * V_K, the chance that the next k rewards are neither all 0 nor all 1, so that a group-relative method gets a gradient. In [0, 1], and 0
 * for k = 1.
 *
 * As the sum of the probabilities in between and not as one minus those at the ends, which cancels for beliefs near certainty. Relative
 * error below 5e-15 on the domain of {@link betaBinomialProbabilities}.
 *
 * @param probabilities of 0…k successes, from there.
 */
export function nonDegenerateProbability(probabilities: readonly number[]): number {
	return Math.min(1, compensatedSum(probabilities, 1, probabilities.length - 1));
}

/**
 * Sets the weights on one side of `start`, relative to the one there.
 *
 * @param direction 1 for more successes; -1 for more failures, with the parameters swapped.
 *
 * The ratio of neighbours is gain / loss = (k−s)(α+s) / ((s+1)(β+k−s−1)). Multiplying thousands of them gathers a rounding each, so where
 * the ratio is near 1 the weight is *changed* by the small
 * (gain − loss) / loss, in which s(k−s) cancels by algebra, compensated as in a sum: 7e-16 instead of 4e-14 at k = 4096.
 */
function setWeights(weights: number[], start: number, direction: 1 | -1, alpha: number, beta: number): void {
	const count = direction === 1 ? start : weights.length - 1 - start;
	const rest = weights.length - 1 - count;
	let weight = 1;
	let lost = 0;
	for (let index = 0; index < rest; index++) {
		const successes = count + index;
		const failures = rest - index;
		// Whole numbers are added up first: a small α or β would lose its digits to k.
		const loss = (successes + 1) * (beta + (failures - 1));
		const change = (failures * alpha - (successes + 1) * beta + (successes + 1 - failures)) / loss;
		if (Math.abs(change) <= 0.5) {
			const step = (weight + lost) * change;
			const next = weight + step;
			lost += Math.abs(weight) >= Math.abs(step) ? weight - next + step : step - next + weight;
			weight = next;
		} else {
			weight = ((weight + lost) * failures * (alpha + successes)) / loss;
			lost = 0;
		}
		weights[start + direction * (index + 1)] = weight + lost;
	}
}
