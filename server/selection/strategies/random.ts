import { seededRandom } from '../../../shared/random.ts';
import type { Strategy } from '../strategy.ts';

export const random: Strategy = {
	name: 'random',
	parameters: [],
	isRandom: true,
	source: 'InSight baseline 1, arXiv 2603.01907',
	values: ({ size, tieHash }, _, seed) => {
		const values = new Float64Array(size);
		const { next, reset } = seededRandom(0, seed);
		for (let index = 0; index < size; index++) {
			reset(tieHash[index]!, seed);
			values[index] = next();
		}
		return values;
	},
};
