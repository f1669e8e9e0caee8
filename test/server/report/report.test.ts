import { describe, expect, it } from 'vitest';
import { finished } from '../../../server/core/slices.ts';
import { reviewPage } from '../../../server/report/page.ts';
import { promptHtml } from '../../../server/report/promptHtml.ts';
import { reviewSections } from '../../../server/report/review.ts';
import { parseAmount } from '../../../shared/settings.ts';
import { strategyNames } from '../../../shared/strategies.ts';
import { bestOf } from '../../support/chosen.ts';
import { type Content, jsonl, load } from '../../support/dataset.ts';
import { tagsOf, textOf } from '../../support/markup.ts';

async function pageOf(
	content: Content | readonly Content[],
	{ top = '50%', notes = [] as readonly string[], name = 'pool.jsonl', batch = undefined as number | undefined, values = {} } = {},
): Promise<string> {
	const loaded = await load(content, values, { previewLength: 161 });
	const { dataset, settings, sources } = loaded;
	const sections = finished(
		reviewSections(
			{
				dataset,
				settings,
				chosen: bestOf(loaded, { top: parseAmount(top)! }),
				top: parseAmount(top)!,
				compared: ['insight', 'random', 'easy-to-hard'],
				plan: { steps: 3, runs: 2, ...(batch === undefined ? {} : { batch }) },
				readings: sources.map(({ source, format }) => ({ source: source.name, format })),
				notes,
				whereOf: ({ firstLine }) => dataset.lineName(firstLine),
				promptHtml,
			},
			{ repeat: [`insight report ${name}`], sources: [{ path: name, sha256: 'abc' }] },
		),
	);
	return reviewPage(`InSight: ${name}`, 'today', [...sections]);
}

const pool = jsonl([
	{ id: 'easy', prompt: 'One and one?', rewards: [1, 1, 1, 1] },
	{ id: 'middle', prompt: `Long ${'x'.repeat(300)}`, rewards: [1, 0, 0, 1] },
	{ id: 'hard', prompt: 'Prove it.', rewards: [0, 0, 0, 0] },
	{ id: 'new', prompt: 'Now?', rewards: [] },
]);

