import { informationNats } from '../../../shared/math/information.ts';
import { eachBelief } from '../eachBelief.ts';
import type { Strategy } from '../strategy.ts';

export const mutualInformation: Strategy = {
	name: 'mutual-information',
	parameters: ['k'],
	isRandom: false,
	source: 'InSight table 3 and eq. 13, arXiv 2603.01907',
	values: (pool, { k }) => eachBelief(pool, (alpha, beta) => informationNats(alpha, beta, k)),
};
