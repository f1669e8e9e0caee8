import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hatching } from '../../../shared/pictures/hatching.ts';
import { holds } from '../../support/random.ts';

/** The two ends of each stripe. */
function stripesOf(markup: string): readonly (readonly [number, number, number, number])[] {
	return [...markup.matchAll(/M([-\d.]+),([-\d.]+)l([-\d.]+),([-\d.]+)/g)].map((match) => {
		const [x, y, dx, dy] = match.slice(1).map(Number) as [number, number, number, number];
		return [x, y, x + dx, y + dy];
	});
}

describe('hatching', () => {
	it('stays within its box, rising by as much as it goes to the right, six pixels from stripe to stripe', () => {
		const place = fc.double({ min: 0, max: 500, noNaN: true });
		const size = fc.double({ min: 0, max: 200, noNaN: true });
		return holds(
			fc.property(place, place, size, size, (x, y, width, height) => {
				const stripes = stripesOf(hatching(x, y, width, height));
				for (const [x1, y1, x2, y2] of stripes) {
					expect(Math.min(x1, x2)).toBeGreaterThanOrEqual(x);
					expect(Math.max(x1, x2)).toBeLessThanOrEqual(x + width);
					expect(Math.min(y1, y2)).toBeGreaterThanOrEqual(y);
					expect(Math.max(y1, y2)).toBeLessThanOrEqual(y + height);
					expect(x1 + y1 - (x2 + y2)).toBeCloseTo(0, 1);
				}
				const sums = stripes.map(([x1, y1]) => x1 + y1);
				for (const [at, sum] of sums.slice(1).entries()) expect(sum - sums[at]!).toBeCloseTo(6, 1);
				// Of a box of some size there is no corner without.
				if (width > 8 && height > 8) expect(stripes.length).toBeGreaterThanOrEqual(Math.floor((width + height - 2) / 6) - 1);
			}),
		);
	});

	it('is nothing where there is no room for it', () => {
		expect([hatching(3, 3, 0.5, 0.5), hatching(0, 0, 0, 100)]).toEqual(['', '']);
	});
});
