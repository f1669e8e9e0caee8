import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finished } from '../../../server/core/slices.ts';
import { compareStrategies } from '../../../server/selection/compare.ts';
import { kendallTau } from '../../../server/selection/kendall.ts';
import { labelColumn } from '../../../server/selection/labels.ts';
import { sensitivityOf, withPrior } from '../../../server/selection/sensitivity.ts';
import { strategies, strategyOf } from '../../../server/selection/strategyList.ts';
import { jeffreysPrior, uniformPrior } from '../../../shared/belief.ts';
import { poolOfCounts } from '../../support/pool.ts';
import { holds } from '../../support/random.ts';

const parameters = { k: 8, eta: 3, mu: 0.3, target: 0.5, low: 0.2, high: 0.8 };

/** S of 8 for S = 0…8, then an unseen prompt. */
const pool = poolOfCounts([...Array.from({ length: 9 }, (_, solved) => [solved, 8] as const), [0, 0]]);

/** By its definition, over all pairs. */
function tauByPairs(first: Float64Array, second: Float64Array): number | null {
	let [difference, untiedFirst, untiedSecond] = [0, 0, 0];
	for (let left = 0; left < first.length; left++) {
		for (let right = 0; right < left; right++) {
			if ([first[left], first[right], second[left], second[right]].some(Number.isNaN)) continue;
			const [one, two] = [first, second].map((of) => (of[left]! > of[right]! ? 1 : of[left]! < of[right]! ? -1 : 0)) as [
				number,
				number,
			];
			difference += one * two;
			untiedFirst += one ** 2;
			untiedSecond += two ** 2;
		}
	}
	return untiedFirst * untiedSecond === 0 ? null : difference / Math.sqrt(untiedFirst * untiedSecond);
}

