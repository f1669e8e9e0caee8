import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { choose } from '../../../server/selection/choose.ts';
import { poolOf } from '../../../server/selection/pool.ts';
import { strategies, strategyOf } from '../../../server/selection/strategyList.ts';
import { type StrategyName, type StrategyParameters, strategyNames } from '../../../shared/strategies.ts';
import { jsonl, load } from '../../support/dataset.ts';
import { poolOfCounts } from '../../support/pool.ts';

const parameters: StrategyParameters = { k: 8, eta: 3, mu: 0.3, target: 0.5, low: 0.2, high: 0.8 };
const none = Number.NaN;

/** S of 8 for S = 0…8, then an unseen prompt. */
const pool = poolOfCounts([...Array.from({ length: 9 }, (_, solved) => [solved, 8] as const), [0, 0]]);

function valuesOf(name: StrategyName, given: Partial<StrategyParameters> = {}, seed = 0): readonly number[] {
	return [...strategyOf(name).values(pool, { ...parameters, ...given }, seed)];
}

describe('strategies', () => {
	it('are those that settings can name, a file each', () => {
		expect(strategies.map(({ name }) => name)).toEqual(strategyNames);
		expect(readdirSync(new URL('../../../server/selection/strategies', import.meta.url))).toHaveLength(strategies.length);
	});

	it('score as the method says, relative to an unseen prompt', () => {
		const insight = valuesOf('insight');
		expect(insight[9]).toBeCloseTo(0.16993, 5);
		const relative = insight.slice(0, 9).map((value) => Number((value / insight[9]!).toFixed(3)));
		expect(relative).toEqual([0.124, 0.259, 0.358, 0.401, 0.382, 0.315, 0.222, 0.126, 0.047]);
		expect(valuesOf('mutual-information')[9]).toBeCloseTo(0.766390213695, 12);
		expect(valuesOf('insight').map((value, index) => value / valuesOf('mutual-information')[index]!)).toEqual(
			valuesOf('difficulty-weight').map((weight) => expect.closeTo(weight, 14)),
		);
	});

	// Each by its formula, in exact fractions: m = (1+S)/10 with n = 10, unseen 1/2 with n = 2.
	it.each<[StrategyName, readonly number[]]>([
		[
			'difficulty-weight',
			[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.5].map((m) => m * (1 - m) * Math.exp(-3 * (m - 0.3) ** 2)),
		],
		// m(1−m)·8 / ((n+1)(n+8)): …/(11·18), …/(3·10).
		['expected-variance-reduction', [9, 16, 21, 24, 25, 24, 21, 16, 9].map((product) => (product * 8) / 19_800).concat(2 / 30)],
		['inverse-evidence', [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.5]],
		['expected-difficulty', [-0.4, -0.3, -0.2, -0.1, 0, -0.1, -0.2, -0.3, -0.4, 0]],
		['dynamic-sampling', [none, 1, 1, 1, 1, 1, 1, 1, none, none]],
		['band', [none, none, 1, 1, 1, 1, 1, none, none, none]],
		['learnability', [0, 7 / 64, 12 / 64, 15 / 64, 16 / 64, 15 / 64, 12 / 64, 7 / 64, 0, none]],
		['hardest-solved', [none, -0.2, -0.3, -0.4, -0.5, -0.6, -0.7, -0.8, -0.9, none]],
		['easy-to-hard', [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.5]],
	])('%s is its formula', (name, expected) => {
		expect(valuesOf(name)).toEqual(expected.map((value) => (Number.isNaN(value) ? none : expect.closeTo(value, 14))));
	});

	it('know the chance of a useful group', () => {
		// Beta(1, 1): every number of successes is as likely, so 1 − 2/9. Beta(1, 9): P(0) = 9/17, P(8) = 1/C(17, 8) with C(17, 8) = 24310.
		expect(valuesOf('non-degenerate')[9]).toBeCloseTo(7 / 9, 14);
		expect(valuesOf('non-degenerate')[0]).toBeCloseTo(1 - 9 / 17 - 1 / 24_310, 14);
	});

	it('aim where they are told to', () => {
		expect(valuesOf('expected-difficulty', { target: 0.9 })[8]).toBeCloseTo(0, 15);
		expect(valuesOf('band', { low: 1, high: 1 }).indexOf(1)).toBe(8);
		expect(valuesOf('difficulty-weight', { eta: 0 })[4]).toBe(0.25);
	});

	it('draw as their seed says, each example by itself', () => {
		const isDrawn: readonly StrategyName[] = ['mopps', 'insight-sampled', 'random'];
		for (const { name, isRandom } of strategies) {
			const [first, again, other] = [valuesOf(name, {}, 5), valuesOf(name, {}, 5), valuesOf(name, {}, 6)];
			expect(isRandom, name).toBe(isDrawn.includes(name));
			expect(first).toEqual(again);
			expect(JSON.stringify(first) === JSON.stringify(other), name).toBe(!isRandom);
			// In other company and at another place, an example has the same value.
			const at = [9, 3, 5];
			const part = {
				size: 3,
				successes: Float64Array.from(at, (index) => pool.successes[index]!),
				trials: Float64Array.from(at, (index) => pool.trials[index]!),
				alpha: Float64Array.from(at, (index) => pool.alpha[index]!),
				beta: Float64Array.from(at, (index) => pool.beta[index]!),
				tieHash: Uint32Array.from(at, (index) => pool.tieHash[index]!),
			};
			expect([...strategyOf(name).values(part, parameters, 5)]).toEqual(at.map((index) => first[index]));
		}
	});

	it('draw rates from the beliefs', () => {
		// Beta(1, 9) has its mass below the target, so that most draws lose the square of about 0.4.
		const many = poolOfCounts(Array.from({ length: 4000 }, () => [0, 8] as const));
		const values = strategyOf('mopps').values(many, parameters, 1);
		// E[−(φ − ½)²] = −(variance + (m − ½)²) = −(0.1·0.9/11 + 0.16).
		expect(values.reduce((sum, value) => sum + value, 0) / 4000).toBeCloseTo(-(0.09 / 11 + 0.16), 2);
	});

	it('of nothing are nothing', () => {
		const empty = poolOfCounts([]);
		for (const strategy of strategies) expect([...choose(empty, strategy, parameters, { top: 3 }).indices]).toEqual([]);
	});
});

