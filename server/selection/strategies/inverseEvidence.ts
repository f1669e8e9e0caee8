import { eachBelief } from '../eachBelief.ts';
import type { Strategy } from '../strategy.ts';

export const inverseEvidence: Strategy = {
	name: 'inverse-evidence',
	parameters: [],
	isRandom: false,
	source: 'InSight baseline 3, arXiv 2603.01907',
	values: (pool) => eachBelief(pool, (alpha, beta) => 1 / (alpha + beta)),
};
