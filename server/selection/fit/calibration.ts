/** Whether beliefs deserve belief: what they said of the next visit against what it gave. */
import type { Discount, Prior } from '../../../shared/belief.ts';
import { betaBinomialProbabilities, nonDegenerateProbability } from '../../../shared/math/betaBinomial.ts';
import { walkBeliefs } from '../../core/dataset/beliefWalk.ts';
import { type VisitLog, visitRanges } from '../../core/dataset/visitLog.ts';
import type { Sliced } from '../../core/slices.ts';

export interface Calibration {
	/** Visits that were predicted, the first of a prompt from the prior alone. */
	readonly visits: number;
	/** Visits left out: soft counts, which no beta-binomial predicts, or more rollouts than it is computed for. */
	readonly leftOut: number;
	/**
	 * Shares of the probability integral transform in ten equal bins: 0.1 each where beliefs are right, more at the ends where they are too sure,
	 * more in the middle where they are too wide. Not randomised: a count spreads its mass evenly over its step of the predictive
	 * distribution function (Czado, Gneiting & Held 2009).
	 */
	readonly transform: readonly number[];
	/** Visits by predicted success rate in ten equal bins; those without visits are left out. */
	readonly reliability: readonly ReliabilityBin[];
	/** Share of groups whose rewards are not all equal. */
	readonly useful: { readonly predicted: number; readonly observed: number; readonly standardError: number };
}

export interface ReliabilityBin {
	/** Predicted rates from here to 0.1 above. */
	readonly from: number;
	readonly visits: number;
	readonly rollouts: number;
	/** Means over the bin's rollouts. */
	readonly predicted: number;
	readonly observed: number;
	/** Of `observed`, if the beliefs are right. */
	readonly standardError: number;
}

const bins = 10;
const mostRollouts = 65_536;
/** 20 ms of work. */
const visitsOfSlice = 2 ** 13;

/** One-step-ahead: each visit is predicted by the belief that all earlier visits of its prompt have left. */
export function* calibrationOf(log: VisitLog, prior: Prior, discount: Discount): Sliced<Calibration> {
	const transform = new Float64Array(bins);
	const rates = Array.from({ length: bins }, () => ({ visits: 0, rollouts: 0, predicted: 0, observed: 0, variance: 0 }));
	const useful = { predicted: 0, observed: 0, variance: 0 };
	let [visits, leftOut] = [0, 0];
	let sliceEnd = visitsOfSlice;
	for (const range of visitRanges(log)) {
		walkBeliefs(log, range, prior, discount, (row, alpha, beta) => {
			const [successes, trials] = [log.successes[row]!, log.trials[row]!];
			if (!Number.isInteger(successes) || !Number.isInteger(trials) || trials > mostRollouts) {
				leftOut++;
				return;
			}
			visits++;
			const probabilities = betaBinomialProbabilities(alpha, beta, trials);
			addTransform(transform, probabilities, successes);
			const evidence = alpha + beta;
			const mean = alpha / evidence;
			const bin = rates[Math.min(bins - 1, Math.floor(mean * bins))]!;
			bin.visits++;
			bin.rollouts += trials;
			bin.predicted += mean * trials;
			bin.observed += successes;
			bin.variance += (trials * mean * (1 - mean) * (evidence + trials)) / (evidence + 1);
			const chance = nonDegenerateProbability(probabilities);
			useful.predicted += chance;
			useful.variance += chance * (1 - chance);
			if (successes > 0 && successes < trials) useful.observed++;
		});
		if (range.end < sliceEnd) continue;
		sliceEnd = range.end + visitsOfSlice;
		yield;
	}
	return {
		visits,
		leftOut,
		transform: [...transform].map((mass) => mass / Math.max(1, visits)),
		reliability: rates.flatMap(({ visits, rollouts, predicted, observed, variance }, index) =>
			visits === 0
				? []
				: [
						{
							from: index / bins,
							visits,
							rollouts,
							predicted: predicted / rollouts,
							observed: observed / rollouts,
							standardError: Math.sqrt(variance) / rollouts,
						},
					],
		),
		useful: {
			predicted: useful.predicted / Math.max(1, visits),
			observed: useful.observed / Math.max(1, visits),
			standardError: Math.sqrt(useful.variance) / Math.max(1, visits),
		},
	};
}

/** Spreads one unit of mass evenly from F(s−1) to F(s). */
function addTransform(transform: Float64Array, probabilities: readonly number[], successes: number): void {
	let low = 0;
	for (let index = 0; index < successes; index++) low += probabilities[index]!;
	const width = probabilities[successes]!;
	for (let bin = 0; bin < bins; bin++) {
		const overlap = Math.min((bin + 1) / bins, low + width) - Math.max(bin / bins, low);
		if (width > 0 && overlap > 0) transform[bin]! += overlap / width;
	}
}
