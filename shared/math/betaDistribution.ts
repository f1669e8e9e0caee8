import quantile from '@stdlib/stats-base-dists-beta-quantile';

/** Variance of Beta(α, β). */
export function betaVariance(alpha: number, beta: number): number {
	const n = alpha + beta;
	return ((alpha / n) * (beta / n)) / (n + 1);
}

/**
 * Equal-tailed credible interval of Beta(α, β).
 *
 * @param probability that the success rate lies within, such as 0.95.
 */
export function credibleInterval(
	alpha: number,
	beta: number,
	probability: number,
): { readonly lower: number; readonly upper: number } {
	const tail = (1 - probability) / 2;
	return { lower: quantile(tail, alpha, beta), upper: quantile(1 - tail, alpha, beta) };
}

/**
 * Expected fall of the variance by k more rollouts: the K-rollout form of InSight eq. 8, m(1−m)k / ((n+1)(n+k)).
 */
export function varianceReduction(alpha: number, beta: number, k: number): number {
	const n = alpha + beta;
	return (betaVariance(alpha, beta) * k) / (n + k);
}

/** E[φ(1−φ)] = m(1−m)·n/(n+1): half the chance that two rollouts disagree. */
export function expectedRewardVariance(alpha: number, beta: number): number {
	return betaVariance(alpha, beta) * (alpha + beta);
}
