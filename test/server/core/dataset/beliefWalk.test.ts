import { describe, expect, it } from 'vitest';
import { fadedCountsAt, walkBeliefs } from '../../../../server/core/dataset/beliefWalk.ts';
import { createVisitLog } from '../../../../server/core/dataset/visitLog.ts';
import { type Discount, discounted, noDiscount } from '../../../../shared/belief.ts';

const prior = { alpha: 0.5, beta: 2 };
const log = createVisitLog([
	{ example: 0, step: 3, successes: 2, trials: 8 },
	{ example: 0, step: 4, successes: 5, trials: 8 },
	{ example: 0, step: 7, successes: 8, trials: 8 },
]);
const range = { start: 0, end: 3 };

function beliefsBefore(discount: Discount): readonly (readonly number[])[] {
	const beliefs: (readonly number[])[] = [];
	walkBeliefs(log, range, prior, discount, (_, alpha, beta, before) => void beliefs.push([alpha, beta, before]));
	return beliefs;
}

describe('beliefs along a history', () => {
	it('start from the prior and count plainly without a discount', () => {
		expect(beliefsBefore(noDiscount)).toEqual([
			[0.5, 2, 0],
			[2.5, 8, 1],
			[7.5, 11, 2],
		]);
		expect(fadedCountsAt(log, range, noDiscount, 7)).toEqual({ successes: 15, failures: 9 });
	});

	it('fade by eq. 6 at each visit', () => {
		const lambda = 0.5;
		const first = discounted(prior, prior, lambda, { successes: 2, trials: 8 });
		const second = discounted(first, prior, lambda, { successes: 5, trials: 8 });
		const seen = beliefsBefore({ lambda, per: 'visit' });
		expect(seen.map(([alpha, beta]) => ({ alpha, beta }))).toEqual([prior, first, second]);
	});

	it('fade by λ to the number of steps passed, where the discount is per step', () => {
		const seen = beliefsBefore({ lambda: 0.5, per: 'step' });
		// Steps 5 and 6 pass without a visit: 5 + 2/2 successes and 3 + 6/2 failures are quartered.
		expect(seen[2]).toEqual([0.5 + 6 / 4, 2 + 6 / 4, 2]);
		// At step 8 one more has passed, and at the visit itself too.
		expect(fadedCountsAt(log, range, { lambda: 0.5, per: 'step' }, 8)).toEqual({
			successes: (8 + 6 / 8) / 2,
			failures: 6 / 16,
		});
	});

	it('keep nothing but the last visit at λ = 0', () => {
		expect(beliefsBefore({ lambda: 0, per: 'visit' })[2]).toEqual([5.5, 5, 2]);
		expect(beliefsBefore({ lambda: 0, per: 'step' })).toEqual([
			[0.5, 2, 0],
			[2.5, 8, 1],
			[0.5, 2, 2],
		]);
	});
});
