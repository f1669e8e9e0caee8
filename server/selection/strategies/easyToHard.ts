import { betaMean } from '../../../shared/math/betaDistribution.ts';
import { eachBelief } from '../eachBelief.ts';
import type { Strategy } from '../strategy.ts';

export const easyToHard: Strategy = {
	name: 'easy-to-hard',
	parameters: [],
	isRandom: false,
	source: 'E2H, arXiv 2506.06632',
	values: (pool) => eachBelief(pool, betaMean),
};
