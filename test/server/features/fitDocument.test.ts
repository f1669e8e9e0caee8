import { describe, expect, it } from 'vitest';
import { createVisitLog } from '../../../server/core/dataset/visitLog.ts';
import { finished } from '../../../server/core/slices.ts';
import { fitDocument } from '../../../server/features/fitDocument.ts';
import { parsePrior } from '../../../shared/belief.ts';
import { jsonl, load } from '../../support/dataset.ts';
import { draws } from '../../support/simulation.ts';

const { beta, binomial } = draws(2);
const uri = 'file:///data/my%20pool.jsonl';

async function pool(size: number, [alpha, mirrored]: readonly [number, number] = [0.5, 4]) {
	const records = Array.from({ length: size }, (_, index) => {
		const solved = binomial(8, beta(alpha, mirrored));
		return { id: `p${index}`, rewards: Array.from({ length: 8 }, (_, at) => (at < solved ? 1 : 0)) };
	});
	const { dataset, settings } = await load(jsonl(records));
	return { uri, dataset, settings };
}

describe('the account of what was fitted', () => {
	it('says the prior with its intervals, and the settings to use it', async () => {
		const { markdown, settings } = finished(fitDocument(await pool(100)));
		expect(markdown).toMatch(/^# What my pool\.jsonl says of prior and discount/);
		expect(markdown).toMatch(/\*\*Beta\([\d.]+, [\d.]+\)\*\*, by maximum likelihood of the counts of 100 prompts \(800 rollouts\)/);
		expect(markdown).toContain(JSON.stringify(settings, null, 2));
		expect(Object.keys(settings)).toEqual(['insight.prior']);
		expect(parsePrior(settings['insight.prior']!)).not.toHaveProperty('problem');
	});

	it('offers no settings of which held-out prompts do not show that they are better, and says so', async () => {
		const { markdown, settings } = finished(fitDocument(await pool(100, [1, 1])));
		expect(markdown).toMatch(/\*\*Beta\([\d.]+, [\d.]+\)\*\*, by maximum likelihood/);
		expect(markdown).toMatch(/## What to keep\n\nThe prior stays Beta\(1, 1\): held out, .* does not show that it is better\./);
		expect([settings, markdown.includes('## Settings')]).toEqual([{}, false]);
	});

	it('says why nothing can be fitted, and offers no settings', async () => {
		const { markdown, settings } = finished(fitDocument(await pool(3)));
		expect(markdown).toMatch(/only 3 prompts have two rollouts or more/);
		expect(markdown).toMatch(/No discount can be fitted/);
		expect([settings, markdown.includes('## Settings')]).toEqual([{}, false]);
	});

	it('says the discount and its curve where there is a history', async () => {
		const document = await pool(30);
		const visits = createVisitLog(
			Array.from({ length: 240 }, (_, index) => ({
				example: index % 30,
				step: Math.floor(index / 30),
				successes: binomial(8, beta(1, 1)),
				trials: 8,
			})),
		);
		const { markdown, settings } = finished(fitDocument({ ...document, dataset: { ...document.dataset, visits } }));
		expect(settings['insight.discount']).toBeLessThan(1);
		expect(settings['insight.discountPer']).toBe('visit');
		expect(markdown).toMatch(
			/\*\*λ = 0\.\d+\*\* per visit .* under Beta\([\d.]+, [\d.]+\), which best predicts 210 visits from those before/,
		);
		expect(markdown).toMatch(/^\| 0\.5 \| [\d.,]+ \|$/m);
		expect(markdown).toMatch(/\| observed \| \*\*\d+ %\*\* \|/);
	});
});
