import { eachCount } from '../eachCount.ts';
import type { Strategy } from '../strategy.ts';

/** Keeps low ≤ S/K ≤ high; does not tell apart what it keeps. */
export const band: Strategy = {
	name: 'band',
	parameters: ['low', 'high'],
	isRandom: false,
	source: 'difficulty filters of POLARIS, Skywork-OR1 and open-r1',
	values: (pool, { low, high }) =>
		eachCount(pool, (successes, trials) => {
			const rate = successes / trials;
			return rate >= low && rate <= high ? 1 : Number.NaN;
		}),
};
