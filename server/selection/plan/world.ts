/** What answers in a simulated run: where the rewards of the next rollouts come from. */
import { betaBinomialProbabilities } from '../../../shared/math/betaBinomial.ts';
import type { RandomSource } from '../../../shared/random.ts';

/** Draws the successes among `k` rollouts of an example of which Beta(α, β) is believed. */
export type World = (index: number, alpha: number, beta: number, k: number, random: RandomSource) => number;

/** Distributions kept: with a discount, each visit makes beliefs of its own. */
const keptDistributions = 65_536;

/**
 * The world that beliefs describe: rewards from the posterior predictive distribution. Without a discount that is the same as a success rate
 * drawn once for each prompt from its belief, and kept (Pólya's urn).
 */
export function createBelievedWorld(): World {
	const distributions = new Map<number, Map<number, readonly number[]>>();
	let kept = 0;
	return (_, alpha, beta, k, random) => {
		let cumulative = distributions.get(alpha)?.get(beta);
		if (cumulative === undefined || cumulative.length !== k + 1) {
			cumulative = cumulativeOf(betaBinomialProbabilities(alpha, beta, k));
			if (kept === keptDistributions) {
				distributions.clear();
				kept = 0;
			}
			const ofAlpha = distributions.get(alpha);
			if (ofAlpha === undefined) distributions.set(alpha, new Map([[beta, cumulative]]));
			else ofAlpha.set(beta, cumulative);
			kept++;
		}
		const level = random();
		let successes = 0;
		while (successes < k && cumulative[successes]! < level) successes++;
		return successes;
	};
}

/** A world of known success rates in [0, 1], by index of the example, which do not move. */
export function createKnownWorld(rates: Float64Array): World {
	return (index, _alpha, _beta, k, random) => {
		let successes = 0;
		for (let rollout = 0; rollout < k; rollout++) if (random() < rates[index]!) successes++;
		return successes;
	};
}

function cumulativeOf(probabilities: readonly number[]): readonly number[] {
	let sum = 0;
	return probabilities.map((probability) => {
		sum += probability;
		return sum;
	});
}
