import { hashText } from '../../shared/hash.ts';
import { sampleBeta } from '../../shared/math/betaSample.ts';
import { seededRandom } from '../../shared/random.ts';
import type { Pool } from './pool.ts';

/** A success rate drawn from each example's belief, by a stream of the example's own, which no other strategy draws from. */
export function sampledRates({ size, alpha, beta, tieHash }: Pool, seed: number): Float64Array {
	const rates = new Float64Array(size);
	const stream = hashText('rates', seed);
	const { next, reset } = seededRandom(0, stream);
	for (let index = 0; index < size; index++) {
		reset(tieHash[index]!, stream);
		rates[index] = sampleBeta(alpha[index]!, beta[index]!, next);
	}
	return rates;
}
