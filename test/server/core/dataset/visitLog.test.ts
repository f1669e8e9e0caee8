import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVisitLog, type Visit, visitRanges } from '../../../../server/core/dataset/visitLog.ts';
import { holds } from '../../../support/random.ts';

const visit = (example: number, step: number, successes: number, trials: number): Visit => ({ example, step, successes, trials });

/** A log as rows of example, step, successes, trials. */
const rowsOf = (visits: readonly Visit[]): readonly (readonly number[])[] => {
	const { examples, steps, successes, trials } = createVisitLog(visits);
	return Array.from(examples, (example, at) => [example, steps[at]!, successes[at]!, trials[at]!]);
};

describe('a visit log', () => {
	it('is sorted by example, then by step, whatever order the visits come in', () => {
		const visits = [visit(1, 10, 3, 8), visit(0, 20, 1, 8), visit(1, 2, 0, 8), visit(0, 3, 8, 8)];
		expect(rowsOf(visits)).toEqual([
			[0, 3, 8, 8],
			[0, 20, 1, 8],
			[1, 2, 0, 8],
			[1, 10, 3, 8],
		]);
	});

	it('adds up what one example got at one step, and leaves out visits without scored rollouts', () => {
		expect(rowsOf([visit(0, 1, 1, 4), visit(0, 2, 0, 0), visit(0, 1, 2.5, 4)])).toEqual([[0, 1, 3.5, 8]]);
	});

	it('of nothing is empty', () => {
		expect(rowsOf([])).toEqual([]);
		expect([...visitRanges(createVisitLog([]))]).toEqual([]);
	});

	it('is the same in any order, and its ranges cover it, one an example', () => {
		const visits = fc.array(
			fc.record({
				example: fc.nat(6),
				step: fc.integer({ min: -3, max: 9 }),
				successes: fc.nat(4),
				trials: fc.integer({ min: 4, max: 8 }),
			}),
		);
		holds(
			fc.property(visits, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (list, order) => {
				const shuffled = list.map((entry) => ({ entry, key: order.next().value })).sort((a, b) => a.key - b.key);
				const log = createVisitLog(list);
				expect(createVisitLog(shuffled.map(({ entry }) => entry))).toEqual(log);
				const ranges = [...visitRanges(log)];
				expect(ranges.map(({ start }) => log.examples[start])).toEqual([...new Set(log.examples)]);
				expect(ranges.flatMap(({ start, end }) => [...log.examples.subarray(start, end)])).toEqual([...log.examples]);
			}),
		);
	});

	it.each([
		['example', visit(-1, 0, 0, 1)],
		['example', visit(0.5, 0, 0, 1)],
		['step', visit(0, Number.NaN, 0, 1)],
		['step', visit(0, 1.5, 0, 1)],
		['successes', visit(0, 0, 2, 1)],
		['successes', visit(0, 0, Number.NaN, 1)],
		['successes', visit(0, 0, 0, Number.POSITIVE_INFINITY)],
	])('refuses a wrong %s', (name, wrong) => {
		expect(() => createVisitLog([wrong])).toThrow(new RegExp(`${name}.* is|has .* ${name}`));
	});
});
