import { varianceReduction } from '../../../shared/math/betaDistribution.ts';
import { eachBelief } from '../eachBelief.ts';
import type { Strategy } from '../strategy.ts';

/** m(1−m)K / ((n+1)(n+K)). */
export const expectedVarianceReduction: Strategy = {
	name: 'expected-variance-reduction',
	parameters: ['k'],
	isRandom: false,
	source: 'InSight eq. 8 for K rollouts, arXiv 2603.01907',
	values: (pool, { k }) => eachBelief(pool, (alpha, beta) => varianceReduction(alpha, beta, k)),
};
