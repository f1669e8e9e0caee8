/** How many examples priors lead one to expect at each observed success rate. */
import type { Prior } from '../../shared/belief.ts';
import { betaBinomialProbabilities } from '../../shared/math/betaBinomial.ts';
import type { PriorFitBin } from '../../shared/pictures/priorFit.ts';
import type { TalliedCounts } from '../selection/fit/prior.ts';

/**
 * Each example is expected by its own number of rollouts: under a prior its successes are beta-binomial. Examples without rollouts and soft
 * counts are left out. Time in proportion to the sum of all different numbers of rollouts.
 *
 * @param bins how many, of equal width over the rates from 0 to 1; the last one holds 1 as well.
 */
export function expectedRates(counts: Iterable<TalliedCounts>, fitted: Prior, inUse: Prior, bins: number): readonly PriorFitBin[] {
	const binOf = (successes: number, trials: number): number => Math.min(bins - 1, Math.floor((successes * bins) / trials));
	const observed = new Float64Array(bins);
	const examplesOf = new Map<number, number>();
	for (const { successes, trials, prompts = 1 } of counts) {
		if (!(trials > 0 && Number.isInteger(trials) && Number.isInteger(successes))) continue;
		observed[binOf(successes, trials)]! += prompts;
		examplesOf.set(trials, (examplesOf.get(trials) ?? 0) + prompts);
	}
	const expected = ({ alpha, beta }: Prior): Float64Array => {
		const sums = new Float64Array(bins);
		for (const [trials, examples] of examplesOf) {
			betaBinomialProbabilities(alpha, beta, trials).forEach((probability, successes) => {
				sums[binOf(successes, trials)]! += examples * probability;
			});
		}
		return sums;
	};
	const [byFitted, byInUse] = [expected(fitted), expected(inUse)];
	return Array.from(observed, (count, bin) => ({
		from: bin / bins,
		to: (bin + 1) / bins,
		observed: count,
		fitted: byFitted[bin]!,
		inUse: byInUse[bin]!,
	}));
}
