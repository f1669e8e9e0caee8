import { describe, expect, it } from 'vitest';
import { type PreflightOptions, preflight } from '../../../server/selection/preflight.ts';
import { jsonl, load } from '../../support/dataset.ts';

const flat = { alpha: 1, beta: 1 };
const options: PreflightOptions = { k: 8, prior: flat, minTrials: 4 };

const record = (id: string, solved: number, trials: number) => ({
	id,
	rewards: Array.from({ length: trials }, (_, at) => (at < solved ? 1 : 0)),
});

/** Of the examples at some places, or else of all. */
async function preflightOf(records: readonly object[], more: Partial<PreflightOptions> = {}, chosen?: readonly number[]) {
	const { dataset } = await load(jsonl(records));
	return preflight(dataset, Int32Array.from(chosen ?? records.keys()), { ...options, ...more });
}

describe('pre-flight', () => {
	it('of unseen prompts under the flat prior expects 7 of 9 groups to be useful', async () => {
		// Under Beta(1,1) each of 0…8 successes is as likely, and 0 and 8 give no gradient.
		const { useful, unseen } = await preflightOf([record('a', 0, 0), record('b', 1, 2), record('c', 0, 0)], {}, [0, 2]);
		expect(useful.expected).toBeCloseTo(7 / 9, 14);
		expect(unseen).toBe(2);
	});

	it('counts what is mastered and intractable only after enough rollouts', async () => {
		const chosen = [record('a', 8, 8), record('b', 0, 8), record('c', 3, 3), record('d', 0, 3), record('e', 2, 4)];
		expect(await preflightOf(chosen, { batch: 2 })).toMatchObject({
			examples: 5,
			k: 8,
			unseen: 0,
			mastered: 1,
			intractable: 1,
			stepsPerEpoch: 3,
			usefulFitted: null,
		});
	});

	it('moves the evidence of each example to the fitted prior', async () => {
		const chosen = [record('a', 0, 2), record('b', 1, 2)];
		// V₁ = 0 and V₂ = 2αβ / n(n+1): of Beta(0.5, 3.5) and Beta(1.5, 2.5).
		const expected = ((2 * 0.5 * 3.5) / (4 * 5) + (2 * 1.5 * 2.5) / (4 * 5)) / 2;
		const forecast = (await preflightOf(chosen, { k: 2, fittedPrior: { alpha: 0.5, beta: 1.5 } })).usefulFitted!;
		expect(forecast.expected).toBeCloseTo(expected, 14);
		expect((await preflightOf(chosen, { k: 1 })).useful).toEqual({ expected: 0, lower: 0, upper: 0 });
	});

	it('has an interval of the width that independent groups have', async () => {
		const chosen = Array.from({ length: 400 }, (_, index) => record(`p${index}`, 1, 2));
		const { expected, lower, upper } = (await preflightOf(chosen)).useful;
		expect((upper - lower) / 2).toBeCloseTo(1.959964 * Math.sqrt((expected * (1 - expected)) / 400), 7);
		expect((upper + lower) / 2).toBeCloseTo(expected, 12);
	});

	it('of nothing expects nothing', async () => {
		expect(await preflightOf([record('a', 1, 2)], { batch: 4 }, [])).toMatchObject({
			examples: 0,
			useful: { expected: 0, lower: 0, upper: 0 },
			stepsPerEpoch: 0,
		});
	});
});
