import { expect, it } from 'vitest';
import { codeLenses, resolveCodeLens } from '../../../server/features/codeLens.ts';
import { jsonLines, scoredText } from '../../support/documents.ts';

const pool = jsonLines([
	{ id: 'a', rewards: [1, 0, 0, 1] },
	{ id: 'b', rewards: [1, 1] },
	{ id: 'c', rewards: [] },
]);

async function firstLine(values: Readonly<Record<string, unknown>>, withCommands: boolean, text = pool) {
	const document = await scoredText(text, values);
	const lenses = codeLenses(document, withCommands).filter(({ range }) => range.start.line === 0);
	return lenses.map((lens) => resolveCodeLens(lens, document, withCommands).command!);
}

it('the summary is short, with all of it on hover, where the first line has other lenses beside it', async () => {
	const [summary, ...others] = await firstLine({}, true);
	expect(summary).toMatchObject({
		title: 'InSight: 3 examples · 67 % solved',
		tooltip: '3 examples · 6 rollouts, 4 solved · 1 all solved, 0 none, 1 mixed, 1 unseen',
		command: '',
	});
	expect(others.map(({ title, command }) => [title.split(' · ')[0], command])).toEqual([
		['Export Top-K…', 'insight.exportTopK'],
		['score 0.0932', 'insight.explain'],
	]);
});

it('the summary is whole in editors that may show no tooltip', async () => {
	const [summary] = await firstLine({}, false);
	expect(summary!.title).toBe('InSight: 3 examples · 6 rollouts, 4 solved · 1 all solved, 0 none, 1 mixed, 1 unseen');
	expect(summary).not.toHaveProperty('tooltip');
});

it('the summary says that lenses are left out, and which lines are broken', async () => {
	const [summary] = await firstLine({ 'insight.codeLens.limit': 1 }, true);
	expect(summary).toMatchObject({
		title: 'InSight: 3 examples · 67 % solved · lenses on the best 1',
		tooltip: expect.stringContaining('lenses on the best 1 (insight.codeLens.limit)'),
	});
	const [broken] = await firstLine({}, true, `${pool}{"id":\n`);
	expect(broken!.title).toBe('InSight: 3 examples · 67 % solved · 1 broken line');
	const [unseen] = await firstLine({}, true, jsonLines([{ id: 'a', rewards: [] }]));
	expect(unseen!.title).toBe('InSight: 1 example · no rollouts');
});
