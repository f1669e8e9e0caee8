import { describe, expect, it } from 'vitest';
import { expectedRates } from '../../../server/report/expectedRates.ts';
import { jeffreysPrior, uniformPrior } from '../../../shared/belief.ts';

describe('expected rates', () => {
	it('of counts that are told once are those of each of their prompts', () => {
		const one = { successes: 1, trials: 2 };
		const other = { successes: 0, trials: 4 };
		const tallied = expectedRates([{ ...one, prompts: 3 }, other], jeffreysPrior, uniformPrior, 4);
		expect(tallied).toEqual(expectedRates([one, one, one, other], jeffreysPrior, uniformPrior, 4));
		expect(tallied.map(({ observed }) => observed)).toEqual([1, 0, 3, 0]);
	});

	it('are the beta-binomial ones of each number of rollouts', () => {
		const counts = [
			{ successes: 0, trials: 2 },
			{ successes: 1, trials: 2 },
			{ successes: 4, trials: 4 },
			{ successes: 0, trials: 0 },
			{ successes: 1.5, trials: 3 },
		];
		const bins = expectedRates(counts, jeffreysPrior, uniformPrior, 4);
		expect(bins.map(({ from, to }) => [from, to])).toEqual([
			[0, 0.25],
			[0.25, 0.5],
			[0.5, 0.75],
			[0.75, 1],
		]);
		expect(bins.map(({ observed }) => observed)).toEqual([1, 0, 1, 1]);
		// Uniform: every count is as likely. Two of 2 rollouts (0, ½, 1) and one of 4 (0, ¼, ½, ¾, 1).
		const uniform = [2 / 3 + 1 / 5, 1 / 5, 2 / 3 + 1 / 5, 2 / 3 + 2 / 5];
		// Jeffreys, exact rationals: of 2 rollouts 3/8, 1/4, 3/8; of 4 rollouts 35/128, 20/128, 18/128, 20/128, 35/128.
		const jeffreys = [6 / 8 + 35 / 128, 20 / 128, 2 / 4 + 18 / 128, 6 / 8 + 55 / 128];
		bins.forEach(({ inUse, fitted }, at) => {
			expect(inUse / uniform[at]!).toBeCloseTo(1, 13);
			expect(fitted / jeffreys[at]!).toBeCloseTo(1, 13);
		});
	});

	it('of nothing are nothing', () => {
		for (const bin of expectedRates([], uniformPrior, uniformPrior, 2))
			expect([bin.observed, bin.fitted, bin.inUse]).toEqual([0, 0, 0]);
	});
});
