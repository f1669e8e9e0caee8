/** An outage's zeros are no rewards: fits are those of the history without them, and say so. */
import { describe, expect, it } from 'vitest';
import { createVisitLog, type Visit } from '../../../../server/core/dataset/visitLog.ts';
import { finished } from '../../../../server/core/slices.ts';
import { type BeliefFit, fitBeliefs } from '../../../../server/selection/fit/fitBeliefs.ts';
import { fittedSettings } from '../../../../server/selection/fit/fittedSettings.ts';
import { isRefusal } from '../../../../server/selection/fit/refusal.ts';
import { uniformPrior } from '../../../../shared/belief.ts';
import { settingsOf } from '../../../support/dataset.ts';
import { draws } from '../../../support/simulation.ts';

const { beta, binomial } = draws(11);
const prompts = 40;
const rates = Array.from({ length: prompts }, () => beta(1, 1));
const none = new Uint8Array(prompts);
const columns = {
	counts: { successes: none, trials: none, unscored: none },
	tieHash: Uint32Array.from({ length: prompts }, (_, index) => index),
};
/** Rates that stay as they are; at the last but one step the code grader of half of the prompts was down, at the last it was not asked. */
const sourceOf = (example: number): string => (example % 2 === 0 ? 'code' : 'algebra');
const isOut = ({ example, step }: Pick<Visit, 'example' | 'step'>): boolean => step === 7 && sourceOf(example) === 'code';
const visits: readonly Visit[] = Array.from({ length: prompts * 8 }, (_, index) => ({
	example: index % prompts,
	step: Math.floor(index / prompts),
})).map((place) => ({ ...place, successes: isOut(place) ? 0 : binomial(8, rates[place.example]!), trials: 8 }));
const log = createVisitLog(visits);
const without = createVisitLog(visits.filter((visit) => !isOut(visit)));

function lambdaOf({ discount }: BeliefFit): number {
	if (isRefusal(discount)) throw new Error(discount.refusal);
	return discount.discount.lambda;
}

describe('fits of a history with an outage of one source', () => {
	it('are those of the history without it', () => {
		const { outages, ...fit } = finished(fitBeliefs({ columns, visits: log, sourceOf }, uniformPrior));
		const { outages: nothing, ...expected } = finished(fitBeliefs({ columns, visits: without }, uniformPrior));
		expect(fit).toEqual(expected);
		expect(nothing).toEqual([]);
		expect(outages).toMatchObject([{ step: 7, source: 'code', prompts: 20, rollouts: 160 }]);
		// It matters: taken for rewards, the zeros make good evidence look stale.
		const asLogged = lambdaOf(finished(fitBeliefs({ columns, visits: log }, uniformPrior)));
		expect(asLogged).toBeLessThan(lambdaOf({ ...fit, outages }) - 0.1);
	});

	it('are what settings that ask for a fit get', () => {
		const settings = {
			...settingsOf({ 'insight.prior': 'fitted' }),
			fit: { prior: true, discount: true, required: [], refusals: [] },
		};
		const { prior, discount } = finished(fittedSettings({ columns, visits: log, sourceOf }, settings));
		const expected = finished(fittedSettings({ columns, visits: without }, settings));
		expect([prior, discount]).toEqual([expected.prior, expected.discount]);
	});
});
