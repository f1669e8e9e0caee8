import { describe, expect, it } from 'vitest';
import { findPlace, goalOf, type Place } from '../../../client/webview/place.ts';

/** Where someone in a list is found again in another one. Lists are lines by row. */
const moved = (place: Place, before: readonly number[], now: readonly number[]): Promise<Place> =>
	findPlace(
		goalOf(place, (row) => before[row]),
		async (line) => {
			const row = now.indexOf(line);
			return row < 0 ? null : row;
		},
	);
const list = [5, 3, 9, 1, 7];

describe('a place in the table', () => {
	it('is its example, at the same height, wherever that comes to stand', async () => {
		const place = { cursor: 2, anchor: 2, steady: { row: 2, top: 48 } };
		expect(await moved(place, list, [8, ...list])).toEqual({ cursor: 3, anchor: 3, steady: { row: 3, top: 48 } });
		expect(await moved(place, list, [9, 1])).toEqual({ cursor: 0, anchor: 0, steady: { row: 0, top: 48 } });
	});

	it('is the rows in view, where the cursor is elsewhere', async () => {
		const place = { cursor: 0, anchor: 0, steady: { row: 3, top: -5 } };
		expect(await moved(place, list, [1, 5, 3])).toEqual({ cursor: 1, anchor: 1, steady: { row: 0, top: -5 } });
	});

	it('is its row, where the example is gone or not known', async () => {
		expect(await moved({ cursor: 2, anchor: 2, steady: { row: 2, top: 0 } }, list, [5, 3])).toEqual({
			cursor: 2,
			anchor: 2,
			steady: undefined,
		});
		expect(await moved({ cursor: 7, anchor: 7, steady: undefined }, list, list)).toMatchObject({ cursor: 7 });
	});

	it('at the start is the start', async () => {
		const atStart = { cursor: 0, anchor: 0, steady: { row: 0, top: 0 } };
		expect(await moved(atStart, list, [8, ...list])).toEqual({ cursor: 0, anchor: 0, steady: undefined });
	});

	it('keeps a selection whose ends are as far apart as they were', async () => {
		const selection = { cursor: 3, anchor: 1, steady: { row: 3, top: 72 } };
		expect(await moved(selection, list, [8, ...list])).toMatchObject({ cursor: 4, anchor: 2 });
		expect(await moved(selection, list, list.toReversed())).toMatchObject({ cursor: 1, anchor: 1 });
	});
});
