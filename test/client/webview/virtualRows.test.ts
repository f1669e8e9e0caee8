import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	clampOffset,
	isScaled,
	offsetAt,
	offsetShowing,
	rowsInView,
	scrollTopAt,
	spacerHeight,
	tallestSpacer,
} from '../../../client/webview/virtualRows.ts';
import { holds } from '../../support/random.ts';

const shapeOf = (rowCount: number) => ({ rowCount, rowHeight: 24, viewportHeight: 600 });
const shapes = fc.integer({ min: 0, max: 20_000_000 }).map(shapeOf);

describe('a list of rows', () => {
	it('is as tall as it is, up to what browsers bear', () => {
		expect(spacerHeight(shapeOf(1000))).toBe(24_000);
		expect(spacerHeight(shapeOf(10_000_000))).toBe(tallestSpacer);
		expect([isScaled(shapeOf(1000)), isScaled(shapeOf(10_000_000))]).toEqual([false, true]);
	});

	it('scrolls pixel by pixel where it is not scaled', () => {
		expect(offsetAt(1234, shapeOf(1000))).toBeCloseTo(1234, 6);
	});

	it('reaches its first and its last row, however long', () => {
		holds(
			fc.property(shapes, (shape) => {
				expect(rowsInView(offsetAt(0, shape), shape).first).toBe(0);
				const end = offsetAt(spacerHeight(shape) - shape.viewportHeight, shape);
				expect(rowsInView(end, shape).end).toBe(shape.rowCount);
			}),
		);
	});

	it('finds the way from offset to scrollbar and back to the row', () => {
		holds(
			fc.property(shapes, fc.double({ min: 0, max: 1, noNaN: true }), (shape, share) => {
				const offset = clampOffset(share * shape.rowCount * shape.rowHeight, shape);
				expect(Math.abs(offsetAt(scrollTopAt(offset, shape), shape) - offset)).toBeLessThan(0.01);
			}),
		);
	});

	it('shows a row wholly, moving no further than it must', () => {
		holds(
			fc.property(shapes, fc.nat(), fc.nat(), (shape, first, second) => {
				if (shape.rowCount === 0) return;
				const row = first % shape.rowCount;
				const offset = clampOffset(second, shape);
				const shown = offsetShowing(row, offset, shape);
				expect(row * shape.rowHeight).toBeGreaterThanOrEqual(shown);
				expect((row + 1) * shape.rowHeight).toBeLessThanOrEqual(shown + shape.viewportHeight);
				expect(offsetShowing(row, shown, shape)).toBe(shown);
			}),
		);
	});
});
