import { describe, expect, it } from 'vitest';
import { fitDataOf } from '../../../../server/selection/fit/fitData.ts';

describe('what fits go by', () => {
	it('is how many prompts have the same counts, whole ones or not, few or many', () => {
		const pairs = [
			[3, 8],
			[2.9999999999999996, 8],
			[3, 8],
			[1e-17, 8],
			[0, 8],
			[64, 64],
			[0, 65],
			[65, 65],
			[0.5, 1],
			[3, 8],
		] as const;
		const successes = Float64Array.from(pairs, ([each]) => each);
		const trials = Float64Array.from(pairs, ([, each]) => each);
		const counts = { successes, trials, unscored: new Uint8Array(pairs.length) };
		const tieHash = Uint32Array.from(pairs.keys());
		const fit = fitDataOf(
			{ columns: { counts, tieHash } },
			{ prior: { alpha: 1, beta: 1 }, discount: { lambda: 1, per: 'visit' } },
		);
		const told = (list: typeof fit.counts) => list.map((each) => [each.successes, each.trials, each.prompts]).sort();
		expect(told(fit.counts)).toEqual(
			[
				[3, 8, 3],
				[2.9999999999999996, 8, 1],
				[1e-17, 8, 1],
				[0, 8, 1],
				[64, 64, 1],
				[0, 65, 1],
				[65, 65, 1],
				[0.5, 1, 1],
			].sort(),
		);
		// Prompts 0 and 2, and 9.
		expect(fit.halves().map((half) => told(half).find(([successes]) => successes === 3)?.[2])).toEqual([2, 1]);
	});
});