describe('parameters', () => {
	it.each<[StrategyName, Partial<StrategyParameters>, string]>([
		['insight', { eta: Number.NaN }, 'eta is NaN, but must be a number from 0 to 1000000.'],
		['insight', { k: 2.5 }, 'k is 2.5, but must be a whole number from 1 to 4096.'],
		['mopps', { target: 1.5 }, 'target is 1.5, but must be a number from 0 to 1.'],
		['band', { low: 0.8, high: 0.2 }, 'The band from 0.8 to 0.2 holds nothing: low must not be above high.'],
	])('of %s are refused outside their domain: %j', (name, given, message) => {
		expect(() => choose(pool, strategyOf(name), { ...parameters, ...given })).toThrow(message);
	});

	it('that a strategy does not look at do not matter to it', () => {
		expect(choose(pool, strategyOf('band'), { ...parameters, eta: Number.NaN }, { top: 2 }).indices).toHaveLength(2);
	});
});

describe('a pool', () => {
	it('has values by its counts where those tell beliefs, which are those by its beliefs', async () => {
		// Soft counts, so that pairs are fractions, and more of them than the memo of a small pool holds.
		const records = Array.from({ length: 300 }, (_, index) => ({ id: index, rewards: [1, (index % 97) / 97, 0].slice(index % 3) }));
		const { dataset } = await load(jsonl(records), { 'insight.success.soft': true, 'insight.prior': '0.3,0.7' });
		const { beliefAt, ...byColumns } = poolOf(dataset);
		expect(beliefAt).toBeDefined();
		for (const strategy of strategies)
			expect(strategy.values(poolOf(dataset), parameters, 7)).toEqual(strategy.values(byColumns, parameters, 7));
	});

	it('of a history has no beliefs by counts alone', async () => {
		const visits = jsonl([1, 2].map((step) => ({ task_id: 'a', step, reward: 1 })));
		const { dataset } = await load(visits, {}, { discount: { lambda: 0.5, per: 'visit' } });
		const { beliefAt, alpha } = poolOf(dataset);
		expect([beliefAt, ...alpha]).toEqual([undefined, 2.5]);
	});

	it('holds the counts, beliefs and hashes of a dataset', async () => {
		const text = jsonl([{ id: 'a', rewards: [1, 0, 0] }, { rewards: [] }]);
		const { dataset } = await load(text, { 'insight.prior': 'jeffreys' });
		const { tieHash, successes, trials, ...columns } = poolOf(dataset);
		// Counts are the dataset's own columns, as narrow as their values let them be.
		expect([...successes]).toEqual([1, 0]);
		expect([...trials]).toEqual([3, 0]);
		expect(columns).toMatchObject({
			size: 2,
			alpha: Float64Array.of(1.5, 0.5),
			beta: Float64Array.of(2.5, 0.5),
		});
		expect(tieHash[0]).toBe(dataset.examples.at(0).group.tieHash);
		// Without a name there is its place, under the seed.
		const other = await load(text, { 'insight.seed': 1 });
		expect(poolOf(other.dataset).tieHash[1]).not.toBe(tieHash[1]);
	});
});