describe('a report', () => {
	it('holds nothing that runs or is fetched, and says so to the browser', async () => {
		const page = await pageOf(pool);
		const tags = tagsOf(page);
		expect(tags.map(({ name }) => name)).not.toContain('script');
		expect(tags.flatMap(({ attributes: { src, href = '#' } }) => src ?? (href.startsWith('#') ? [] : href))).toEqual([]);
		const policy = tags.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
		expect(policy?.attributes.content).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
		// All of it is in the first bytes, so that nothing comes before the policy is known.
		expect(page.indexOf('Content-Security-Policy')).toBeLessThan(200);
		expect(page.match(/https?:[^"]*/g)?.every((url) => url === 'http://www.w3.org/2000/svg')).toBe(true);
	});

	it('has one first heading, a second one a section, and links to them', async () => {
		const tags = tagsOf(await pageOf(pool, { notes: ['Mind this.'] }));
		const named = (name: string) => tags.filter((tag) => tag.name === name);
		expect(named('html')[0]?.attributes.lang).toBe('en');
		expect(named('h1')).toHaveLength(1);
		expect(named('h2')).toHaveLength(named('section').length);
		const ids = tags.flatMap(({ attributes: { id } }) => id ?? []);
		expect(ids).toEqual([...new Set(ids)]);
		for (const { attributes } of named('a')) expect(ids).toContain(attributes.href?.slice(1));
		for (const { attributes } of named('svg')) expect(attributes.role).toBe('img');
		for (const { attributes } of named('th')) expect(attributes.scope).toMatch(/^(?:row|col)$/);
		expect(named('main')).toHaveLength(1);
	});

	it('counts what is in the pool and what is chosen', async () => {
		const text = (await pageOf(pool)).replaceAll(/<[^>]+>/g, '|');
		for (const fact of [
			'|examples||4|',
			'|solved rollouts||6 (50 %)|',
			'|all solved||1 (25 %)|',
			'|no rollouts yet||1 (25 %)|',
			'|chosen||2 (50 %)|',
		]) {
			expect(text.replaceAll(/\|+/g, '||').replaceAll('||', '|')).toContain(fact.replaceAll('||', '|'));
		}
		expect(text).toContain('insight report pool.jsonl');
		expect(text).toMatch(/Long x{154}…/);
	});

	it('rounds what was fitted, with the exact numbers behind it', async () => {
		const page = await pageOf(pool, {
			values: { 'insight.prior': '0.3271660369446854,1', 'insight.discount': 0.8539372146083617 },
		});
		expect(page).toContain('<span class="rounded" title="Beta(0.3271660369446854, 1)">Beta(0.3272, 1)</span>');
		expect(page).toContain('<span class="rounded" title="λ = 0.8539372146083617 per visit">λ = 0.8539 per visit</span>');
		expect(await pageOf(pool)).toContain('<dd>Beta(1, 1)</dd>');
	});

	it('says how many were asked for where there are fewer', async () => {
		const page = await pageOf(pool, { values: { 'insight.strategy': 'dynamic-sampling' } });
		expect(page).toContain('<dt>chosen</dt><dd>1 (25 %) of 2 asked for</dd>');
	});

	it('compares strategies, changes what is set, and plays a run through', async () => {
		const page = await pageOf(pool);
		const titles = tagsOf(page).flatMap(({ name, attributes }) => (name === 'svg' ? attributes['aria-labelledby']! : []));
		expect(titles).toEqual(expect.arrayContaining(['strategies-title', 'sensitivity-title', 'timeline-title']));
		const rows = [
			...page.matchAll(/<th scope="row">([^<]*)<span class="aside">[^<]+<\/span><\/th><td class="number">([^<]*)<\/td>/g),
		].map((row) => row.slice(1));
		expect(rows.map(([name]) => name)).toEqual(['insight', 'random', 'easy-to-hard']);
		expect(rows[0]).toEqual(['insight', '100 %']);
		const others = /the other 12 are not shown: ([a-z, -]+)\./.exec(page)![1]!.split(', ');
		expect([...others, ...rows.map(([name]) => name)].sort()).toEqual([...strategyNames].sort());
		// Of two chosen, easy-to-hard takes easy and middle or new; insight at most one unseen, and middle.
		expect(rows[2]![1]).toMatch(/^(?:50|100) %$/);
		expect(page).toContain('the best 1 of 4 candidates');
	});

	it('says what the simulated run takes for granted, how large a batch is, and where batches are short', async () => {
		const [plain, given] = [await pageOf(pool), await pageOf(pool, { batch: 3 })].map((page) => page.replaceAll('&quot;', '"'));
		expect(plain).toContain('<dt>an epoch</dt><dd>2 steps of up to 1 prompt</dd>');
		expect(given).toContain('<dt>an epoch</dt><dd>1 step of up to 3 prompts</dd>');
		expect(given).toMatch(/takes the best 3 of 4 candidates\. Useful groups: \d( to \d)? of the 9 that 3 steps can pay for\./);
		expect(given).toContain(
			'Taken for granted: rewards are drawn from the beliefs, so a plan is as good as these · prior 1,1 · λ = 1 · M̂ =',
		);
		expect(given).not.toContain('of the budget');
		const short = await pageOf(pool, { batch: 3, values: { 'insight.strategy': 'dynamic-sampling' } });
		expect(short).toContain(
			'dynamic-sampling fills 1 of 3 places in a batch and spends 33 % of the budget: of the pool&#39;s 4 examples it turns down 1 without rollouts, 1 with all rollouts solved, 1 with none solved.',
		);
		const repeated = jsonl(
			Array.from({ length: 6 }, (_, index) => ({ id: `${index}`, prompt: index < 4 ? 'Same?' : `${index}`, rewards: [1, 0] })),
		);
		expect(await pageOf(repeated, { batch: 6 })).toContain('takes the best 3 of 6 candidates. ');
	});

	it('keeps what is hostile in ids, prompts, names and notes as text', async () => {
		const evil = '</td></table></main><script>alert(1)</script><img src=x onerror=alert(1)>\u202e"\'';
		const page = await pageOf(jsonl([{ id: evil, prompt: evil, [`r${evil}`]: 1, rewards: [1, 0] }]), {
			name: evil,
			notes: [evil],
			top: '1',
		});
		const names = new Set(tagsOf(page).map(({ name }) => name));
		expect(names).not.toContain('script');
		expect(names).not.toContain('img');
		expect(page).not.toContain('\u202e');
		expect(textOf(page, 'title')).toContain('&lt;script&gt;');
	});

	it.each([
		['one example', jsonl([{ id: 'a', rewards: [1, 0] }])],
		['equal examples', jsonl(Array.from({ length: 30 }, (_, index) => ({ id: `${index}`, rewards: [1, 0, 0] })))],
		[
			'unseen examples only',
			jsonl([
				{ id: 'a', rewards: [] },
				{ id: 'b', rewards: [] },
				{ id: 'c', rewards: [] },
			]),
		],
		[
			'a rollout that was not scored',
			jsonl([
				{ id: 'a', rewards: [1, null] },
				{ id: 'b', rewards: [0, 1] },
			]),
		],
		['a broken line', `${pool}{"id":\n`],
		['nothing', ''],
		['something else', '{"a":1}\n'],
	])('draws %s', async (_, content) => {
		const page = await pageOf(content);
		expect(() => tagsOf(page)).not.toThrow();
		expect(page).not.toMatch(/NaN|Infinity|undefined/);
	});

	it('does not grow with the pool, nor with the number of its files', async () => {
		const records = (from: number, count: number): string =>
			jsonl(
				Array.from({ length: count }, (_, index) => ({
					id: `i${from + index}`,
					num_correct: (from + index) % 97,
					num_rollouts: 97,
				})),
			);
		const small = await pageOf(records(0, 200), { top: '20' });
		const large = await pageOf(
			Array.from({ length: 12 }, (_, file) => records(file * 200, 200)),
			{ top: '20' },
		);
		expect(large.length).toBeLessThan(small.length * 1.2);
		expect(large).toContain('and 7 more files');
	});
});
