import { betaMean } from '../../../shared/math/betaDistribution.ts';
import { informationNats } from '../../../shared/math/information.ts';
import { difficultyWeight } from '../../../shared/score.ts';
import { eachBelief } from '../eachBelief.ts';
import type { Strategy } from '../strategy.ts';

/** A = w(m)·I(R₁..K; Φ). Unseen prompts all score the same, and with a flat prior the highest. */
export const insight: Strategy = {
	name: 'insight',
	parameters: ['k', 'eta', 'mu'],
	isRandom: false,
	source: 'InSight eq. 16, arXiv 2603.01907',
	values: (pool, { k, eta, mu }) =>
		eachBelief(
			pool,
			(alpha, beta) => difficultyWeight(betaMean(alpha, beta), eta, mu, betaMean(beta, alpha)) * informationNats(alpha, beta, k),
		),
};
