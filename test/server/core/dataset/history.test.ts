/** What a history tells besides beliefs: prompts that moved, steps at which nothing worked. */
import { describe, expect, it } from 'vitest';
import { drifted, driftOf } from '../../../../server/core/dataset/drift.ts';
import { outagesOf } from '../../../../server/core/dataset/outage.ts';
import { createVisitLog, type Visit, visitRanges } from '../../../../server/core/dataset/visitLog.ts';
import { findingsOf } from '../../../../server/core/finding/finding.ts';
import { noDiscount, uniformPrior } from '../../../../shared/belief.ts';
import { jsonl, load } from '../../../support/dataset.ts';
import { draws } from '../../../support/simulation.ts';

const options = { prior: uniformPrior, discount: noDiscount };
const visit = (example: number, step: number, successes: number): Visit => ({ example, step, successes, trials: 8 });

describe('drift', () => {
	const driftOfRewards = (...successes: readonly number[]) => {
		const log = createVisitLog(successes.map((count, step) => visit(0, step, count)));
		return driftOf(log, { start: 0, end: successes.length });
	};

	it('compares the earlier half with the later one, the middle visit late', () => {
		expect(driftOfRewards(0, 1, 8)).toMatchObject({ early: { successes: 0, trials: 8 }, late: { successes: 9, trials: 16 } });
		expect(driftOfRewards(0, 8)!.logBayesFactor).toBeGreaterThan(drifted);
		expect(driftOfRewards(4, 4, 4, 4)!.logBayesFactor).toBeLessThan(0);
		expect(driftOfRewards(4)).toBeUndefined();
	});

	it('is seldom seen where there is none: not in 20 of 1,000 prompts', () => {
		// At most 1 in 148 on average, whatever the rates: more than 20 has a probability below 1e-5.
		const { beta, binomial } = draws(1);
		const visits = Array.from({ length: 1000 }, (_, example) => {
			const rate = beta(1, 1);
			return Array.from({ length: 6 }, (_, step) => visit(example, step, binomial(8, rate)));
		}).flat();
		const log = createVisitLog(visits);
		expect([...visitRanges(log)].filter((range) => driftOf(log, range)!.logBayesFactor >= drifted).length).toBeLessThan(20);
	});
});

describe('outages', () => {
	/** Ten prompts at eight steps, solved half of the time but at the steps that are out. */
	const history = (out: readonly number[]): Visit[] =>
		Array.from({ length: 80 }, (_, index) => ({ example: index % 10, step: Math.floor(index / 10) })).map(({ example, step }) =>
			visit(example, step, out.includes(step) ? 0 : 4),
		);

	it('are steps at which nothing succeeded that should have, several in a row too', () => {
		const outages = outagesOf(createVisitLog(history([3, 4, 5])), options);
		expect(outages.map(({ step }) => step)).toEqual([3, 4, 5]);
		expect(outages[0]).toMatchObject({ source: null, example: 0, prompts: 10, rollouts: 80 });
	});

	it('are not seen at the first step, in hard pools, or where a few prompts happen to fail', () => {
		expect(outagesOf(createVisitLog(history([0])), options)).toEqual([]);
		const hard = history([0, 1, 2, 3, 4, 5, 6, 7]);
		expect(outagesOf(createVisitLog(hard), options)).toEqual([]);
		const few = [visit(0, 0, 4), visit(0, 1, 0), visit(0, 2, 4)];
		expect(outagesOf(createVisitLog(few), options)).toEqual([]);
		expect(outagesOf(createVisitLog([]), options)).toEqual([]);
	});

	it('are told by source', () => {
		const log = createVisitLog(
			history([]).map((entry) => (entry.step === 4 && entry.example >= 5 ? { ...entry, successes: 0 } : entry)),
		);
		expect(outagesOf(log, options)).toEqual([]);
		const sourceOf = (example: number): string => (example < 5 ? 'algebra' : 'code');
		expect(outagesOf(log, { ...options, sourceOf })).toMatchObject([{ step: 4, source: 'code', example: 5, prompts: 5 }]);
	});

	it('are seldom seen where there are none', () => {
		// One of a thousand histories at most, so of a hundred none with 90 %: this seed is one of those.
		const seen = Array.from({ length: 100 }, (_, stream) => {
			const { beta, binomial } = draws(stream);
			const rates = Array.from({ length: 5 }, () => beta(0.5, 1.5));
			const visits = rates.flatMap((rate, example) =>
				Array.from({ length: 10 }, (_, step) => visit(example, step, binomial(8, rate))),
			);
			return outagesOf(createVisitLog(visits), { prior: { alpha: 0.5, beta: 1.5 }, discount: noDiscount }).length;
		});
		expect(seen.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(1);
	});
});

describe('findings', () => {
	const findings = async (visits: readonly Visit[]) => {
		const { dataset, settings } = await load(
			jsonl(Array.from({ length: 10 }, (_, index) => ({ id: `p${index}`, rewards: [1, 0] }))),
		);
		return findingsOf({ ...dataset, visits: createVisitLog(visits) }, settings)
			.filter(({ code }) => code === 'drifted' || code === 'outage')
			.map(({ code, lineNumber, message }) => `${code} ${lineNumber}: ${message}`);
	};

	it('say which prompt drifted, and how far', async () => {
		expect(
			await findings([visit(3, 0, 0), visit(3, 1, 1), visit(3, 2, 8), visit(3, 3, 8), visit(4, 0, 4), visit(4, 1, 5)]),
		).toEqual([
			'drifted 3: The success rate has moved: 1 of 16 solved (0.06) at earlier visits, 16 of 16 solved (1.00) at later ones.',
		]);
	});

	it('say which step is an outage, at the first prompt it visited', async () => {
		const steps = [0, 1, 2, 3].flatMap((step) => [5, 6, 7].map((example) => visit(example, step, step === 2 ? 0 : 4)));
		expect(await findings(steps)).toEqual([
			'outage 5: Step 2: none of 24 rollouts of 3 prompts succeeded, although earlier steps make that all but impossible. Look for a grader that was down before you count these rollouts.',
		]);
	});

	it('are none without a history', async () => {
		expect(await findings([])).toEqual([]);
	});
});
