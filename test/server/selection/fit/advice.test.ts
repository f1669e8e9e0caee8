/** Of what was fitted only that is recommended for which prompts speak that it was not fitted to. */
import { describe, expect, it } from 'vitest';
import { createVisitLog } from '../../../../server/core/dataset/visitLog.ts';
import { finished } from '../../../../server/core/slices.ts';
import { type BeliefFit, fitBeliefs } from '../../../../server/selection/fit/fitBeliefs.ts';
import { fittedSettings } from '../../../../server/selection/fit/fittedSettings.ts';
import { isRefusal } from '../../../../server/selection/fit/refusal.ts';
import { type Discount, noDiscount, type Prior, uniformPrior } from '../../../../shared/belief.ts';
import { settingsOf } from '../../../support/dataset.ts';
import { draws } from '../../../support/simulation.ts';

interface Pool {
	readonly alpha: number;
	readonly beta: number;
	readonly prompts: number;
	readonly steps: number;
	/** The rate of each prompt is drawn anew at each step. */
	readonly isMoving?: boolean;
}

function dataOf({ alpha, beta, prompts, steps, isMoving = false }: Pool) {
	const { beta: drawRate, binomial } = draws(21);
	const tieHash = Uint32Array.from({ length: prompts }, (_, index) => index);
	const solved = Array.from({ length: prompts }, () => {
		const rate = drawRate(alpha, beta);
		return Array.from({ length: steps }, () => binomial(8, isMoving ? drawRate(alpha, beta) : rate));
	});
	const successes = Uint8Array.from(solved, ([first]) => first!);
	const counts = { successes, trials: new Uint8Array(prompts).fill(8), unscored: new Uint8Array(prompts) };
	const visits = solved.flatMap((ofSteps, example) =>
		ofSteps.map((count, step) => ({ example, step, successes: count, trials: 8 })),
	);
	return { columns: { counts, tieHash }, ...(steps > 1 ? { visits: createVisitLog(visits) } : {}) };
}

function fitOf(pool: Pool, prior: Prior = uniformPrior, discount: Discount = noDiscount): BeliefFit {
	return finished(fitBeliefs(dataOf(pool), prior, discount));
}

function fittedPriorOf({ prior }: BeliefFit): Prior {
	if (isRefusal(prior)) throw new Error(prior.refusal);
	return prior.prior;
}

describe('what is recommended of what was fitted', () => {
	const hard: Pool = { alpha: 0.5, beta: 4, prompts: 200, steps: 1 };

	it('is a prior that gains on prompts it was not fitted to', () => {
		const fit = fitOf(hard);
		expect(fit.advice).toEqual({ prior: fittedPriorOf(fit), discount: null, kept: [] });
	});

	it('is the one in use where the interval of the gain holds none, which is said with it', () => {
		const fit = fitOf({ alpha: 1, beta: 1, prompts: 200, steps: 1 });
		const { nats, standardError } = fit.priorHeldOut!;
		expect(nats - 1.96 * standardError).toBeLessThan(0);
		expect(fittedPriorOf(fit)).not.toEqual(uniformPrior);
		expect(fit.advice).toEqual({
			prior: null,
			discount: null,
			kept: [{ setting: 'prior', reason: expect.stringMatching(/^The prior stays Beta\(1, 1\): .*held out/) }],
		});
	});

	it('is measured against the prior in use, which need not be the flat one', () => {
		const flat = fitOf(hard);
		const again = fitOf(hard, fittedPriorOf(flat));
		expect(again.priorHeldOut!.nats).toBeLessThan(0);
		expect(again.priorHeldOut!.over).toEqual(fittedPriorOf(flat));
		expect(again.advice.prior).toBeNull();
	});

	it('is the one in use where the halves fit no prior', () => {
		const fit = fitOf({ ...hard, alpha: 1, beta: 1, prompts: 12 });
		expect(fit.priorHeldOut).toBeNull();
		expect(fit.advice.prior).toBeNull();
		expect(fit.advice.kept[0]?.reason).toMatch(/half of the prompts fit no prior/);
	});

	it('is no discount where the data do not rule out the one in use', () => {
		const { discount, advice } = fitOf({ alpha: 0.5, beta: 4, prompts: 200, steps: 6 });
		expect(discount).toMatchObject({ interval: { upper: 1 } });
		expect(advice.discount).toBeNull();
		expect(advice.kept).toEqual([{ setting: 'discount', reason: expect.stringMatching(/^λ stays 1:/) }]);
	});

	it('is a discount that the data tell from the one in use, and not again where it is in use', () => {
		const moving: Pool = { alpha: 0.5, beta: 4, prompts: 60, steps: 6, isMoving: true };
		const { discount, advice } = fitOf(moving);
		if (isRefusal(discount)) throw new Error(discount.refusal);
		expect(advice.discount).toEqual(discount.discount);
		expect(fitOf(moving, uniformPrior, discount.discount).advice.discount).toBeNull();
		const other = { ...discount.discount, per: 'step' as const };
		expect(fitOf(moving, uniformPrior, other).advice.discount).toBeNull();
	});

	it('is a λ under the prior that is recommended with it: under the one in use where that stays', () => {
		const moving: Pool = { alpha: 1, beta: 1, prompts: 60, steps: 6, isMoving: true };
		const jeffreys = { alpha: 0.9, beta: 1.1 };
		const fit = fitOf(moving, jeffreys);
		const { discount, discountAlone, advice } = fit;
		if (isRefusal(discount) || isRefusal(discountAlone)) throw new Error('no discount');
		expect(advice.prior).toBeNull();
		expect(discountAlone.discount.lambda).not.toBe(discount.discount.lambda);
		expect([discount.prior, discountAlone.prior]).toEqual([fittedPriorOf(fit), jeffreys]);
		expect(advice.discount).toEqual(discountAlone.discount);
		// It is that of `--discount fitted` alone.
		const settings = settingsOf({ 'insight.prior': '0.9,1.1' });
		const alone = finished(fittedSettings(dataOf(moving), { ...settings, fit: { ...settings.fit, discount: true } }));
		expect(advice.discount!.lambda).toBe(alone.discount.lambda);
	});
});
