/** The beta-binomial likelihood of a whole pool's counts, as a function of the Beta distribution that its success rates come from. */

/** All that the likelihood depends on: by i, how many prompts have more than i successes, failures, rollouts. */
export interface RewardTotals {
	/** Prompts with at least one rollout. */
	readonly prompts: number;
	readonly successes: Float64Array;
	readonly failures: Float64Array;
	readonly trials: Float64Array;
}

/** Log-likelihood and its derivatives by the mean m and the overdispersion ω. */
export interface RewardLikelihood {
	readonly value: number;
	readonly byMean: number;
	readonly byOverdispersion: number;
	readonly byMeanTwice: number;
	readonly byBoth: number;
	readonly byOverdispersionTwice: number;
}

/**
 * Adds a pool up. A soft count between two whole ones counts as a mixture of both, so its likelihood is interpolated.
 *
 * @param counts with 0 ≤ successes ≤ trials ≤ `longest`, which the memory is proportional to, and of how many prompts they are: of one
 * unless given.
 */
export function rewardTotalsOf(
	counts: Iterable<{ readonly successes: number; readonly trials: number; readonly prompts?: number }>,
	longest: number,
): RewardTotals {
	const [successes, failures, trials] = [0, 1, 2].map(() => new Float64Array(longest)) as [
		Float64Array,
		Float64Array,
		Float64Array,
	];
	let prompts = 0;
	for (const { prompts: times = 1, ...count } of counts) {
		if (count.trials === 0) continue;
		prompts += times;
		addEnd(successes, count.successes, times);
		addEnd(failures, count.trials - count.successes, times);
		addEnd(trials, count.trials, times);
	}
	for (const column of [successes, failures, trials]) {
		for (let index = longest - 2; index >= 0; index--) column[index]! += column[index + 1]!;
	}
	return { prompts, successes, failures, trials };
}

/** Enters a count such that summing up from the end gives every i below it one prompt, and the fraction its share. */
function addEnd(ends: Float64Array, count: number, times: number): void {
	const whole = Math.floor(count);
	const fraction = count - whole;
	if (whole > 0) ends[whole - 1]! += times * (1 - fraction);
	if (fraction > 0) ends[whole]! += times * fraction;
}

/**
 * The likelihood of the rewards, in the order they came, under Beta(m/ω, (1−m)/ω):
 *
 *     ℓ = Σᵢ Aᵢ ln(m + iω) + Σᵢ Bᵢ ln(1−m + iω) − Σᵢ Tᵢ ln(1 + iω)
 *
 * with A, B, T the totals of successes, failures and rollouts. It is Π(α+i) Π(β+j) / Π(n+k) over all prompts with every factor divided by the
 * evidence n = 1/ω, so nothing cancels for large n, and ω = 0 is the binomial, whose rates are all m. For fixed ω it is concave in m. The cost
 * does not depend on the number of prompts, only on that of the rollouts of one.
 *
 * @param mean m in (0, 1).
 * @param overdispersion ω from 0.
 */
export function rewardLikelihood(totals: RewardTotals, mean: number, overdispersion: number): RewardLikelihood {
	let [value, byMean, byOverdispersion, byMeanTwice, byBoth, byOverdispersionTwice] = [0, 0, 0, 0, 0, 0];
	const complement = 1 - mean;
	const { successes, failures, trials } = totals;
	for (let index = 0; index < trials.length && trials[index]! > 0; index++) {
		const spread = index * overdispersion;
		const [ofSuccesses, ofFailures, ofTrials] = [successes[index]!, failures[index]!, trials[index]!];
		const [success, failure, trial] = [1 / (mean + spread), 1 / (complement + spread), 1 / (1 + spread)];
		value += ofSuccesses * Math.log(mean + spread) + ofFailures * Math.log(complement + spread) - ofTrials * Math.log1p(spread);
		byMean += ofSuccesses * success - ofFailures * failure;
		byOverdispersion += index * (ofSuccesses * success + ofFailures * failure - ofTrials * trial);
		byMeanTwice -= ofSuccesses * success ** 2 + ofFailures * failure ** 2;
		byBoth -= index * (ofSuccesses * success ** 2 - ofFailures * failure ** 2);
		byOverdispersionTwice -= index ** 2 * (ofSuccesses * success ** 2 + ofFailures * failure ** 2 - ofTrials * trial ** 2);
	}
	return { value, byMean, byOverdispersion, byMeanTwice, byBoth, byOverdispersionTwice };
}
