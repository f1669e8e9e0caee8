/** The credible interval of Beta(α, β), apart from its moments: the library behind it takes 10 ms to load, and most that is done needs none. */

// CommonJS with `export =`: the default import is what tsc, Rolldown, vitest and tsx agree on.
import quantile from '@stdlib/stats-base-dists-beta-quantile';
import { betaMean, betaStandardDeviation } from './betaDistribution.ts';
import { checkBeta } from './domain.ts';

/** Φ⁻¹(0.975). */
const normalQuantile = 1.959963984540054;

/** From here on, in both parameters, the expansion below is nearer than the library. */
const expansionStart = 1e7;

/**
 * Equal-tailed 95 % credible interval: 2.5 % of the belief lies below it and 2.5 % above.
 *
 * By the quantile of @stdlib, measured against 40 digits at 10,000 beliefs: relative error below 3e-13 for parameters from 1e-3 to 1e6,
 * and below 1e-8 beyond, the worst being upper bounds of beliefs such as (2, 1e9). Where both parameters pass 1e13 it takes up to a second
 * and is wrong in the first digits of the width, so where both are 1e7 or more we expand instead: relative error below 1e-14. Bounds under
 * 2.3e-308 come out as 0, those within 1.2e-16 of 1 as 1.
 *
 * @throws RangeError unless α and β are from 1e-100 to 1e100.
 */
export function credibleInterval(alpha: number, beta: number): { readonly lower: number; readonly upper: number } {
	checkBeta(alpha, beta);
	if (Math.min(alpha, beta) >= expansionStart) {
		return { lower: expandedQuantile(alpha, beta, -normalQuantile), upper: expandedQuantile(alpha, beta, normalQuantile) };
	}
	// As literals, for (1 − 0.95) / 2 is not quite 0.025, which a small parameter magnifies 1/α times.
	return { lower: quantile(0.025, alpha, beta), upper: quantile(0.975, alpha, beta) };
}

/** Cornish and Fisher's expansion about the normal quantile `z` (Abramowitz & Stegun 26.2.49), by skewness and excess kurtosis. */
function expandedQuantile(alpha: number, beta: number, z: number): number {
	const n = alpha + beta;
	const unevenness = (beta - alpha) / Math.sqrt(alpha) / Math.sqrt(beta);
	const skewness = (2 * unevenness * Math.sqrt(n + 1)) / (n + 2);
	const kurtosis = (6 * (unevenness ** 2 * (n + 1) - (n + 2))) / (n + 2) / (n + 3);
	const steps =
		z + ((z ** 2 - 1) * skewness) / 6 + ((z ** 3 - 3 * z) * kurtosis) / 24 - ((2 * z ** 3 - 5 * z) * skewness ** 2) / 36;
	return betaMean(alpha, beta) + betaStandardDeviation(alpha, beta) * steps;
}
