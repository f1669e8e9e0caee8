import { betaMean } from '../../../shared/math/betaDistribution.ts';
import { eachBelief } from '../eachBelief.ts';
import type { Strategy } from '../strategy.ts';

export const expectedDifficulty: Strategy = {
	name: 'expected-difficulty',
	parameters: ['target'],
	isRandom: false,
	source: 'InSight baseline 4, arXiv 2603.01907',
	values: (pool, { target }) => eachBelief(pool, (alpha, beta) => -Math.abs(betaMean(alpha, beta) - target)),
};
