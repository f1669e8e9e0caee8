import { betaMean } from '../../../shared/math/betaDistribution.ts';
import { eachBelief } from '../eachBelief.ts';
import type { Strategy } from '../strategy.ts';

/** The smallest mean with at least one success. */
export const hardestSolved: Strategy = {
	name: 'hardest-solved',
	parameters: [],
	isRandom: false,
	source: 'hard-examples-first practice',
	values: (pool) => {
		const values = eachBelief(pool, (alpha, beta) => -betaMean(alpha, beta));
		for (let index = 0; index < values.length; index++) if (!(pool.successes[index]! >= 1)) values[index] = Number.NaN;
		return values;
	},
};
