import { sampledRates } from '../sampledRates.ts';
import type { Strategy } from '../strategy.ts';

/** Thompson sampling: −(φ̂ − target)² with φ̂ drawn from the belief. */
export const mopps: Strategy = {
	name: 'mopps',
	parameters: ['target'],
	isRandom: true,
	source: 'MoPPS, arXiv 2507.04632',
	values: (pool, { target }, seed) => sampledRates(pool, seed).map((rate) => -((rate - target) ** 2)),
};
