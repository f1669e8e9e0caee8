import { describe, expect, it } from 'vitest';
import { createVisitLog } from '../../../server/core/dataset/visitLog.ts';
import { finished } from '../../../server/core/slices.ts';
import { fitSections } from '../../../server/report/fitSections.ts';
import { fitBeliefs } from '../../../server/selection/fit/fitBeliefs.ts';
import { jsonl, load } from '../../support/dataset.ts';
import { tagsOf } from '../../support/markup.ts';

const picturesIn = (html: string): number => tagsOf(html).filter(({ name }) => name === 'svg').length;

describe('what fits say', () => {
	it('is drawn where there is a history', async () => {
		const records = Array.from({ length: 40 }, (_, index) => ({ id: `${index}`, num_correct: index % 9, num_rollouts: 8 }));
		const { dataset, settings } = await load(jsonl(records));
		const sectionsOf = (steps: readonly number[]) => {
			const visits = createVisitLog(
				records.flatMap((_, example) => steps.map((step) => ({ example, step, successes: (example + step) % 9, trials: 8 }))),
			);
			const withHistory = { ...dataset, visits };
			return fitSections({ dataset: withHistory, settings }, finished(fitBeliefs(withHistory, settings.prior)));
		};
		const sections = sectionsOf([0, 1, 2, 4]);
		expect(sections.map(({ html }) => picturesIn(html))).toEqual([1, 2, 2]);
		expect(sections[1]!.html).toMatch(/By 120 predictions one visit ahead, under Beta\([\d.]+, [\d.]+\)\./);
		expect(sections[0]!.html).toMatch(/<p>The prior stays Beta\(1, 1\): held out, /);
		// Where no step goes by without a visit, both ways to count time are one.
		const even = sectionsOf([0, 1, 2, 3]);
		expect([picturesIn(even[1]!.html), even[1]!.html.includes('λ per training step is the same')]).toEqual([1, true]);
	});

	it('is drawn once where what is in use is what was fitted', async () => {
		const records = Array.from({ length: 40 }, (_, index) => ({ id: `${index}`, num_correct: index % 9, num_rollouts: 8 }));
		const { dataset, settings } = await load(jsonl(records));
		const visits = createVisitLog(
			records.flatMap((_, example) => [0, 1].map((step) => ({ example, step, successes: (example + step) % 9, trials: 8 }))),
		);
		const fit = finished(fitBeliefs({ ...dataset, visits }, settings.prior));
		const { given } = fit.calibration!;
		const calibration = fitSections({ dataset, settings }, { ...fit, calibration: { given, fitted: given } })[2]!;
		expect([picturesIn(calibration.html), calibration.html.includes('As fitted they are the same.')]).toEqual([1, true]);
	});

	it('says so where the history does not tell a discount', async () => {
		const records = Array.from({ length: 40 }, (_, index) => ({ id: `${index}`, num_correct: index % 9, num_rollouts: 8 }));
		const { dataset, settings } = await load(jsonl(records));
		// Two visits each: however much the first is discounted at the second, the second was predicted from it in full.
		const visits = createVisitLog(
			records.flatMap((_, example) => [0, 1].map((step) => ({ example, step, successes: (example + step) % 9, trials: 8 }))),
		);
		const [, discount] = fitSections(
			{ dataset: { ...dataset, visits }, settings },
			finished(fitBeliefs({ ...dataset, visits }, settings.prior)),
		);
		expect(discount!.html).toContain(
			'λ per visit makes a difference to no visit, for it shows from the third visit of a prompt on.',
		);
	});

	it('is a reason where there is none', async () => {
		const { dataset, settings } = await load(jsonl([{ id: 'a', rewards: [1] }]));
		const sections = fitSections({ dataset, settings }, finished(fitBeliefs(dataset, settings.prior)));
		expect(sections.map(({ html }) => picturesIn(html))).toEqual([0, 0, 0]);
		for (const { html } of sections) expect(html).toMatch(/^<p>.{30,}<\/p>$/);
	});
});
