import { betaBinomialProbabilities, nonDegenerateProbability } from '../../../shared/math/betaBinomial.ts';
import { eachBelief } from '../eachBelief.ts';
import type { Strategy } from '../strategy.ts';

/** V_K: the chance that the next K rewards are not all equal, so that a group-relative method gets a gradient. */
export const nonDegenerate: Strategy = {
	name: 'non-degenerate',
	parameters: ['k'],
	isRandom: false,
	source: 'MaPP, arXiv 2609.34990',
	values: (pool, { k }) => eachBelief(pool, (alpha, beta) => nonDegenerateProbability(betaBinomialProbabilities(alpha, beta, k))),
};
