import { sampledRates } from '../sampledRates.ts';
import type { Strategy } from '../strategy.ts';

/** Thompson sampling: −(φ̂ − target)² with φ̂ drawn from the belief. */
export const mopps: Strategy = {
	name: 'mopps',
	parameters: ['target'],
	isRandom: true,
	source: 'MoPPS, arXiv 2507.04632',
	values: (pool, { target }, seed) => {
		const values = sampledRates(pool, seed);
		for (let index = 0; index < values.length; index++) values[index] = -((values[index]! - target) ** 2);
		return values;
	},
};
