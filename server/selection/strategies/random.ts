import { seededRandom } from '../../../shared/random.ts';
import type { Strategy } from '../strategy.ts';

export const random: Strategy = {
	name: 'random',
	parameters: [],
	isRandom: true,
	source: 'InSight baseline 1, arXiv 2603.01907',
	values: ({ tieHash }, _, seed) => {
		const { next, reset } = seededRandom(0, seed);
		return Float64Array.from(tieHash, (word) => {
			reset(word, seed);
			return next();
		});
	},
};
