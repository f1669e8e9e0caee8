/** What a run on a chosen set would see, told before it is paid for. */
import type { Prior } from '../../shared/belief.ts';
import { betaBinomialProbabilities, nonDegenerateProbability } from '../../shared/math/betaBinomial.ts';
import type { Dataset } from '../core/dataset/dataset.ts';

/** A share in [0, 1] with the interval that it lies in with 95 % probability, if the beliefs are right. */
export interface ShareForecast {
	readonly expected: number;
	readonly lower: number;
	readonly upper: number;
}

/** Plain data: shown in tables, pictures and JSON. */
export interface Preflight {
	/** Examples of the chosen set. */
	readonly examples: number;
	/** Rollouts of a group. */
	readonly k: number;
	/** Share of the groups of one pass over the set whose rewards are not all equal, under the prior in use. */
	readonly useful: ShareForecast;
	/** The same under the prior that was fitted to the pool; `null` where none could be. */
	readonly usefulFitted: ShareForecast | null;
	/** Steps of one pass over the set; `null` without a batch size. The last step may be short. */
	readonly stepsPerEpoch: number | null;
	/** Examples without rollouts; with all and with none of at least so many rollouts solved as settings ask for. */
	readonly unseen: number;
	readonly mastered: number;
	readonly intractable: number;
}

export interface PreflightOptions {
	readonly k: number;
	/** The prior under which the examples were scored. */
	readonly prior: Prior;
	/** A prior fitted to the pool. */
	readonly fittedPrior?: Prior;
	/** Prompts of a training step, at least one. */
	readonly batch?: number;
	/** Rollouts it takes to call an example mastered or intractable. */
	readonly minTrials: number;
}

/** How many examples have a belief, by α and β: of real data there are few. */
type Beliefs = Map<number, Map<number, number>>;

/**
 * @param chosen indices of examples.
 * @returns what is to be expected of one pass over them; of no examples, shares of 0.
 */
export function preflight(
	{ columns, scoreAt }: Pick<Dataset, 'columns' | 'scoreAt'>,
	chosen: Int32Array,
	options: PreflightOptions,
): Preflight {
	const { k, prior, fittedPrior, batch, minTrials } = options;
	let [unseen, mastered, intractable] = [0, 0, 0];
	const beliefs: Beliefs = new Map();
	for (const index of chosen) {
		const { alpha, beta } = scoreAt(index);
		const trials = columns.counts.trials[index]!;
		const successes = columns.counts.successes[index]!;
		const ofAlpha = beliefs.get(alpha) ?? new Map<number, number>();
		if (ofAlpha.size === 0) beliefs.set(alpha, ofAlpha);
		ofAlpha.set(beta, (ofAlpha.get(beta) ?? 0) + 1);
		if (trials === 0) unseen++;
		else if (trials >= minTrials && successes === trials) mastered++;
		else if (trials >= minTrials && successes === 0) intractable++;
	}
	return {
		examples: chosen.length,
		k,
		useful: usefulShare(beliefs, k, prior, prior),
		usefulFitted: fittedPrior === undefined ? null : usefulShare(beliefs, k, prior, fittedPrior),
		stepsPerEpoch: batch === undefined ? null : Math.ceil(chosen.length / batch),
		unseen,
		mastered,
		intractable,
	};
}

/** Φ⁻¹(0.975). */
const normalQuantile = 1.959963984540054;

/**
 * The share of useful groups. Their number is a sum of independent Bernoulli(V_K), one a prompt, so its mean is Σ V and its variance
 * Σ V(1−V); the interval is the normal one, cut to [0, 1], which is coarse for fewer than about 20 prompts.
 *
 * What an example adds to the prior it was scored under (eq. 5 and 6 alike) is added to another one in its place.
 */
function usefulShare(beliefs: Beliefs, k: number, scored: Prior, prior: Prior): ShareForecast {
	let [examples, sum, variance] = [0, 0, 0];
	for (const [alpha, ofAlpha] of beliefs) {
		for (const [beta, count] of ofAlpha) {
			const useful = nonDegenerateProbability(
				betaBinomialProbabilities(alpha - scored.alpha + prior.alpha, beta - scored.beta + prior.beta, k),
			);
			examples += count;
			sum += count * useful;
			variance += count * useful * (1 - useful);
		}
	}
	if (examples === 0) return { expected: 0, lower: 0, upper: 0 };
	const expected = sum / examples;
	const reach = (normalQuantile * Math.sqrt(variance)) / examples;
	return { expected, lower: Math.max(0, expected - reach), upper: Math.min(1, expected + reach) };
}
