/** λ of InSight eq. 6 by how well yesterday's beliefs predict today's rewards. */
import type { Discount, Prior } from '../../../shared/belief.ts';
import { formatQuantity } from '../../../shared/format.ts';
import { logSequenceProbability } from '../../../shared/math/rewardSequence.ts';
import { walkBeliefs } from '../../core/beliefWalk.ts';
import { type VisitLog, visitRanges } from '../../core/visitLog.ts';
import type { Refusal } from './refusal.ts';

export interface DiscountFit {
	readonly discount: Discount;
	/** All λ with a log-likelihood within 1.92 of the highest: 95 % by the χ² of the likelihood ratio. */
	readonly interval: { readonly lower: number; readonly upper: number };
	/** By ascending λ, from 0 to 1. */
	readonly curve: readonly LikelihoodPoint[];
	/** At the fitted λ. */
	readonly logLikelihood: number;
	/** Visits that were predicted: all but the first of each example. */
	readonly predictions: number;
}

export interface LikelihoodPoint {
	readonly lambda: number;
	readonly logLikelihood: number;
}

/** λ at which the curve is drawn: evenly, and closer towards 1, where an evidence that fades by the step of a long run has its λ. */
const curveLambdas: readonly number[] = [
	...Array.from({ length: 50 }, (_, index) => index / 50),
	...[0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999, 1],
];

/** Half the 95 % point of χ² with one degree of freedom. */
const intervalDrop = 1.920729410347062;

/** λ is told to so much: far finer than any interval. */
const precision = 1e-6;

/** With fewer visits whose prediction depends on λ a curve is noise. */
const fewestTelling = 10;

/**
 * Maximum likelihood of λ, everything else given. The likelihood is that of each visit's rewards under the belief before it, of all visits
 * but the first of each example, which no λ changes.
 *
 * @returns the fit, or why the data cannot say.
 */
export function fitDiscount(log: VisitLog, prior: Prior, per: Discount['per']): DiscountFit | Refusal {
	const predictions = log.examples.length - [...visitRanges(log)].length;
	const telling = tellingVisits(log, per);
	if (telling < fewestTelling) {
		const refusal =
			predictions === 0
				? 'no prompt was visited more than once. It takes rollouts of the same prompts at several training steps'
				: `λ per ${per} makes a difference to ${telling === 0 ? 'no visit' : `only ${formatQuantity(telling, 'visit')}`}, ` +
					(per === 'visit' ? 'for it shows from the third visit of a prompt on' : 'for it takes steps between visits');
		return { refusal: `No discount can be fitted: ${refusal}.` };
	}
	const likelihood = (lambda: number): number => predictiveLogLikelihood(log, prior, { lambda, per });
	const curve = curveLambdas.map((lambda) => ({ lambda, logLikelihood: likelihood(lambda) }));
	const best = curve.reduce((top, { logLikelihood }, index) => (logLikelihood > curve[top]!.logLikelihood ? index : top), 0);
	const peak = highestBetween(
		curve[Math.max(0, best - 1)]!.lambda,
		curve[Math.min(curve.length - 1, best + 1)]!.lambda,
		likelihood,
	);
	const top = peak.logLikelihood > curve[best]!.logLikelihood ? peak : curve[best]!;
	const isIn = (lambda: number): boolean => likelihood(lambda) >= top.logLikelihood - intervalDrop;
	return {
		discount: { lambda: top.lambda, per },
		interval: {
			lower: isIn(0) ? 0 : borderBetween(0, top.lambda, (lambda) => !isIn(lambda)),
			upper: isIn(1) ? 1 : borderBetween(top.lambda, 1, isIn),
		},
		curve,
		logLikelihood: top.logLikelihood,
		predictions,
	};
}

/** Visits before which evidence has faded: by a visit between it and this one, or by steps between where those count. */
function tellingVisits(log: VisitLog, per: Discount['per']): number {
	let count = 0;
	for (const { start, end } of visitRanges(log)) {
		for (let row = start + 1; row < end; row++) {
			const isIdle = log.steps[row]! - log.steps[row - 1]! > 1;
			if (row - start > 1 || (per === 'step' && isIdle)) count++;
		}
	}
	return count;
}

/** ln of the probability of each visit's rewards, in the order they came, under the belief before it; first visits are left out. */
export function predictiveLogLikelihood(log: VisitLog, prior: Prior, discount: Discount): number {
	let sum = 0;
	for (const range of visitRanges(log)) {
		walkBeliefs(log, range, prior, discount, (row, alpha, beta, before) => {
			if (before > 0) sum += logSequenceProbability(alpha, beta, log.successes[row]!, log.trials[row]!);
		});
	}
	return sum;
}

const goldenShare = (3 - Math.sqrt(5)) / 2;

/** The highest point of a curve with one peak between two λ, by golden section. */
function highestBetween(low: number, high: number, likelihood: (lambda: number) => number): LikelihoodPoint {
	const pointAt = (lambda: number): LikelihoodPoint => ({ lambda, logLikelihood: likelihood(lambda) });
	let left = pointAt(low + goldenShare * (high - low));
	let right = pointAt(high - goldenShare * (high - low));
	while (high - low > precision) {
		if (left.logLikelihood >= right.logLikelihood) {
			high = right.lambda;
			right = left;
			left = pointAt(low + goldenShare * (high - low));
		} else {
			low = left.lambda;
			left = right;
			right = pointAt(high - goldenShare * (high - low));
		}
	}
	return left.logLikelihood >= right.logLikelihood ? left : right;
}

/** Where a condition that holds at `low` and not at `high` ends, by bisection. */
function borderBetween(low: number, high: number, holds: (lambda: number) => boolean): number {
	while (high - low > precision) {
		const middle = (low + high) / 2;
		if (holds(middle)) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}
