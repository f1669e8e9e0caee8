import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestFirst, orderByCounts, rankByCounts } from '../../../../server/core/dataset/countOrder.ts';
import { rankExamples } from '../../../../server/core/dataset/ranking.ts';
import { finished } from '../../../../server/core/slices.ts';
import { holds } from '../../../support/random.ts';

/** Whole counts and fractions, few of them, as in real pools. */
const counts = fc.record({ successes: fc.constantFrom(0, 1, 2, 0.5, 0.1), trials: fc.constantFrom(2, 4, 300, 70_000, 2.5) });
const smallCounts = fc.record({ successes: fc.nat(3), trials: fc.constantFrom(4, 255) });
const example = (of: typeof counts | typeof smallCounts) =>
	fc.record({ counts: of, tieHash: fc.oneof(fc.nat({ max: 3 }), fc.integer({ min: 0, max: 2 ** 32 - 1 })) });
const pools = fc.oneof(fc.array(example(counts), { maxLength: 60 }), fc.array(example(smallCounts), { maxLength: 60 }));
/** Scores of counts; with few of them, many of different counts are equal. */
const scorers = [
	(successes: number, trials: number) => ({ score: successes / trials }),
	(successes: number) => ({ score: -successes }),
	(_: number, trials: number) => ({ score: trials > 4 ? 1 : 0 }),
	() => ({ score: 0 }),
];

describe('examples by their counts', () => {
	/** Counts that all fit are kept in bytes. */
	const columnOf = (values: readonly number[]) =>
		values.every((value) => Number.isInteger(value) && value < 256) ? Uint8Array.from(values) : Float64Array.from(values);
	const orderOf = (examples: readonly { readonly counts: { successes: number; trials: number }; readonly tieHash: number }[]) => {
		const columns = {
			successes: columnOf(examples.map((each) => each.counts.successes)),
			trials: columnOf(examples.map((each) => each.counts.trials)),
		};
		const tieHash = Uint32Array.from(examples, (each) => each.tieHash);
		return { columns, tieHash, order: finished(orderByCounts(columns, tieHash))! };
	};

	it('rank under any scores as they do one by one, whatever scores their classes were put in order by', () => {
		holds(
			fc.property(pools, fc.nat(3), fc.nat(3), (examples, first, then) => {
				const { columns, tieHash, order } = orderOf(examples);
				const scorer = scorers[then]!;
				const expected = finished(
					rankExamples({
						length: examples.length,
						tieHash,
						scoreAt: (index) => scorer(columns.successes[index]!, columns.trials[index]!).score,
					}),
				);
				expect([...rankByCounts(order, tieHash, scorer)]).toEqual([...expected]);
				expect([...rankByCounts(bestFirst(order, scorers[first]!), tieHash, scorer)]).toEqual([...expected]);
			}),
			500,
		);
	});

	it('are scored once a class, and not moved where the classes stand by score already', () => {
		const { tieHash, order } = orderOf(
			Array.from({ length: 300 }, (_, index) => ({ counts: { successes: index % 3, trials: 4 }, tieHash: index * 7919 })),
		);
		let scored = 0;
		const scorer = (successes: number) => {
			scored++;
			return { score: successes };
		};
		const sorted = bestFirst(order, scorer);
		scored = 0;
		expect(rankByCounts(sorted, tieHash, scorer)).toBe(sorted.indices);
		expect(scored).toBe(3);
	});

	it('are left to the scores where nearly all have counts of their own', () => {
		const length = 2 ** 16 + 1;
		const successes = Float64Array.from({ length }, (_, index) => index / length);
		const trials = new Uint8Array(length).fill(1);
		expect(finished(orderByCounts({ successes, trials }, new Uint32Array(length)))).toBeUndefined();
	});
});
