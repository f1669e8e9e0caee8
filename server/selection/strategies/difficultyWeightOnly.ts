import { betaMean } from '../../../shared/math/betaDistribution.ts';
import { difficultyWeight } from '../../../shared/score.ts';
import { eachBelief } from '../eachBelief.ts';
import type { Strategy } from '../strategy.ts';

export const difficultyWeightOnly: Strategy = {
	name: 'difficulty-weight',
	parameters: ['eta', 'mu'],
	isRandom: false,
	source: 'InSight table 3 and eq. 15, arXiv 2603.01907',
	values: (pool, { eta, mu }) =>
		eachBelief(pool, (alpha, beta) => difficultyWeight(betaMean(alpha, beta), eta, mu, betaMean(beta, alpha))),
};
