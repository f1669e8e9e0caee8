import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tallyCounts, tallyFew } from '../../../../server/core/dataset/countTally.ts';
import { holds } from '../../../support/random.ts';

describe('tally of counts', () => {
	it('tells classes in the order in which they come up, fractions apart to the last bit, large numbers too', () => {
		const successes = Float64Array.of(3, 2.9999999999999996, 3, 0, 1, 0.5, 255, 256, 3, 70_000);
		const trials = Float64Array.of(8, 8, 8, 1 / 256, 1 / 256, 1, 255, 256, 256, 70_000);
		const told = tallyCounts({ successes, trials }).map((each) => [each.successes, each.trials, each.prompts, each.first]);
		expect(told).toEqual([
			[3, 8, 2, 0],
			[2.9999999999999996, 8, 1, 1],
			[0, 1 / 256, 1, 3],
			[1, 1 / 256, 1, 4],
			[0.5, 1, 1, 5],
			[255, 255, 1, 6],
			[256, 256, 1, 7],
			[3, 256, 1, 8],
			[70_000, 70_000, 1, 9],
		]);
	});

	it('of some looks at no others, in their order', () => {
		const columns = { successes: Uint8Array.of(1, 2, 1, 0), trials: Uint8Array.of(2, 2, 2, 2) };
		expect(tallyCounts(columns, Int32Array.of(3, 2, 0))).toEqual([
			{ successes: 0, trials: 2, prompts: 1, first: 3 },
			{ successes: 1, trials: 2, prompts: 2, first: 2 },
		]);
		expect(tallyCounts(columns, new Int32Array(0))).toEqual([]);
	});

	it('of few is the same, and is given up where they are more', () => {
		const columns = { successes: Uint8Array.of(1, 2, 1, 0), trials: Uint8Array.of(2, 2, 2, 2) };
		expect(tallyFew(columns, 3)).toEqual(tallyCounts(columns));
		expect(tallyFew(columns, 2)).toBeUndefined();
	});

	it('counts each once, in columns of any width', () => {
		const count = fc.constantFrom(0, 1, 7, 255, 256, 300, 65_535, 65_536, 0.25);
		holds(
			fc.property(fc.array(fc.tuple(count, count)), (pairs) => {
				const [successes, trials] = [0, 1].map((which) => Float64Array.from(pairs, (pair) => pair[which]!)) as [
					Float64Array,
					Float64Array,
				];
				const names = pairs.map((pair) => pair.join(' of '));
				const expected = [...new Set(names)].map((name) => names.filter((other) => other === name).length);
				const classes = tallyCounts({ successes, trials });
				expect(classes.map(({ prompts }) => prompts)).toEqual(expected);
				expect(classes.map(({ first }) => names.indexOf(names[first]!))).toEqual(classes.map(({ first }) => first));
				if (pairs.every((pair) => pair.every((each) => Number.isInteger(each) && each < 256))) {
					expect(tallyCounts({ successes: Uint8Array.from(successes), trials: Uint8Array.from(trials) })).toEqual(classes);
				}
			}),
		);
	});
});
