/** `"insight.prior": "fitted"` and `"insight.discount": "fitted"`, wherever an editor scores a dataset. */
import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../server/core/finding/finding.ts';
import { finished } from '../../server/core/slices.ts';
import { createDocuments } from '../../server/documents.ts';
import { fittedDataset } from '../../server/selection/fit/fittedDataset.ts';
import { fitPrior } from '../../server/selection/fit/prior.ts';
import { isRefusal } from '../../server/selection/fit/refusal.ts';
import { datasetNotes } from '../../server/selection/notes.ts';
import { uniformPrior } from '../../shared/belief.ts';
import { jsonl, load, said, settingsOf } from '../support/dataset.ts';
import { draws } from '../support/simulation.ts';

const { beta, binomial } = draws(5);
const settings = settingsOf({ 'insight.prior': ' Fitted' });
const uri = 'file:///pool.jsonl';
const solved = Array.from({ length: 60 }, () => binomial(8, beta(0.5, 1.5)));
const record = (successes: number, index: number) => ({
	id: `p${index}`,
	rewards: Array.from({ length: 8 }, (_, at) => (at < successes ? 1 : 0)),
});
const pool = jsonl(solved.map(record));

function priorOf(counts: readonly number[]) {
	const fit = fitPrior(counts.map((successes) => ({ successes, trials: 8 })));
	if (isRefusal(fit)) throw new Error(fit.refusal);
	return fit.prior;
}

function documents(text: string, given = settings) {
	const host = { pause: async () => undefined, schedule: () => () => undefined };
	const open = createDocuments(
		host,
		async () => undefined,
		() => undefined,
		(error) => expect.fail(String(error)),
	);
	open.open(uri, 1, text, given);
	return open;
}

describe('a document whose prior is to be fitted', () => {
	it('is scored by the prior of its own counts, and anew after an edit', async () => {
		const open = documents(pool);
		const first = (await open.scored(uri))!;
		const prior = priorOf(solved);
		expect(first.settings.prior).toEqual(prior);
		expect(first.dataset.examples.at(0).group.score.alpha).toBe(prior.alpha + solved[0]!);
		open.change(uri, 2, [{ text: jsonl(solved.slice(0, 40).map(record)) }]);
		const second = (await open.scored(uri))!;
		expect([second.version, second.settings.prior]).toEqual([2, priorOf(solved.slice(0, 40))]);
		open.rescore(uri);
		expect((await open.scored(uri))!.settings.prior).toEqual(second.settings.prior);
	});

	it('is scored by the flat one where the data cannot say, and told so in a finding and a note', async () => {
		const { dataset, settings: inForce } = (await documents(jsonl([{ id: 'a', rewards: [1, 0] }])).scored(uri))!;
		expect(inForce.prior).toEqual(uniformPrior);
		const reason = 'No prior can be fitted: only 1 prompt has two rollouts or more; it takes 10.';
		expect(said(findingsOf(dataset, inForce))).toContain(`line 1: invalid-setting: ${reason} The default is in force.`);
		expect(datasetNotes(dataset, inForce)[0]).toBe(`${reason} Scores are those of the default.`);
	});
});

describe('a document whose discount is to be fitted', () => {
	it('is scored by the λ that predicts its history best, and anew after an edit', async () => {
		const steps = Array.from({ length: 6 }, (_, step) =>
			solved.map((count, index) => ({ step, ...record((count + step) % 9, index) })),
		);
		const open = documents(jsonl(steps.flat()), settingsOf({ 'insight.discount': 'fitted' }));
		const { settings: first, dataset } = (await open.scored(uri))!;
		expect(first.discount.lambda).toBeLessThan(1);
		const byHand = await load(jsonl(steps.flat()), {}, { discount: first.discount });
		expect([...dataset.examples]).toEqual([...byHand.dataset.examples]);
		// One visit each: nothing fades, and there is nothing to be said.
		open.change(uri, 2, [{ text: pool }]);
		const { settings: second } = (await open.scored(uri))!;
		expect([second.discount.lambda, second.fit.refusals]).toEqual([1, []]);
	});
});

describe('a dataset', () => {
	it('is what it was where nothing is to be fitted', async () => {
		const { dataset, settings: given } = await load(pool);
		expect(finished(fittedDataset(dataset, given))).toEqual({ dataset, settings: given });
	});

	it('is ranked by the prior that was fitted', async () => {
		const { dataset } = await load(pool);
		const fitted = finished(fittedDataset(dataset, settings));
		const { alpha, beta: failures } = priorOf(solved);
		const byHand = await load(pool, { 'insight.prior': `${alpha},${failures}` });
		expect([...fitted.dataset.examples]).toEqual([...byHand.dataset.examples]);
		expect([...fitted.dataset.ranking]).toEqual([...byHand.dataset.ranking]);
	});
});
