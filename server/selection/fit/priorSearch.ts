/** Where the beta-binomial likelihood is highest: a scan for the peak, then Newton's method to the top of it. */
import { type RewardTotals, rewardLikelihood } from '../../../shared/math/rewardLikelihood.ts';

/** A point of the search, and whether the scan found its best at an end of the range. */
export interface SearchStart {
	readonly mean: number;
	readonly evidence: number;
	readonly edge: 'low' | 'high' | undefined;
}

export interface Peak {
	readonly mean: number;
	readonly evidence: number;
	readonly value: number;
	readonly standardErrors: { readonly logitMean: number; readonly logEvidence: number };
}

/** Evidences scanned: from 0.002 to about 10⁶, each e^½ times the last, which no peak of this likelihood is narrow enough to slip through. */
const lowestEvidence = 0.002;
const scanned = 41;

const mostSteps = 100;

/** Far from the top, steps of Newton's method are halved, so often at most, until they go up. */
const mostHalvings = 40;

/** Closer than this steps converge by themselves, past the last place in which heights differ, and end when they are nothing. */
const nearTop = 1e-3;
const atTop = 1e-13;

/** The best of the scanned evidences, each with its best mean. */
export function profilePeak(totals: RewardTotals, pooledMean: number): SearchStart {
	let best = { mean: pooledMean, evidence: lowestEvidence, value: Number.NEGATIVE_INFINITY, index: 0 };
	let mean = pooledMean;
	for (let index = 0; index < scanned; index++) {
		const evidence = lowestEvidence * Math.exp(index / 2);
		mean = bestMean(totals, evidence, mean);
		const { value } = rewardLikelihood(totals, mean, 1 / evidence);
		if (value > best.value) best = { mean, evidence, value, index };
	}
	const edge = best.index === 0 ? 'low' : best.index === scanned - 1 ? 'high' : undefined;
	return { mean: best.mean, evidence: best.evidence, edge };
}

/** For fixed evidence the likelihood is concave in the mean; steps that would leave (0, 1) go half of the way. */
function bestMean(totals: RewardTotals, evidence: number, start: number): number {
	let mean = start;
	for (let step = 0; step < mostSteps; step++) {
		const { byMean, byMeanTwice } = rewardLikelihood(totals, mean, 1 / evidence);
		const next = Math.min((1 + mean) / 2, Math.max(mean / 2, mean - byMean / byMeanTwice));
		if (Math.abs(next - mean) <= 1e-10 * Math.min(mean, 1 - mean)) return next;
		mean = next;
	}
	return mean;
}

interface Point {
	readonly mean: number;
	readonly evidence: number;
	readonly value: number;
	/** Gradient and negative Hessian by logit(mean) and ln(evidence). */
	readonly gradient: readonly [number, number];
	readonly information: readonly [number, number, number];
}

/**
 * Newton's method in logit(mean) and ln(evidence), in which the likelihood is nearly quadratic, with steps halved until they go up.
 *
 * @returns the top, or `undefined` where there is none: the likelihood goes on rising with the evidence.
 */
export function climb(totals: RewardTotals, start: SearchStart): Peak | undefined {
	let point = pointAt(totals, start.mean, start.evidence);
	for (let step = 0; step < mostSteps; step++) {
		const next = stepFrom(totals, point);
		if (next === undefined) break;
		point = next;
	}
	const { mean, evidence, value, information } = point;
	const [meanTwice, both, evidenceTwice] = information;
	const determinant = meanTwice * evidenceTwice - both ** 2;
	if (!(meanTwice > 0 && determinant > 0)) return undefined;
	const standardErrors = {
		logitMean: Math.sqrt(evidenceTwice / determinant),
		logEvidence: Math.sqrt(meanTwice / determinant),
	};
	return { mean, evidence, value, standardErrors };
}

/** The next point up, or `undefined` at the top. */
function stepFrom(totals: RewardTotals, { mean, evidence, value, gradient, information }: Point): Point | undefined {
	const [toMean, toEvidence] = gradient;
	const [meanTwice, both, evidenceTwice] = information;
	const determinant = meanTwice * evidenceTwice - both ** 2;
	const isConcave = meanTwice > 0 && determinant > 0;
	// Where the likelihood is not concave, uphill each coordinate by itself.
	const scale = (curvature: number): number => Math.max(Math.abs(curvature), Math.abs(toMean), Math.abs(toEvidence));
	const byLogit = isConcave ? (evidenceTwice * toMean - both * toEvidence) / determinant : toMean / scale(meanTwice);
	const byLog = isConcave ? (meanTwice * toEvidence - both * toMean) / determinant : toEvidence / scale(evidenceTwice);
	const size = Math.max(Math.abs(byLogit), Math.abs(byLog));
	if (isConcave && size < atTop) return undefined;
	for (let halving = 0, share = 1; halving < mostHalvings; halving++, share /= 2) {
		const nextMean = mean / (mean + (1 - mean) * Math.exp(-share * byLogit));
		const next = pointAt(totals, nextMean, evidence * Math.exp(share * byLog));
		if (next.value > value || (isConcave && size < nearTop)) return next;
	}
	return undefined;
}

/** By the chain rule from m and ω = 1/n: dm/du = m(1−m), dω/dv = −ω. */
function pointAt(totals: RewardTotals, mean: number, evidence: number): Point {
	const overdispersion = 1 / evidence;
	const likelihood = rewardLikelihood(totals, mean, overdispersion);
	const slope = mean * (1 - mean);
	return {
		mean,
		evidence,
		value: likelihood.value,
		gradient: [likelihood.byMean * slope, -likelihood.byOverdispersion * overdispersion],
		information: [
			-(likelihood.byMeanTwice * slope ** 2 + likelihood.byMean * slope * (1 - 2 * mean)),
			likelihood.byBoth * slope * overdispersion,
			-(likelihood.byOverdispersionTwice * overdispersion ** 2 + likelihood.byOverdispersion * overdispersion),
		],
	};
}
