import { informationNats } from '../../../shared/math/information.ts';
import { difficultyWeight } from '../../../shared/score.ts';
import { eachBelief } from '../eachBelief.ts';
import { sampledRates } from '../sampledRates.ts';
import type { Strategy } from '../strategy.ts';

/** w(φ̂)·I(R₁..K; Φ) with φ̂ drawn from the belief. */
export const insightSampled: Strategy = {
	name: 'insight-sampled',
	parameters: ['k', 'eta', 'mu'],
	isRandom: true,
	source: 'InSight table 4, arXiv 2603.01907',
	values: (pool, { k, eta, mu }, seed) => {
		const values = eachBelief(pool, (alpha, beta) => informationNats(alpha, beta, k));
		const rates = sampledRates(pool, seed);
		for (let index = 0; index < values.length; index++) values[index]! *= difficultyWeight(rates[index]!, eta, mu);
		return values;
	},
};
