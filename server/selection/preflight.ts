/** What a run on a chosen set would see, told before it is paid for. */
import type { Belief, Prior } from '../../shared/belief.ts';
import { betaBinomialProbabilities, nonDegenerateProbability } from '../../shared/math/betaBinomial.ts';
import { type CountClass, countPair, tallyCounts } from '../core/dataset/countTally.ts';
import type { Dataset } from '../core/dataset/dataset.ts';
import { sumOver } from '../core/list.ts';

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

/** Examples of which the same is believed, and how many they are. */
interface Believed extends Belief {
	readonly prompts: number;
}

/**
 * @param chosen indices of examples.
 * @returns what is to be expected of one pass over them; of no examples, shares of 0.
 */
export function preflight(dataset: BelievedDataset, chosen: Int32Array, options: PreflightOptions): Preflight {
	const { k, prior, fittedPrior, batch, minTrials } = options;
	const classes = tallyCounts(dataset.columns.counts, chosen);
	const beliefs = beliefsOf(dataset, chosen, classes);
	const countOf = (isCounted: (counts: CountClass) => boolean): number =>
		sumOver(classes.filter(isCounted), ({ prompts }) => prompts);
	const isTold = ({ trials }: CountClass): boolean => trials > 0 && trials >= minTrials;
	return {
		examples: chosen.length,
		k,
		useful: usefulShare(beliefs, k, prior, prior),
		usefulFitted: fittedPrior === undefined ? null : usefulShare(beliefs, k, prior, fittedPrior),
		stepsPerEpoch: batch === undefined ? null : Math.ceil(chosen.length / batch),
		unseen: countOf(({ trials }) => trials === 0),
		mastered: countOf((counts) => isTold(counts) && counts.successes === counts.trials),
		intractable: countOf((counts) => isTold(counts) && counts.successes === 0),
	};
}

/** With its visits, where it has any: they tell that examples of equal counts may be believed in differently. */
type BelievedDataset = Pick<Dataset, 'columns' | 'scoreAt' | 'visits'>;

/** Equal counts mean equal beliefs, unless there is a history, of which evidence may fade. */
function beliefsOf({ scoreAt, visits }: BelievedDataset, chosen: Int32Array, classes: readonly CountClass[]): readonly Believed[] {
	if (visits === undefined) {
		return classes.map(({ first, prompts }) => {
			const { alpha, beta } = scoreAt(first);
			return { alpha, beta, prompts };
		});
	}
	const byAlpha = new Map<number, Map<number, number>>();
	for (const index of chosen) {
		const { alpha, beta } = scoreAt(index);
		countPair(byAlpha, alpha, beta);
	}
	return [...byAlpha].flatMap(([alpha, ofAlpha]) => Array.from(ofAlpha, ([beta, prompts]) => ({ alpha, beta, prompts })));
}

/** Φ⁻¹(0.975). */
const normalQuantile = 1.959963984540054;

/**
 * The share of useful groups. Their number is a sum of independent Bernoulli(V_K), one a prompt, so its mean is Σ V and its variance
 * Σ V(1−V); the interval is the normal one, cut to [0, 1], which is coarse for fewer than about 20 prompts.
 *
 * What an example adds to the prior it was scored under (eq. 5 and 6 alike) is added to another one in its place.
 */
function usefulShare(beliefs: readonly Believed[], k: number, scored: Prior, prior: Prior): ShareForecast {
	let [examples, sum, variance] = [0, 0, 0];
	for (const { alpha, beta, prompts } of beliefs) {
		const useful = nonDegenerateProbability(
			betaBinomialProbabilities(alpha - scored.alpha + prior.alpha, beta - scored.beta + prior.beta, k),
		);
		examples += prompts;
		sum += prompts * useful;
		variance += prompts * useful * (1 - useful);
	}
	if (examples === 0) return { expected: 0, lower: 0, upper: 0 };
	const expected = sum / examples;
	const reach = (normalQuantile * Math.sqrt(variance)) / examples;
	return { expected, lower: Math.max(0, expected - reach), upper: Math.min(1, expected + reach) };
}
