import { describe, expect, it } from 'vitest';
import { runsByBucket, runsOf } from '../../client/heatRanges.ts';

describe('runsByBucket', () => {
	it('merges neighbours of one bucket and leaves out lines without a score', () => {
		const runs = runsByBucket('00 9900');
		expect(runs).toHaveLength(10);
		expect(runs[0]).toEqual([
			{ first: 0, last: 1 },
			{ first: 5, last: 6 },
		]);
		expect(runs[9]).toEqual([{ first: 3, last: 4 }]);
		expect(runs.slice(1, 9).flat()).toEqual([]);
	});

	it('is cut to a window, which may reach beyond the document', () => {
		expect(runsByBucket('1111111', { first: 2, last: 3 })[1]).toEqual([{ first: 2, last: 3 }]);
		expect(runsByBucket('111', { first: -500, last: 500 })[1]).toEqual([{ first: 0, last: 2 }]);
		expect(runsByBucket('', { first: 0, last: 10 }).flat()).toEqual([]);
	});
});

describe('runsOf', () => {
	it('merges consecutive lines', () => {
		expect(runsOf([0, 1, 2, 5, 7, 8])).toEqual([
			{ first: 0, last: 2 },
			{ first: 5, last: 5 },
			{ first: 7, last: 8 },
		]);
		expect(runsOf([])).toEqual([]);
	});
});
