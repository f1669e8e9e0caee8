/** Belief → score: everything that is shown or ranked by, in one record. */
import { type Belief, beliefOf, checkPrior, type Prior } from './belief.ts';
import { betaBinomialProbabilities, nonDegenerateProbability } from './math/betaBinomial.ts';
import { betaVariance, credibleInterval, expectedRewardVariance, varianceReduction } from './math/betaDistribution.ts';
import { informationNats } from './math/information.ts';

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
	readonly mean: number;
	/** Equal-tailed 95 % credible interval of the success rate. */
	readonly lower: number;
	readonly upper: number;
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

/** w(m) = m(1−m)·exp(−η(m−μ)²), InSight eq. 15. */
export function difficultyWeight(mean: number, eta: number, mu: number): number {
	return mean * (1 - mean) * Math.exp(-eta * (mean - mu) ** 2);
}

/** Scores a belief. @throws RangeError for parameters outside their domain. */
export function scoreOf({ alpha, beta }: Belief, { k, eta, mu }: Omit<ScoreParameters, 'prior'>): Score {
	checkParameters({ k, eta, mu });
	const evidence = alpha + beta;
	const mean = alpha / evidence;
	const probabilities = betaBinomialProbabilities(alpha, beta, k);
	const information = informationNats(alpha, beta, k, probabilities);
	// m(1−m) from both counts: 1 − m would lose the digits of a small β.
	const weight = (alpha / evidence) * (beta / evidence) * Math.exp(-eta * (mean - mu) ** 2);
	return {
		alpha,
		beta,
		mean,
		...credibleInterval(alpha, beta, 0.95),
		standardDeviation: Math.sqrt(betaVariance(alpha, beta)),
		evidence,
		informationNats: information,
		weight,
		score: weight * information,
		nonDegenerate: nonDegenerateProbability(probabilities),
		varianceReduction: varianceReduction(alpha, beta, k),
		rewardVariance: expectedRewardVariance(alpha, beta),
	};
}

/** Real data have few distinct counts; soft counts can have many, so a full memo is emptied. */
const memoLimit = 65_536;

/**
 * A scorer that computes each pair of counts once: 0.1 µs instead of 30 µs, most of which is the interval. Equal counts give the same
 * record.
 *
 * @throws RangeError for a prior or parameters outside their domain.
 */
export function createScorer(parameters: ScoreParameters): (successes: number, trials: number) => Score {
	const problem = checkPrior(parameters.prior);
	if (problem !== undefined) throw new RangeError(problem);
	checkParameters(parameters);
	let memo = new Map<number, Map<number, Score>>();
	let size = 0;
	return (successes, trials) => {
		let ofTrials = memo.get(trials);
		const known = ofTrials?.get(successes);
		if (known !== undefined) return known;
		if (++size > memoLimit) {
			memo = new Map();
			size = 1;
			ofTrials = undefined;
		}
		if (ofTrials === undefined) {
			ofTrials = new Map();
			memo.set(trials, ofTrials);
		}
		const score = scoreOf(beliefOf({ successes, trials }, parameters.prior), parameters);
		ofTrials.set(successes, score);
		return score;
	};
}

function checkParameters({ k, eta, mu }: Omit<ScoreParameters, 'prior'>): void {
	if (!(Number.isInteger(k) && k >= 1 && k <= 4096)) throw new RangeError(`k is ${k}, but must be a whole number from 1 to 4096`);
	if (!(eta >= 0 && eta < Number.POSITIVE_INFINITY)) throw new RangeError(`eta is ${eta}, but must be a finite number from 0`);
	if (!Number.isFinite(mu)) throw new RangeError(`mu is ${mu}, but must be finite`);
}
