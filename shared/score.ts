/** Belief → score: everything that examples are ranked by, in one record. The interval that is shown beside it is in `intervals.ts`. */
import { type Belief, beliefOf, checkPrior, type Prior } from './belief.ts';
import { betaBinomialProbabilities, nonDegenerateProbability } from './math/betaBinomial.ts';
import { betaMean, betaStandardDeviation, expectedRewardVariance, varianceReduction } from './math/betaDistribution.ts';
import { informationNats } from './math/information.ts';
import { createPairMemo } from './pairMemo.ts';

/** What a score depends on besides the belief. */
export interface ScoreParameters {
	/** Rollouts that the next training step will draw: whole, from 1 to 4096. */
	readonly k: number;
	/** Sharpness of the difficulty weight: finite, not negative. */
	readonly eta: number;
	/** Centre of the difficulty weight: finite; meant to be in [0, 1]. */
	readonly mu: number;
	readonly prior: Prior;
}

/** Rates are in [0, 1], informations in nats. */
export interface Score {
	readonly alpha: number;
	readonly beta: number;
	/** m = α/n. */
	readonly mean: number;
	readonly standardDeviation: number;
	/** n = α + β. */
	readonly evidence: number;
	/** I(R₁..K; Φ), InSight eq. 13. */
	readonly informationNats: number;
	/** w(m), InSight eq. 15. */
	readonly weight: number;
	/** A = w·I, InSight eq. 16: what examples are ranked by. */
	readonly score: number;
	/** V_K: the chance that the next K rewards are not all equal. */
	readonly nonDegenerate: number;
	/** Expected fall of the variance by K more rollouts, InSight eq. 8. */
	readonly varianceReduction: number;
	/** E[φ(1−φ)]. */
	readonly rewardVariance: number;
}

/**
 * w(m) = m(1−m)·exp(−η(m−μ)²), InSight eq. 15. In [0, ¼].
 *
 * @param complement 1 − m, where it is known better than by subtraction, which loses the digits of rates near 1.
 */
export function difficultyWeight(mean: number, eta: number, mu: number, complement: number = 1 - mean): number {
	return mean * complement * Math.exp(-eta * (mean - mu) ** 2);
}

/**
 * Scores a belief. Every number is within 1e-14 of its exact value (relative) for parameters from 1e-3 to 1e12 and an exponent of the weight
 * up to 10.
 *
 * @throws RangeError for parameters outside their domain, or a belief outside that of `shared/math` (1e-100 to 1e100).
 */
export function scoreOf({ alpha, beta }: Belief, { k, eta, mu }: Omit<ScoreParameters, 'prior'>): Score {
	checkParameters({ k, eta, mu });
	const mean = betaMean(alpha, beta);
	const probabilities = betaBinomialProbabilities(alpha, beta, k);
	const information = informationNats(alpha, beta, k, probabilities);
	const weight = difficultyWeight(mean, eta, mu, betaMean(beta, alpha));
	return {
		alpha,
		beta,
		mean,
		standardDeviation: betaStandardDeviation(alpha, beta),
		evidence: alpha + beta,
		informationNats: information,
		weight,
		score: weight * information,
		nonDegenerate: nonDegenerateProbability(probabilities),
		varianceReduction: varianceReduction(alpha, beta, k),
		rewardVariance: expectedRewardVariance(alpha, beta),
	};
}

/**
 * A scorer that computes each pair of counts once: 0.03 µs instead of 3. Equal counts give the same frozen record, as long as no more than
 * 65,536 different ones were asked for since.
 *
 * @throws RangeError for a prior or parameters outside their domain; the scorer does for counts outside theirs ({@link beliefOf}).
 */
export function createScorer(parameters: ScoreParameters): (successes: number, trials: number) => Score {
	const { k, eta, mu } = parameters;
	const prior = { ...parameters.prior };
	checkUsable(prior);
	checkParameters({ k, eta, mu });
	return createPairMemo((successes, trials) => Object.freeze(scoreOf(beliefOf({ successes, trials }, prior), { k, eta, mu })));
}

function checkUsable(prior: Prior): void {
	const problem = checkPrior(prior);
	if (problem !== undefined) throw new RangeError(problem);
}

function checkParameters({ k, eta, mu }: Omit<ScoreParameters, 'prior'>): void {
	if (!(Number.isInteger(k) && k >= 1 && k <= 4096)) throw new RangeError(`k is ${k}, but must be a whole number from 1 to 4096`);
	if (!(eta >= 0 && eta < Number.POSITIVE_INFINITY)) throw new RangeError(`eta is ${eta}, but must be a finite number from 0 on`);
	if (!Number.isFinite(mu)) throw new RangeError(`mu is ${mu}, but must be a finite number`);
}
