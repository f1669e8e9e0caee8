/** Moments of Beta(α, β). All throw RangeError unless α and β are from 1e-100 to 1e100. */
import { checkBeta, checkRollouts } from './domain.ts';

/** E[φ] = α/n. To two roundings. */
export function betaMean(alpha: number, beta: number): number {
	checkBeta(alpha, beta);
	return alpha / (alpha + beta);
}

/** E[φ²] − E[φ]² = m(1−m)/(n+1), with 1−m as β/n: subtracting would lose the digits of a small β. Relative error below 1e-15. */
export function betaVariance(alpha: number, beta: number): number {
	checkBeta(alpha, beta);
	const n = alpha + beta;
	return ((alpha / n) * (beta / n)) / (n + 1);
}

/** The square root of {@link betaVariance}, as exact. */
export function betaStandardDeviation(alpha: number, beta: number): number {
	return Math.sqrt(betaVariance(alpha, beta));
}

/**
 * Expected fall of the variance by k more rollouts: the k-rollout form of InSight eq. 8, m(1−m)k / ((n+1)(n+k)). Relative error below
 * 2e-15.
 *
 * @param k whole, from 1 to 65,536.
 */
export function varianceReduction(alpha: number, beta: number, k: number): number {
	checkRollouts(k);
	return (betaVariance(alpha, beta) * k) / (alpha + beta + k);
}

/** E[φ(1−φ)] = m(1−m)·n/(n+1): half the chance that two rollouts disagree. Relative error below 2e-15. */
export function expectedRewardVariance(alpha: number, beta: number): number {
	return betaVariance(alpha, beta) * (alpha + beta);
}
