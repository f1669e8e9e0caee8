import quantile from '@stdlib/stats-base-dists-beta-quantile';
import { describe, expect, it } from 'vitest';
import { sampleBeta } from '../../../shared/math/betaSample.ts';
import { createRandom, seededRandom } from '../../../shared/random.ts';
import { seed } from '../../support/random.ts';
import { relativeError } from '../../support/reference.ts';

describe('draws from a belief', () => {
	// χ² of 20 equal bins by the library's quantiles; 60 is passed once in 2·10⁵ of such tests.
	it.each([
		[1, 1],
		[0.5, 0.5],
		[0.05, 3],
		[4, 6],
		[9, 1],
		[120, 40],
		[5e5, 2],
		[1e6, 1e6],
	])('from Beta(%d, %d) are distributed as it', (alpha, beta) => {
		const edges = Array.from({ length: 19 }, (_, at) => quantile((at + 1) / 20, alpha, beta));
		const counts = new Array<number>(20).fill(0);
		const draws = 20_000;
		const random = createRandom(seed, alpha * 1000 + beta);
		for (let draw = 0; draw < draws; draw++) {
			const rate = sampleBeta(alpha, beta, random);
			const bin = edges.findIndex((edge) => rate < edge);
			counts[bin < 0 ? 19 : bin]!++;
		}
		const expected = draws / 20;
		const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
		expect(chiSquare, `seed ${seed}, ${counts}`).toBeLessThan(60);
	});

	// By test/fixtures/random/betaSample.py: the first of 200 draws, the last, and their sum.
	it.each([
		[4, 6, 0.4334933614806242, 0.7251246739121796, 78.75905493830398],
		[1, 9, 0.05932647912877287, 0.02620638672497814, 20.64106800207987],
		[120, 40, 0.7692203885143214, 0.7440040089425645, 149.09434382094602],
	])('from Beta(%d, %d) are the same on every machine', (alpha, beta, first, last, sum) => {
		const random = createRandom(7, 42);
		const draws = Array.from({ length: 200 }, () => sampleBeta(alpha, beta, random));
		const drawn = [draws[0]!, draws[199]!, draws.reduce((total, draw) => total + draw, 0)];
		for (const [at, expected] of [first, last, sum].entries()) expect(relativeError(drawn[at]!, expected)).toBeLessThan(1e-12);
	});

	it('are rates even of beliefs near certainty', () => {
		const random = createRandom(1, 2);
		for (const [alpha, beta] of [
			[1e-3, 1e-3],
			[1e-3, 1e6],
			[1e12, 1e-3],
			[1e-100, 1e-100],
		] as const) {
			for (let draw = 0; draw < 200; draw++) {
				const rate = sampleBeta(alpha, beta, random);
				expect(rate >= 0 && rate <= 1).toBe(true);
			}
		}
		expect(() => sampleBeta(0, 1, random)).toThrow(RangeError);
		expect(() => sampleBeta(1, Number.NaN, random)).toThrow(RangeError);
	});
});

describe('a stream of random numbers', () => {
	it('is the same on every machine', () => {
		// By test/fixtures/random/splitMix32.py.
		expect(Array.from({ length: 3 }, createRandom(7, 42)).map((value) => value * 2 ** 32 - 0.5)).toEqual([
			1156834786, 662831410, 1081030254,
		]);
		expect(createRandom(2 ** 32 - 1, 0)() * 2 ** 32 - 0.5).toBe(2166731311);
	});

	it('depends on its words alone, not on what was drawn before', () => {
		const fresh = Array.from({ length: 5 }, createRandom(3, 9));
		const { next, reset } = seededRandom(1, 1);
		next();
		reset(3, 9);
		expect(Array.from({ length: 5 }, next)).toEqual(fresh);
		reset(9, 3);
		expect(next()).not.toBe(fresh[0]);
	});

	it('is uniform, and its numbers are unrelated to those of its neighbours', () => {
		const words = 20_000;
		let sum = 0;
		let product = 0;
		let above = 0;
		for (let word = 0; word < words; word++) {
			const [value, neighbour] = [createRandom(word, seed)(), createRandom(word + 1, seed)()];
			sum += value;
			product += (value - 0.5) * (neighbour - 0.5);
			if (value > 0.9) above++;
		}
		// Five standard deviations each: false once in a million seeds.
		expect(Math.abs(sum / words - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / words));
		expect(Math.abs(product / words)).toBeLessThan(5 / 12 / Math.sqrt(words));
		expect(Math.abs(above / words - 0.1)).toBeLessThan(5 * Math.sqrt(0.09 / words));
	});
});
