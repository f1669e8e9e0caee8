import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beliefCells, mostCells } from '../../../shared/pictures/beliefCells.ts';
import { binningOf, binsOf, rateBinning } from '../../../shared/pictures/bins.ts';
import { holds } from '../../support/random.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((left, right) => left + right, 0);

const values = fc.array(
	fc.oneof(
		fc.double({ min: -1e6, max: 1e6, noNaN: true }),
		fc.integer({ min: 0, max: 30 }),
		fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
	),
	{
		maxLength: 60,
	},
);

describe('bins', () => {
	it('hold every value once, within their edges', () => {
		holds(
			fc.property(values, fc.boolean(), (numbers, mayBeLog) => {
				const column = Float64Array.from(numbers);
				const chosen = Uint8Array.from(numbers, (_, index) => index % 2);
				const { edges } = binningOf(column, 20, { mayBeLog });
				expect(edges.length).toBeGreaterThan(1);
				for (const [index, edge] of edges.slice(1).entries()) expect(edge).toBeGreaterThan(edges[index]!);
				for (const value of numbers) {
					expect(value).toBeGreaterThanOrEqual(edges[0]!);
					expect(value).toBeLessThanOrEqual(edges.at(-1)!);
				}
				const bins = binsOf(column, chosen, { edges });
				expect(sum(bins.map(({ pool }) => pool))).toBe(numbers.length);
				expect(sum(bins.map((bin) => bin.chosen))).toBe(Math.floor(numbers.length / 2));
			}),
		);
	});

	it('of few whole numbers stand about each, with room about a single one', () => {
		expect(binningOf(Float64Array.of(2, 6, 10, 18), 20)).toEqual({
			edges: Array.from({ length: 18 }, (_, index) => index + 1.5),
			kind: 'whole',
		});
		expect(binningOf(Float64Array.of(10), 20).edges).toEqual([6.5, 7.5, 8.5, 9.5, 10.5, 11.5, 12.5, 13.5]);
		expect(binningOf(Float64Array.of(0), 20).edges[0]).toBe(-0.5);
	});

	it('of values that hardly differ stand about whole numbers, if differences below one mean nothing', () => {
		const alike = Float64Array.of(55.39, 55.43, 55.41);
		expect(binningOf(alike, 20, { finest: 1 })).toEqual(binningOf(Float64Array.of(55), 20));
		expect(binningOf(alike, 20).kind).toBe('even');
		expect(binningOf(Float64Array.of(55.4, 56.6), 20, { finest: 1 }).kind).toBe('even');
	});

	it('of a wide span are even in the logarithm, if that is wanted', () => {
		const wide = Float64Array.of(0.5, 7.25, 4e4);
		expect(binningOf(wide, 10, { mayBeLog: true }).kind).toBe('log');
		expect(binningOf(wide, 10).kind).toBe('even');
	});

	it('leave out what is not a number', () => {
		const bins = binsOf(Float64Array.of(Number.NaN, 0.2, 1, 0), Uint8Array.of(1, 1, 0, 0), rateBinning(4));
		expect(bins.map(({ pool }) => pool)).toEqual([2, 0, 0, 1]);
		expect(bins.map(({ chosen }) => chosen)).toEqual([1, 0, 0, 0]);
	});
});

describe('belief cells', () => {
	it('put equal beliefs together', () => {
		const cells = beliefCells(Float64Array.of(0.5, 0.5, 0.25), Float64Array.of(2, 2, 4), Uint8Array.of(1, 0, 1));
		expect(cells).toEqual([
			{ mean: 0.5, evidence: 2, pool: 2, chosen: 1 },
			{ mean: 0.25, evidence: 4, pool: 1, chosen: 1 },
		]);
	});

	it('stay few and complete, however many beliefs there are', () => {
		const count = 20_000;
		const means = Float64Array.from({ length: count }, (_, index) => (index + 1) / (count + 2));
		const evidences = means.map((mean, index) => 2 + 1000 * mean * ((index % 7) / 7));
		const cells = beliefCells(means, evidences, new Uint8Array(count).fill(1));
		expect(cells.length).toBeLessThanOrEqual(40 * 24);
		expect(cells.length).toBeGreaterThan(mostCells / 2);
		expect(sum(cells.map(({ pool }) => pool))).toBe(count);
		expect(sum(cells.map(({ chosen }) => chosen))).toBe(count);
		expect(sum(cells.map(({ mean, pool }) => mean * pool)) / count).toBeCloseTo(0.5, 3);
	});

	it('of equal evidence and very many means need no second dimension', () => {
		const means = Float64Array.from({ length: 1000 }, (_, index) => (index + 0.5) / 1000);
		expect(beliefCells(means, new Float64Array(1000).fill(10), new Uint8Array(1000))).toHaveLength(40);
	});
});
