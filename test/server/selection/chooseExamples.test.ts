import { describe, expect, it } from 'vitest';
import { bestOf, pool } from '../../support/chosen.ts';
import { load } from '../../support/dataset.ts';

describe('a selection', () => {
	it('is the best so many, in the order of their ranks', async () => {
		const loaded = await load(pool());
		const chosen = bestOf(loaded, { top: { count: 4 } });
		expect(chosen.map(({ index }) => loaded.dataset.rankOf(index))).toEqual([1, 2, 3, 4]);
		// The method's own values after S of 8 successes (method.md 2): .401 .382 .358 .315 of an unseen prompt's.
		expect(chosen.map(({ group }) => group.id)).toEqual(['p3', 'p4', 'p2', 'p5']);
	});

	it('of a share is rounded up, and is never more than there is', async () => {
		const loaded = await load(pool());
		expect(bestOf(loaded, { top: { percent: 10 } })).toHaveLength(1);
		expect(bestOf(loaded, { top: { percent: 12 } })).toHaveLength(2);
		expect(bestOf(loaded, { top: { percent: 100 } })).toHaveLength(9);
		expect(bestOf(loaded, { top: { count: 100 } })).toHaveLength(9);
		expect(bestOf(loaded, {})).toHaveLength(9);
	});

	it('from a score on takes ties with it, and of two limits the narrower holds', async () => {
		const loaded = await load(pool(2));
		const scores = bestOf(loaded, {}).map(({ group }) => group.score.score);
		expect(bestOf(loaded, { minScore: scores[0]! })).toHaveLength(2);
		expect(bestOf(loaded, { minScore: scores[4]! })).toHaveLength(5);
		expect(bestOf(loaded, { minScore: scores[4]!, top: { count: 3 } })).toHaveLength(3);
		expect(bestOf(loaded, { minScore: scores[1]!, top: { count: 3 } })).toHaveLength(2);
		expect(bestOf(loaded, { minScore: 1 })).toEqual([]);
	});

	it('of nothing is nothing', async () => {
		const loaded = await load('');
		expect(bestOf(loaded, { top: { percent: 10 } })).toEqual([]);
	});
});