describe("Kendall's τ", () => {
	it('is that of its definition', () => {
		const value = fc.constantFrom(0, -0, 1, 2, 3, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
		return holds(
			fc.property(fc.array(fc.tuple(value, value), { maxLength: 25 }), (pairs) => {
				const [first, second] = [0, 1].map((at) => Float64Array.from(pairs, (pair) => pair[at as 0 | 1])) as [
					Float64Array,
					Float64Array,
				];
				const [expected, actual] = [tauByPairs(first, second), kendallTau(first, second)];
				if (expected === null) expect(actual).toBeNull();
				else expect(actual).toBeCloseTo(expected, 12);
			}),
		);
	});

	it('is the same of values that are told once with their number', () => {
		const value = fc.constantFrom(0, 1, 2, 3, Number.NaN);
		return holds(
			fc.property(fc.array(fc.tuple(value, value, fc.integer({ min: 1, max: 4 })), { maxLength: 15 }), (told) => {
				const column = (at: 0 | 1 | 2, rows: typeof told): Float64Array => Float64Array.from(rows, (row) => row[at]);
				const each = told.flatMap((row) => Array.from({ length: row[2] }, () => row));
				const expected = tauByPairs(column(0, each), column(1, each));
				const actual = kendallTau(column(0, told), column(1, told), column(2, told));
				if (expected === null) expect(actual).toBeNull();
				else expect(actual).toBeCloseTo(expected, 12);
			}),
		);
	});

	it('is what scipy says', () => {
		// scipy.stats.kendalltau of the same lists, version 1.17.1.
		const first = Float64Array.of(12, 2, 1, 12, 2, 7, 7, 3);
		expect(kendallTau(first, Float64Array.of(1, 4, 7, 1, 0, 3, 3, 5))).toBeCloseTo(-0.5099019513592785, 15);
		expect(kendallTau(first, first)).toBe(1);
		expect(
			kendallTau(
				first,
				first.map((value) => -value),
			),
		).toBe(-1);
	});
});

describe('a comparison', () => {
	const source = labelColumn('source', ['a', 'a', 'a', 'b', 'b', 'b', 'b', 'b', null, 'b']);
	const comparison = finished(compareStrategies(pool, { strategies, parameters, rules: { top: 4 }, seed: 0, fields: [source] }));
	const of = (name: string) => comparison.strategies.find((strategy) => strategy.name === name)!;

	it('tells what the pool is like', () => {
		expect(comparison.pool).toMatchObject({
			examples: 10,
			unseen: 1,
			allPass: 1,
			allFail: 1,
			histogram: [0, 1, 1, 1, 1, 2, 1, 1, 1, 1],
		});
		// The means are 0.1 … 0.9 and 0.5.
		expect(comparison.pool.meanRate).toBeCloseTo(0.5, 14);
		expect(comparison.pool.coverage).toEqual([
			{
				field: 'source',
				values: [
					{ value: 'a', examples: 3 },
					{ value: 'b', examples: 6 },
					{ value: null, examples: 1 },
				],
			},
		]);
	});

	it('tells what each chose', () => {
		expect(of('insight')).toMatchObject({
			examples: 4,
			unseen: 1,
			chosen: [9, 3, 4, 2],
			parameters: { k: 8, eta: 3, mu: 0.3 },
			coverage: [
				{
					field: 'source',
					values: [
						{ value: 'a', examples: 1 },
						{ value: 'b', examples: 3 },
						{ value: null, examples: 0 },
					],
				},
			],
		});
		expect(of('hardest-solved').chosen).toEqual([1, 2, 3, 4]);
		expect(of('dynamic-sampling')).toMatchObject({ eligible: 7, cut: 1, parameters: {} });
		expect(of('expected-difficulty').chosen.slice(0, 2).sort()).toEqual([4, 9]);
		// Beta(1, 1): 7/9. Beta(5, 5): P(0) = P(8) = C(12, 4)/C(17, 8) = 495/24310.
		const two = finished(
			compareStrategies(pool, {
				strategies: [strategyOf('expected-difficulty')],
				parameters,
				rules: { top: 2 },
				seed: 0,
			}),
		);
		expect(two.strategies[0]!.usefulShare).toBeCloseTo((7 / 9 + 1 - 990 / 24_310) / 2, 14);
	});

	it('tells of every two what they share, and how alike their rankings are', () => {
		expect(comparison.pairs).toHaveLength((15 * 14) / 2);
		const pair = (first: string, second: string) =>
			comparison.pairs.find((candidate) => candidate.first === first && candidate.second === second);
		expect(pair('insight', 'hardest-solved')).toMatchObject({ shared: 3 });
		// All that one of them keeps is equal to it.
		expect(pair('insight', 'dynamic-sampling')?.tau).toBeNull();
		// Nine of ten have the same evidence, so that the order is nearly that of the weight (method.md 4.2).
		expect(pair('insight', 'difficulty-weight')?.tau).toBeGreaterThan(0.75);
	});

	it('is plain data', () => {
		expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
	});

	it('of a large pool takes τ from a sample', () => {
		const counts = Array.from({ length: 30_000 }, (_, index) => [index % 9, 8] as const);
		const request = { strategies: [strategyOf('insight'), strategyOf('easy-to-hard')], parameters, rules: { top: 10 }, seed: 0 };
		const large = finished(compareStrategies(poolOfCounts(counts), request));
		const small = finished(compareStrategies(poolOfCounts(counts.slice(0, 9000)), request));
		expect([large.tauExamples, small.tauExamples]).toEqual([20_000, 9000]);
		expect(large.pairs[0]!.tau).toBeCloseTo(small.pairs[0]!.tau!, 1);
	});
});

describe('sensitivity', () => {
	it('tells how much of the set is kept', () => {
		const { examples, variants } = finished(
			sensitivityOf(pool, {
				strategy: strategyOf('difficulty-weight'),
				parameters,
				rules: { top: 3 },
				seed: 0,
				prior: uniformPrior,
				priors: [{ name: 'jeffreys', prior: jeffreysPrior }],
				beliefs: [{ parameter: 'discount', value: '1', pool: () => pool }],
			}),
		);
		expect(examples).toBe(3);
		expect(variants.map(({ parameter, value }) => `${parameter} ${value}`)).toEqual([
			'eta 0',
			'eta 1.5',
			'eta 6',
			'mu 0.1',
			'mu 0.2',
			'mu 0.4',
			'mu 0.5',
			'prior jeffreys',
			'discount 1',
		]);
		// w at m = .1 … .9: the best three are m = .4, .5 (twice) at η = 3; without η they are m = .5 (twice) and .4 or .6.
		expect(variants.find(({ parameter }) => parameter === 'discount')!.kept).toBe(1);
		for (const { kept } of variants) expect(kept >= 0 && kept <= 1).toBe(true);
		expect(variants.find(({ value }) => value === '0.1')!.kept).toBeLessThan(1);
	});

	it('of a strategy without parameters is about its beliefs alone', () => {
		const request = { parameters, rules: { top: 3 }, seed: 0, prior: uniformPrior, priors: [] };
		expect(finished(sensitivityOf(pool, { ...request, strategy: strategyOf('learnability') })).variants).toEqual([]);
	});

	it('puts another prior under the same rollouts', () => {
		const { alpha, beta } = withPrior(pool, uniformPrior, jeffreysPrior);
		expect([alpha[2], beta[2], alpha[9]]).toEqual([2.5, 6.5, 0.5]);
	});
});
