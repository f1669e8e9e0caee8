import { describe, expect, it } from 'vitest';
import { datasetNotes, selectionNotes } from '../../../server/selection/notes.ts';
import { bestOf, pool } from '../../support/chosen.ts';
import { jsonl, load } from '../../support/dataset.ts';
import { draws } from '../../support/simulation.ts';

/** Nine prompts, each with visits of 8 rollouts, of which as many are solved as its number. */
const visited = (visits: (prompt: number) => number) =>
	Array.from({ length: 9 }, (_, prompt) =>
		Array.from({ length: visits(prompt) }, (_, step) => ({
			id: prompt,
			step,
			rewards: Array.from({ length: 8 }, (_, at) => (at < prompt ? 1 : 0)),
		})),
	).flat();

describe('notes on a dataset', () => {
	const notesOf = async (text: string, values = {}) => {
		const { dataset, settings } = await load(text, values);
		return datasetNotes(dataset, settings);
	};

	it('say that equal evidence makes information nearly irrelevant, to the ranking that it is part of', async () => {
		// By hand: insight ranks S of 8 as 3 4 2 5 1 6 7 0 8, the weight as 3 4 2 5 1 6 0 7 8 (method.md 2: scores .401 … .047).
		expect(await notesOf(pool())).toEqual([
			"Every prompt has 8 rollouts, so the ranking by insight is nearly that of the difficulty weight alone (Kendall's τ 0.94): equal evidence makes information nearly irrelevant.",
		]);
		expect(await notesOf(pool(), { 'insight.strategy': 'easy-to-hard' })).toEqual([]);
		expect(await notesOf(jsonl([{ id: 'a', rewards: [1, 0] }]))).toEqual([]);
		expect(
			await notesOf(
				jsonl([
					{ id: 'a', rewards: [1, 0] },
					{ id: 'b', rewards: [1, 0, 1] },
				]),
			),
		).toEqual([]);
		// Where a few prompts decide, that may not be so: 0 and 7 of 8 alone are in the opposite order.
		const [none, almost] = [0, 7].map((solved) => ({
			id: `s${solved}`,
			rewards: Array.from({ length: 8 }, (_, at) => (at < solved ? 1 : 0)),
		}));
		expect(await notesOf(jsonl([none, almost]))).toEqual([]);
		// Nor where it is the same number of rollouts, but not of the same steps.
		const steps = jsonl(
			[1, 2, 3].flatMap((step) =>
				[0, 1, 2].map((prompt) => ({ id: prompt, step: step + (prompt === 2 ? 2 : 0), rewards: [prompt % 2, 1] })),
			),
		);
		expect((await notesOf(steps, { 'insight.group': ['id'] })).join()).toContain('Every prompt has 6 rollouts');
		const faded = await load(steps, { 'insight.group': ['id'] }, { discount: { lambda: 0.5, per: 'step' } });
		expect(datasetNotes(faded.dataset, { ...faded.settings, discount: { lambda: 0.5, per: 'step' } }).join()).not.toContain(
			'Every prompt has',
		);
	});

	it('go by the evidence in force where it fades: equal rollouts may leave unequal evidence, and unequal ones equal', async () => {
		const fading = { lambda: 0, per: 'visit' } as const;
		// Of nine prompts with up to three visits of 8 rollouts the last visit alone counts.
		const records = visited((prompt) => 1 + (prompt % 3));
		const all = await load(jsonl(records), { 'insight.group': ['id'] });
		expect(datasetNotes(all.dataset, all.settings).join()).not.toContain('equal evidence');
		const { dataset, settings } = await load(jsonl(records), { 'insight.group': ['id'] }, { discount: fading });
		expect(datasetNotes(dataset, { ...settings, discount: fading })).toEqual([
			"Every prompt has the evidence 10 in force, so the ranking by insight is nearly that of the difficulty weight alone (Kendall's τ 0.94): equal evidence makes information nearly irrelevant.",
			'Evidence fades by λ = 0 per visit towards the prior Beta(1, 1): solved counts are of all rollouts; success rates, intervals, evidence and scores are of what is left of them.',
		]);
	});

	it('call evidence that differs by a little what it is about', async () => {
		const fading = { lambda: 0.3, per: 'visit' } as const;
		const records = visited((prompt) => 5 + (prompt % 2));
		const { dataset, settings } = await load(jsonl(records), { 'insight.group': ['id'] }, { discount: fading });
		// 2 + 8 (1 − 0.3⁵) / 0.7 = 13.4008 after five visits, 13.4202 after six.
		expect(datasetNotes(dataset, { ...settings, discount: fading }).join()).toContain(
			'Every prompt has about the evidence 13.4 in force, so',
		);
	});

	it('say what is believed because of an outage', async () => {
		const records = Array.from({ length: 80 }, (_, index) => ({ prompt: index % 10, step: Math.floor(index / 10) })).flatMap(
			({ prompt, step }) =>
				[0, 1, 2, 3].map((rollout) => ({ id: prompt, step, reward: step === 4 || (step === 6 && prompt < 5) ? 0 : rollout % 2 })),
		);
		const { dataset, settings } = await load(jsonl(records), { 'insight.group': ['id'] });
		const said = (of: typeof dataset) => datasetNotes(of, settings).find((note) => note.startsWith('An outage'));
		expect(said(dataset)).toBe(
			'An outage, by all that earlier steps say, at step 4: none of 40 rollouts succeeded. Scores count these 10 visits as failures, which they are not: take their lines out, or draw them again. Fits leave them out.',
		);
		expect(said({ ...dataset, sourceOf: (example) => (example < 5 ? 'code' : 'algebra') })).toContain(
			'at step 4, source "code"; step 4, source "algebra"; step 6, source "code": none of 60 rollouts',
		);
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
		expect((await notesOf(history([1, 2]), { ...grouped, 'insight.discount': 0.5 })).join()).not.toContain('count alike');
		expect(await notesOf(history([2, 2]), grouped)).toEqual([]);
	});

	it('say that rollouts of several models add up, where the lines tell', async () => {
		const ofModels = (...models: readonly string[]) => jsonl(models.map((model) => ({ task_id: 'a', model, reward: 1 })));
		expect(await notesOf(ofModels('small', 'large', 'small'))).toEqual([
			'The rollouts are of 2 models (small, large), as far as the lines looked at say it, and add up to what none of them can do alone: choose by those of the one that is to be trained.',
		]);
		expect(await notesOf(ofModels('small', 'small'))).toEqual([]);
		// As reasoning-gym's evaluation names its runs: two of one model are of one policy.
		const ofRuns = (...runs: readonly string[]) => jsonl(runs.map((model_run) => ({ task_id: 'a', model_run, reward: 1 })));
		const [first, second] = ['acme_small-4_20250315_163713', 'acme_small-4_20250524_191444'] as const;
		expect(await notesOf(ofRuns(first, second))).toEqual([]);
		expect((await notesOf(ofRuns(first, second, 'acme_large_20250315_181530')))[0]).toContain(
			'2 models (acme_small-4, acme_large)',
		);
		const inLists = [{ id: 'a', rollouts: 'abcdef'.split('').map((model) => ({ model, reward: 1 })) }];
		expect((await notesOf(jsonl(inLists)))[0]).toContain('6 models (a, b, c, d …)');
		const siblings = [{ question: '?', '6b': { is_correct: false }, '175b': { is_correct: true } }];
		expect((await notesOf(jsonl(siblings)))[0]).toContain('2 models (6b, 175b)');
	});

	it('say that rollouts are there more than once, as where several runs or models lie in one file', async () => {
		const run = (rewards: readonly number[]) =>
			rewards.flatMap((reward, sample) => ['a', 'b'].map((task_id) => ({ task_id, sample, reward })));
		const twice = jsonl([...run([1, 0]), ...run([0, 0])]);
		const said = '4 of 8 lines are rollouts that their example has already, the first of them on line 1 and line 5. Several runs';
		expect((await notesOf(twice, { 'insight.group': ['task_id'] })).join()).toContain(said);
		expect((await notesOf(jsonl(run([1, 0])), { 'insight.group': ['task_id'] })).join()).not.toContain('already');
	});

	it('say so of any number of lines and of rollouts among them', async () => {
		const { dataset, settings } = await load(jsonl([{ task_id: 'a', sample: 0, reward: 1 }]), { 'insight.group': ['task_id'] });
		const length = 70_000;
		const saidOf = (distinct: number): string | undefined => {
			const { uniform } = draws(31);
			const hashes = Float64Array.from({ length: distinct }, () => Math.floor(uniform() * 2 ** 21) * 2 ** 32 + uniform() * 2 ** 32);
			const sampleHash = Float64Array.from({ length }, (_, at) => hashes[at % distinct]!);
			const lines = { ...dataset.lines, length, numbers: { ...dataset.lines.numbers, sampleHash } };
			return /^(.*) lines are rollouts that/m.exec(datasetNotes({ ...dataset, lines }, settings).join('\n'))?.[1];
		};
		// From one rollout again and again to a tenth of them, which is not too many yet.
		expect([1, 20, 6_000, 62_999, 63_000, 70_000].map(saidOf)).toEqual([
			'69,999 of 70,000',
			'69,980 of 70,000',
			'64,000 of 70,000',
			'7,001 of 70,000',
			undefined,
			undefined,
		]);
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
