import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finished } from '../../../server/core/slices.ts';
import { histogramOf } from '../../../server/table/histogram.ts';
import { holds } from '../../support/random.ts';

const of = (values: readonly number[], isWhole = false) =>
	finished(histogramOf(Int32Array.from(values.keys()), (index) => values[index]!, isWhole));

describe('a histogram', () => {
	it('has bars with round edges', () => {
		expect(of([0.013, 0.017, 0.9]).edges.slice(0, 4)).toEqual([0, 0.05, 0.1, 0.15]);
		expect(of([3, 4, 4, 9], true)).toEqual({ edges: [3, 4, 5, 6, 7, 8, 9, 10], counts: [1, 2, 0, 0, 0, 0, 1] });
		expect(of([0, 1000], true).edges.slice(0, 3)).toEqual([0, 50, 100]);
	});

	it('of one value is one bar', () => {
		expect(of([0.3, 0.3])).toEqual({ edges: [0.3, 0.4], counts: [2] });
		expect(of([5], true)).toEqual({ edges: [5, 6], counts: [1] });
	});

	it('of nothing, or of nothing finite, has no bar', () => {
		expect(of([]).counts).toEqual([]);
		expect(of([Number.NaN, Number.POSITIVE_INFINITY]).counts).toEqual([]);
	});

	it('counts every finite value once, in a bar between whose edges it lies, and in at most 41 bars', () => {
		holds(
			fc.property(
				fc.array(fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: 0, max: 0.2, noNaN: true })), {
					minLength: 1,
				}),
				(values) => {
					const { counts, edges } = of(values);
					expect(counts).toEqual(
						counts.map((_, bar) => values.filter((value) => value >= edges[bar]! && value < edges[bar + 1]!).length),
					);
					expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
					expect(counts.length).toBeLessThanOrEqual(41);
				},
			),
		);
	});
});
