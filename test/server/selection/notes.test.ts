import { describe, expect, it } from 'vitest';
import { datasetNotes, selectionNotes } from '../../../server/selection/notes.ts';
import { bestOf, pool } from '../../support/chosen.ts';
import { jsonl, load } from '../../support/dataset.ts';

describe('notes on a dataset', () => {
	const notesOf = async (text: string, values = {}) => {
		const { dataset, settings } = await load(text, values);
		return datasetNotes(dataset, settings);
	};

	it('say that equal evidence makes information irrelevant', async () => {
		expect(await notesOf(pool())).toEqual([
			'Every prompt has 8 rollouts, so the ranking is that of the difficulty weight alone: equal evidence makes information irrelevant.',
		]);
		expect(await notesOf(jsonl([{ id: 'a', rewards: [1, 0] }]))).toEqual([]);
		expect(
			await notesOf(
				jsonl([
					{ id: 'a', rewards: [1, 0] },
					{ id: 'b', rewards: [1, 0, 1] },
				]),
			),
		).toEqual([]);
	});

	it('say how many prompts are unseen, and where that puts them', async () => {
		expect(await notesOf(pool(2))).toEqual([
			'2 of 11 prompts have no rollouts. By score they rank first, in tied order: under this prior and weight nothing teaches more than an unseen prompt.',
		]);
		for (const values of [
			{ 'insight.prior': '5,1' },
			{ 'insight.mu': 3 },
			// None scores more than another.
			{ 'insight.eta': 1e6, 'insight.mu': 100 },
			{ 'insight.strategy': 'random' },
			{ 'insight.strategy': 'easy-to-hard' },
		])
			expect(await notesOf(pool(2), values)).toEqual(['2 of 11 prompts have no rollouts.']);
		expect(
			await notesOf(
				jsonl([
					{ id: 'a', rewards: [] },
					{ id: 'b', rewards: [] },
				]),
			),
		).toEqual(['No prompt has rollouts yet, so all scores are equal: the order is the seeded tie-break.']);
	});

	it('say that rollouts of several policies count alike', async () => {
		const history = (steps: readonly number[]) => jsonl(steps.map((step) => ({ id: 'a', step, rewards: [1, 0] })));
		const grouped = { 'insight.group': ['id'] };
		expect(await notesOf(history([1, 2, 2]), grouped)).toEqual([
			'The rollouts are of 2 training steps, so of as many policies, and count alike: insight.discount below 1 lets those of earlier ones fade.',
		]);
		expect(await notesOf(history([1, 2]), { ...grouped, 'insight.discount': 0.5 })).toEqual([]);
		expect(await notesOf(history([2, 2]), grouped)).toEqual([]);
	});

	it('say that rollouts of several models add up, where the lines tell', async () => {
		const ofModels = (...models: readonly string[]) => jsonl(models.map((model) => ({ task_id: 'a', model, reward: 1 })));
		expect(await notesOf(ofModels('small', 'large', 'small'))).toEqual([
			'The rollouts are of 2 models (small, large), as far as the lines looked at say it, and add up to what none of them can do alone: choose by those of the one that is to be trained.',
		]);
		expect(await notesOf(ofModels('small', 'small'))).toEqual([]);
		const inLists = [{ id: 'a', rollouts: 'abcdef'.split('').map((model) => ({ model, reward: 1 })) }];
		expect((await notesOf(jsonl(inLists)))[0]).toContain('6 models (a, b, c, d …)');
		const siblings = [{ question: '?', '6b': { is_correct: false }, '175b': { is_correct: true } }];
		expect((await notesOf(jsonl(siblings)))[0]).toContain('2 models (6b, 175b)');
	});

	it('say what was taken for a success where that is doubtful', async () => {
		expect(await notesOf(jsonl([{ id: 'a', rewards: [10, 0] }]))).toEqual([
			'Success is taken to be reward ≥ 10 (rewards up to 10 were seen, so the scale is unusual; its top is taken).',
		]);
	});

	it('are none where there is nothing', async () => {
		expect(await notesOf('')).toEqual([]);
		expect(await notesOf('{"id":1}\n')).toEqual([]);
	});
});

describe('notes on a selection', () => {
	it('say that all of it is unseen, where that is not so of the dataset', async () => {
		const loaded = await load(pool(3));
		const notesOf = (count: number) => selectionNotes(bestOf(loaded, { top: { count } }), loaded.dataset);
		expect(notesOf(2)).toEqual([
			'Every chosen prompt is unseen: the choice among them is the seeded tie-break, and nothing is known of their difficulty.',
		]);
		expect(notesOf(4)).toEqual([]);
		const unseen = await load(jsonl([{ id: 'a', rewards: [] }]));
		expect(selectionNotes(bestOf(unseen, {}), unseen.dataset)).toEqual([]);
		expect(selectionNotes([], loaded.dataset)).toEqual([]);
	});
});
