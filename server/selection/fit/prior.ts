/** The empirical-Bayes prior: the Beta distribution that a pool's success rates come from, by maximum likelihood of its counts. */
import { type Counts, checkPrior, type Prior, uniformPrior } from '../../../shared/belief.ts';
import { formatCount, formatQuantity } from '../../../shared/format.ts';
import { type RewardTotals, rewardLikelihood, rewardTotalsOf } from '../../../shared/math/rewardLikelihood.ts';
import { climb, profilePeak } from './priorSearch.ts';
import type { Refusal } from './refusal.ts';

/** A number with the interval that holds the true one in 95 of 100 pools: normal on the logarithmic scale (for the mean, the logit's). */
export interface Estimate {
	readonly value: number;
	readonly lower: number;
	readonly upper: number;
}

/** Counts, and how many prompts have them: one unless given. */
export interface TalliedCounts extends Counts {
	readonly prompts?: number;
}

export interface PriorFit {
	readonly prior: Prior;
	/** α₀/(α₀+β₀): the average success rate of the pool's prompts. */
	readonly mean: Estimate;
	/** α₀+β₀: the larger, the more alike the prompts are. */
	readonly evidence: Estimate;
	/** Standard errors of logit(mean) and ln(evidence), from the observed information. */
	readonly standardErrors: { readonly logitMean: number; readonly logEvidence: number };
	/** Natural logarithms of the likelihood of the pool's rewards under three hypotheses on where its success rates come from. */
	readonly logLikelihood: {
		readonly fitted: number;
		/** Beta(1,1). */
		readonly flat: number;
		/** All rates are equal. */
		readonly equal: number;
	};
	/** Prompts with rollouts, and their rollouts. */
	readonly prompts: number;
	readonly rollouts: number;
}

/** A spread of rates cannot be told from fewer prompts with two or more rollouts; with ten, the interval is honest about how little it can. */
const fewestPrompts = 10;

/** More rollouts of one prompt than this cost time for nothing: its rate is known. */
const mostRollouts = 65_536;

/**
 * The 95 % point of twice the gain in log-likelihood over equal rates, if they were equal: half a χ² with one degree of freedom, for no
 * spread lies on the boundary (Self & Liang 1987).
 */
const leastGain = 2.706;

/** Φ⁻¹(0.975). */
const normalQuantile = 1.959963984540054;

/**
 * Maximum likelihood of the beta-binomial model, over prompts that are independent of each other. Global over evidences from 0.002 to 10⁶.
 *
 * @returns the fit, or why the data cannot say.
 */
export function fitPrior(counts: Iterable<TalliedCounts>): PriorFit | Refusal {
	const seen = [...counts].filter(({ trials }) => trials > 0);
	const longest = seen.reduce((most, { trials }) => Math.max(most, Math.ceil(trials)), 0);
	if (longest > mostRollouts) {
		return refuse(`a prompt has ${formatCount(longest)} rollouts, and at most ${formatCount(mostRollouts)} are taken`);
	}
	const repeated = seen.reduce((sum, { trials, prompts = 1 }) => sum + (trials > 1 ? prompts : 0), 0);
	if (seen.length === 0) return refuse('no prompt has rollouts');
	if (repeated === 0) {
		return refuse(
			'every prompt has a single rollout, which tells how high success rates are on average but not how much they differ',
		);
	}
	if (repeated < fewestPrompts) {
		return refuse(`only ${formatQuantity(repeated, 'prompt has', 'prompts have')} two rollouts or more; it takes ${fewestPrompts}`);
	}
	const totals = rewardTotalsOf(seen, longest);
	const rollouts = sumOf(totals.trials);
	const mean = sumOf(totals.successes) / rollouts;
	if (mean === 0) return refuse('no rollout succeeded, which every prior with a mean near 0 explains');
	if (mean === 1) return refuse('every rollout succeeded, which every prior with a mean near 1 explains');
	return fitTotals(totals, mean, rollouts);
}

function fitTotals(totals: RewardTotals, pooledMean: number, rollouts: number): PriorFit | Refusal {
	const equal = rewardLikelihood(totals, pooledMean, 0).value;
	const start = profilePeak(totals, pooledMean);
	if (start.edge === 'low') {
		return refuse('prompts are solved always or never, so the evidence of the prior runs to 0: a prior cannot say more than that');
	}
	const peak = climb(totals, start);
	if (start.edge === 'high' || peak === undefined || 2 * (peak.value - equal) < leastGain) {
		return refuse(
			'success rates differ no more between prompts than chance makes them, so the evidence of the prior runs to infinity: ' +
				`all prompts look alike, with a rate near ${pooledMean.toPrecision(3)}`,
		);
	}
	const { mean, evidence, standardErrors } = peak;
	const prior = { alpha: mean * evidence, beta: (1 - mean) * evidence };
	const problem = checkPrior(prior);
	if (problem !== undefined) return refuse(`the likeliest one is out of range: ${problem}`);
	const reach = { mean: normalQuantile * standardErrors.logitMean, evidence: normalQuantile * standardErrors.logEvidence };
	const shifted = (logit: number): number => mean / (mean + (1 - mean) * Math.exp(-logit));
	return {
		prior,
		mean: { value: mean, lower: shifted(-reach.mean), upper: shifted(reach.mean) },
		evidence: { value: evidence, lower: evidence * Math.exp(-reach.evidence), upper: evidence * Math.exp(reach.evidence) },
		standardErrors,
		logLikelihood: { fitted: peak.value, flat: flatLikelihood(totals), equal },
		prompts: totals.prompts,
		rollouts,
	};
}

function flatLikelihood(totals: RewardTotals): number {
	const { alpha, beta } = uniformPrior;
	return rewardLikelihood(totals, alpha / (alpha + beta), 1 / (alpha + beta)).value;
}

function sumOf(column: Float64Array): number {
	return column.reduce((sum, value) => sum + value, 0);
}

function refuse(reason: string): Refusal {
	return { refusal: `No prior can be fitted: ${reason}.` };
}
