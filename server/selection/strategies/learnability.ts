import { eachCount } from '../eachCount.ts';
import type { Strategy } from '../strategy.ts';

/** p̂(1−p̂) of the solve rate p̂ = S/K. */
export const learnability: Strategy = {
	name: 'learnability',
	parameters: [],
	isRandom: false,
	source: 'SFL, arXiv 2502.12272',
	values: (pool) => eachCount(pool, (successes, trials) => (successes / trials) * ((trials - successes) / trials)),
};
