/** λ of InSight eq. 6 by how well yesterday's beliefs predict today's rewards. */
import type { Discount, Prior } from '../../../shared/belief.ts';
import { formatQuantity } from '../../../shared/format.ts';
import { type VisitLog, visitRanges } from '../../core/dataset/visitLog.ts';
import type { Sliced } from '../../core/slices.ts';
import { overdispersion, predictiveLogLikelihood } from './predictive.ts';
import type { Refusal } from './refusal.ts';

export interface DiscountFit {
	readonly discount: Discount;
	/** The prior under which λ is the likeliest; under another one another λ is. */
	readonly prior: Prior;
	/**
	 * 95 %: all λ with a log-likelihood within 1.92 of the highest, by the χ² of the likelihood ratio, times {@link overdispersion}. Prompts are
	 * taken to be independent of each other, visits of one prompt are not.
	 */
	readonly interval: { readonly lower: number; readonly upper: number };
	/** Times as much as visits would vary that are independent, given those before: at least 1. */
	readonly overdispersion: number;
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

/** Around the peak the curve is drawn at these multiples of the way to either end of the interval: a long log has all of it between two λ. */
const finer: readonly number[] = [0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3];

function lambdasAround(peak: number, { lower, upper }: DiscountFit['interval']): readonly number[] {
	const around = finer.flatMap((share) => [peak - share * (peak - lower), peak + share * (upper - peak)]);
	return [...new Set(around)].filter((lambda) => lambda > 0 && lambda < 1 && !curveLambdas.includes(lambda));
}

/** With fewer visits whose prediction depends on λ a curve is noise. */
const fewestTelling = 10;

/**
 * Maximum likelihood of λ, everything else given. The likelihood is that of each visit's rewards under the belief before it, of all visits
 * but the first of each example, which no λ changes.
 *
 * @returns the fit, or why the data cannot say.
 */
export function* fitDiscount(log: VisitLog, prior: Prior, per: Discount['per']): Sliced<DiscountFit | Refusal> {
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
	const pointAt = function* (lambda: number): Sliced<LikelihoodPoint> {
		return { lambda, logLikelihood: yield* predictiveLogLikelihood(log, prior, { lambda, per }) };
	};
	const curve: LikelihoodPoint[] = [];
	for (const lambda of curveLambdas) curve.push(yield* pointAt(lambda));
	const best = curve.reduce((top, { logLikelihood }, index) => (logLikelihood > curve[top]!.logLikelihood ? index : top), 0);
	const peak = yield* highestBetween(
		curve[Math.max(0, best - 1)]!.lambda,
		curve[Math.min(curve.length - 1, best + 1)]!.lambda,
		pointAt,
	);
	const top = peak.logLikelihood > curve[best]!.logLikelihood ? peak : curve[best]!;
	const within = function* (drop: number): Sliced<DiscountFit['interval']> {
		const isIn = function* (lambda: number): Sliced<boolean> {
			return (yield* pointAt(lambda)).logLikelihood >= top.logLikelihood - drop;
		};
		return {
			lower: (yield* isIn(0)) ? 0 : yield* borderBetween(top.lambda, 0, isIn),
			upper: (yield* isIn(1)) ? 1 : yield* borderBetween(top.lambda, 1, isIn),
		};
	};
	const naive = yield* within(intervalDrop);
	// Over half a standard error or so the curve is a parabola, and far from flat.
	const step = Math.max((naive.upper - naive.lower) / 8, 10 * precision);
	const dispersion = yield* overdispersion(log, prior, { lambda: top.lambda, per }, step);
	const interval = dispersion === 1 ? naive : yield* within(intervalDrop * dispersion);
	for (const lambda of lambdasAround(top.lambda, interval)) curve.push(yield* pointAt(lambda));
	return {
		discount: { lambda: top.lambda, per },
		prior,
		interval,
		overdispersion: dispersion,
		curve: curve.toSorted((left, right) => left.lambda - right.lambda),
		logLikelihood: top.logLikelihood,
		predictions,
	};
}

/** Whether the data do not rule out beliefs that make the rewards so likely: at λ of the fit's own way to count time, whether its interval holds it. */
export function isNotRuledOut({ logLikelihood, overdispersion }: DiscountFit, other: number): boolean {
	return other >= logLikelihood - intervalDrop * overdispersion;
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

const goldenShare = (3 - Math.sqrt(5)) / 2;

type Curve = (lambda: number) => Sliced<LikelihoodPoint>;

/** The highest point of a curve with one peak between two λ, by golden section. */
function* highestBetween(low: number, high: number, pointAt: Curve): Sliced<LikelihoodPoint> {
	let left = yield* pointAt(low + goldenShare * (high - low));
	let right = yield* pointAt(high - goldenShare * (high - low));
	while (high - low > precision) {
		if (left.logLikelihood >= right.logLikelihood) {
			high = right.lambda;
			right = left;
			left = yield* pointAt(low + goldenShare * (high - low));
		} else {
			low = left.lambda;
			left = right;
			right = yield* pointAt(high - goldenShare * (high - low));
		}
	}
	return left.logLikelihood >= right.logLikelihood ? left : right;
}

/** Where a condition ends that holds at one λ and not at another, by bisection. */
function* borderBetween(inside: number, outside: number, holds: (lambda: number) => Sliced<boolean>): Sliced<number> {
	while (Math.abs(outside - inside) > precision) {
		const middle = (inside + outside) / 2;
		if (yield* holds(middle)) inside = middle;
		else outside = middle;
	}
	return (inside + outside) / 2;
}
