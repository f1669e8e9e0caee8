import { eachCount } from '../eachCount.ts';
import type { Strategy } from '../strategy.ts';

/** Keeps 0 < S < K of the logged rollouts; does not tell apart what it keeps. */
export const dynamicSampling: Strategy = {
	name: 'dynamic-sampling',
	parameters: [],
	isRandom: false,
	source: 'DAPO, arXiv 2503.14476',
	values: (pool) => eachCount(pool, (successes, trials) => (successes > 0 && successes < trials ? 1 : Number.NaN)),
};
