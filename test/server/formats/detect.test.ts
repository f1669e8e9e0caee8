/** Shapes of records → the format they are read by, what it is said to be, and what is counted with it. */
import { describe, expect, it } from 'vitest';
import { showFieldPath } from '../../../server/core/json/fieldPath.ts';
import { rolloutsOfBatch } from '../../../server/core/record/batchRecord.ts';
import { describeRewards } from '../../../server/core/record/describeRewards.ts';
import { adapters } from '../../../server/formats/adapters.ts';
import { countsOf, jsonl, load } from '../../support/dataset.ts';

/** What detection makes of records, and what is then counted. */
async function detect(records: readonly unknown[] | string, settings: Readonly<Record<string, unknown>> = {}) {
	const loaded = await load(typeof records === 'string' ? records : jsonl(records), settings);
	const { format, reason } = loaded.detections[0]!;
	return {
		format: format?.name,
		rewards: format && describeRewards(format.mapping.rewards),
		id: format?.mapping.id && showFieldPath(format.mapping.id),
		group: format?.mapping.group.map(showFieldPath),
		evidence: format?.evidence.join(' '),
		success: format?.mapping.success.reason,
		reason,
		counts: countsOf(loaded),
		codes: loaded.findings.map(({ code }) => code),
	};
}

describe('a prompt a line with its rewards in a list', () => {
	it.each([
		['rewards', { rewards: [1, 0, 0.5] }, 'rewards[]', '1/3'],
		['graded_list', { graded_list: [true, false] }, 'graded_list[]', '1/2'],
		['accs', { accs: [1.0, 0.0, 1.0] }, 'accs[]', '2/3'],
		['scores', { scores: [0.99, 1] }, 'scores[]', '1/2'],
		['score beside lists', { score: [true, false, true], code: ['a', 'b', 'c'], pred: ['1', '2', '1'] }, 'score[]', '2/3'],
		['correct', { correct: [true, true] }, 'correct[]', '2/2'],
		['reward', { reward: [0, 0, 1, null] }, 'reward[]', '1/3 and 1 unscored'],
	])('%s', async (_, fields, rewards, counts) => {
		expect(await detect([{ id: 'a', prompt: '?', ...fields }])).toMatchObject({
			format: 'reward-list',
			rewards,
			id: 'id',
			group: [],
			counts: { a: counts },
		});
	});

	it('says which fields it saw, and on how many records', async () => {
		const records = [{ id: 1, rewards: [1], responses: ['x'] }, { id: 2, rewards: [0], responses: ['y'] }, { id: 3 }];
		const { evidence, codes } = await detect(records);
		expect(evidence).toBe('"rewards" is a list of rewards, as long as "responses", in 67 % of the first 3 records.');
		expect(codes).toEqual(['missing-rollouts', 'unexplored']);
	});

	it('checks a number of rollouts that the records declare', async () => {
		const records = [
			{ id: 1, rewards: [1, 0], n_samples: 2 },
			{ id: 2, rewards: [1, 0], n_samples: 8 },
		];
		expect((await detect(records)).codes).toEqual(['count-mismatch']);
	});
});

describe('a prompt a line with its rollouts in a list', () => {
	it.each([
		[
			'rollouts',
			{
				rollouts: [
					{ response: 'x', reward: 1 },
					{ response: 'y', reward: 0 },
				],
			},
			'rollouts[].reward',
			'1/2',
		],
		['completions', { completions: [{ score: 1 }, { score: 0.1 }, { score: 1 }] }, 'completions[].score', '2/3'],
		['infos', { infos: [{ r: 0 }, { r: 1 }] }, 'infos[].r', '1/2'],
		[
			'a verdict before a reward',
			{
				rollouts: [
					{ reward: 0.9, is_correct: true },
					{ reward: 1, is_correct: false },
				],
			},
			'rollouts[].is_correct',
			'1/2',
		],
		['samples', { samples: [{ passed: true }] }, 'samples[].passed', '1/1'],
	])('%s', async (_, fields, rewards, counts) => {
		expect(await detect([{ idx: 7, question: '?', ...fields }])).toMatchObject({
			format: 'rollout-list',
			rewards,
			id: 'idx',
			counts: { 7: counts },
		});
	});
});

describe('a prompt a line with counts', () => {
	it.each([
		[{ num_correct: 3, num_rollouts: 8 }, 'num_correct (successes) of num_rollouts', '3/8'],
		[{ n_correct: 0, n_samples: 4 }, 'n_correct (successes) of n_samples', '0/4'],
		[{ successes: 2, trials: 2 }, 'successes (successes) of trials', '2/2'],
		[{ num_passed: 1, total: 5 }, 'num_passed (successes) of total', '1/5'],
		[{ num_solved: 3, num_attempts: 8 }, 'num_solved (successes) of num_attempts', '3/8'],
		[{ num_wrong: 3, n: 16 }, 'num_wrong (failures) of n', '13/16'],
		[{ failures: 8, k: 8 }, 'failures (failures) of k', '0/8'],
	])('%j', async (fields, rewards, counts) => {
		expect(await detect([{ id: 'a', ...fields }])).toMatchObject({ format: 'success-counts', rewards, counts: { a: counts } });
	});

	it('takes their word for what a success is, and so do rates', async () => {
		const counted = 'as the data count it';
		expect((await detect([{ id: 'a', num_correct: 3, num_rollouts: 8 }])).success).toBe(counted);
		expect((await detect([{ id: 'a', pass_rate: 0.5, n_samples: 8 }], { 'insight.success.threshold': 0.5 })).success).toBe(counted);
	});

	it('prefers the rewards themselves to their counts', async () => {
		expect(await detect([{ id: 'a', rewards: [1, 0, 0], num_correct: 1, num_rollouts: 3 }])).toMatchObject({
			format: 'reward-list',
			counts: { a: '1/3' },
			codes: [],
		});
	});
});

describe('a prompt a line with a solve rate', () => {
	it.each([
		[{ pass_rate: 0.375, n_samples: 8 }, 'pass_rate × n_samples', '3/8'],
		[{ solve_rate: 0.25, num_rollouts: 16 }, 'solve_rate × num_rollouts', '4/16'],
		[{ 'pass@1': 0.5, k: 4 }, 'pass@1 × k', '2/4'],
	])('%j', async (fields, rewards, counts) => {
		expect(await detect([{ id: 'a', ...fields }])).toMatchObject({ format: 'solve-rate', rewards, counts: { a: counts } });
	});

	it('takes the number of rollouts from the setting', async () => {
		expect(await detect([{ id: 'a', pass_rate: 0.25 }], { 'insight.success.trials': 8 })).toMatchObject({
			format: 'solve-rate',
			rewards: 'pass_rate × 8',
			counts: { a: '2/8' },
			evidence: '"pass_rate" is a success rate of 8 rollouts, in the first record. insight.success.trials is set to 8.',
		});
	});

	it('is refused without a number of rollouts', async () => {
		const { format, reason, codes } = await detect([{ id: 'a', pass_rate: 0.25 }]);
		expect(format).toBeUndefined();
		expect(reason).toBe('no known format fits; the first record has the fields id, pass_rate');
		expect(codes).toEqual(['unknown-format']);
	});

	it.each([[1.5], [-1], [37.5]])('is refused where a value is %d', async (value) => {
		const records = [0.5, 0.25, 1, value].map((pass_rate, id) => ({ id, pass_rate, n_samples: 8 }));
		expect((await detect(records)).format).toBeUndefined();
	});
});

describe('a rollout a line', () => {
	it('is grouped by an explicit id, wherever its lines stand', async () => {
		const records = ['a', 'b', 'c', 'b', 'a', 'c', 'a'].map((task_id, index) => ({ task_id, trial: index, reward: index % 2 }));
		expect(await detect(records)).toMatchObject({
			format: 'rollout-line',
			rewards: 'reward',
			group: ['task_id'],
			counts: { a: '0/3', b: '2/2', c: '1/2' },
			codes: [],
		});
	});

	it('knows an id as number and as text', async () => {
		const text = '{"task_id":1,"reward":1}\n{"task_id":"1","reward":0}\n{"task_id":1.0,"reward":1}\n{"task_id":2,"reward":1}\n';
		expect((await detect(text)).counts).toEqual({ 1: '2/3', 2: '1/1' });
	});

	it('is grouped by prompt and ground truth, or by the prompt alone where there is no ground truth', async () => {
		const verl = (input: string, gts: string, score: number) => ({ input, output: 'x', gts, score, step: 1 });
		const { group, counts, codes } = await detect([verl('p', '1', 1), verl('q', '2', 0), verl('p', '2', 1), verl('p', '1', 0)]);
		expect(group).toEqual(['input', 'gts']);
		expect(Object.values(counts)).toEqual(['1/2', '0/1', '1/1']);
		// The same prompt with another ground truth is no duplicate.
		expect(codes).toEqual([]);
		const without = await detect([
			{ prompt: 'p', reward: 1 },
			{ prompt: 'q', reward: 0 },
			{ prompt: 'p', reward: 0 },
		]);
		expect(without.group).toEqual(['prompt']);
		expect(Object.values(without.counts)).toEqual(['1/2', '0/1']);
	});

	it.each(['acc', 'correct', 'is_correct', 'passed', 'symbolic_correct', 'resolved'])(
		'takes the verdict %s before a reward',
		async (name) => {
			const records = [
				{ id: 'a', score: 1, reward: 1, [name]: false },
				{ id: 'a', score: -0.5, reward: 0, [name]: true },
				{ id: 'a', score: 1, reward: 1, [name]: 0 },
			];
			expect(await detect(records)).toMatchObject({ rewards: name, counts: { a: '1/3' } });
		},
	);

	it('does not take a number between for a verdict', async () => {
		expect(await detect([{ id: 'a', acc: 0.37, reward: 1 }])).toMatchObject({ rewards: 'reward', counts: { a: '1/1' } });
	});

	it('leaves out rollouts that ended in an error, where a field tells of them', async () => {
		const records = [null, 'timeout', '', null].map((error) => ({ id: 'a', reward: error === 'timeout' ? 0 : 1, error }));
		expect(await detect(records)).toMatchObject({ counts: { a: '3/3 and 1 unscored' }, codes: ['rollout-error'] });
		const measured = [0.5, 0, 0.25].map((error) => ({ id: 'a', reward: 1, error }));
		expect((await detect(measured)).counts).toEqual({ a: '3/3' });
	});

	it('is not recognised where nothing tells rollouts of different prompts apart', async () => {
		expect((await detect([{ reward: 1 }, { reward: 0 }])).format).toBeUndefined();
	});

	it('is grouped by the instance of SWE-bench', async () => {
		const records = [1, 2].map((run) => ({ instance_id: 'django-1', model_patch: '…', resolved: run === 1 }));
		expect(await detect(records)).toMatchObject({ format: 'rollout-line', group: ['instance_id'], counts: { 'django-1': '1/2' } });
	});

	it('is recognised where most rewards are NaN or null', async () => {
		const text = '{"task_id":1,"reward":NaN}\n{"task_id":1,"reward":null}\n{"task_id":1,"reward":NaN}\n{"task_id":1,"reward":1}\n';
		expect(await detect(text)).toMatchObject({ format: 'rollout-line', counts: { 1: '1/1 and 3 unscored' } });
	});
});

describe('a key that does not tell prompts apart', () => {
	const rollout = (id: number, prompt: string, more: object = {}) => ({ task_id: id, prompt, reward: 1, ...more });

	it('is doubted, with both readings counted', async () => {
		const { findings, dataset } = await load(
			jsonl([rollout(0, 'a'), rollout(1, 'b'), rollout(0, 'c'), rollout(1, 'b'), rollout(0, 'd')]),
		);
		expect(findings.map(({ code, message }) => [code, message])).toEqual([
			[
				'ambiguous-group',
				'Rollouts are grouped by "task_id", of which 1 of 2 have different prompts: of the first 5 records that makes 2 examples, ' +
					'the prompt would make 4. Set insight.group to decide.',
			],
		]);
		expect(dataset.examples.length).toBe(2);
	});

	it('is not where the user decided', async () => {
		const records = [rollout(0, 'a'), rollout(0, 'c')];
		expect((await detect(records, { 'insight.group': ['task_id'] })).codes).toEqual([]);
	});

	it('is one with the step, where ids start anew in every step', async () => {
		const records = [1, 2].flatMap((step) => [0, 1, 0].map((id) => rollout(id, `${id} of ${step}`, { step })));
		const { group, codes } = await detect(records);
		expect(group).toEqual(['task_id', 'step']);
		expect(codes).toEqual([]);
	});

	it('takes a step that is a text, as TRL writes it', async () => {
		const rollout = (step: string, reward: number) => ({
			step,
			prompt: 'One?',
			completion: '1',
			accuracy_reward: reward,
			format_reward: 1,
		});
		const { detections, dataset } = await load(jsonl([rollout('10', 1), rollout('10', 0), rollout('20', 1)]), {});
		expect(detections[0]!.format?.name).toBe('trl');
		expect([...(dataset.visits?.steps ?? [])]).toEqual([10, 20]);
	});

	it('is the id alone where an example comes back in another step', async () => {
		const records = [1, 2].flatMap((step) => [0, 1, 0].map((id) => rollout(id, `${id}`, { step })));
		expect(await detect(records)).toMatchObject({ group: ['task_id'], counts: { 0: '4/4', 1: '2/2' } });
	});

	it('is a number that says too little, where NeMo-RL does not write how many rollouts a prompt has', async () => {
		const records = [0, 1].map((idx) => ({ idx, content: [`${idx}`], rewards: [1] }));
		const { codes, counts } = await detect(records);
		expect(codes).toEqual(['ambiguous-group']);
		expect(counts).toEqual({ 0: '1/1', 1: '1/1' });
		expect(await detect(records, { 'insight.success.trials': 2 })).toMatchObject({ codes: [], counts: { 0: '2/2' } });
	});
});

describe('two outcomes of one rollout', () => {
	const rollout = (acc: boolean, score: number) => ({ input: 'p', gts: '1', output: '…', acc, score });

	it('that agree are no matter', async () => {
		expect((await detect([rollout(true, 1), rollout(false, 0)])).codes).toEqual([]);
	});

	it('that disagree are said', async () => {
		const { success, codes } = await detect([rollout(true, 1), rollout(false, 1), rollout(true, 0.5)]);
		expect(codes).toEqual(['ambiguous-success']);
		expect(success).toBe('the field is true ("score" says otherwise of 2 of 3 rollouts seen)');
	});
});

describe('soft successes', () => {
	const records = [{ id: 'a', rewards: [1, 0.25, 0, -1, 0.5] }];

	it('count rewards below the threshold in part', async () => {
		expect(await detect(records, { 'insight.success.soft': true })).toMatchObject({ counts: { a: '1.75/5' }, codes: [] });
		const half = { 'insight.success.soft': true, 'insight.success.threshold': 0.5 };
		expect((await detect(records, half)).counts).toEqual({ a: '2.5/5' });
	});
});

describe('rollouts that are there twice', () => {
	const rollout = (task_id: number, trial: number, more: object = {}) => ({ task_id, trial, reward: 1, ...more });

	it('are said, by their number', async () => {
		const { findings } = await load(jsonl([rollout(0, 0), rollout(0, 1), rollout(1, 0), rollout(0, 1)]));
		expect(findings.map(({ code, lineNumber, related }) => [code, lineNumber, related?.lineNumber])).toEqual([
			['duplicate-sample', 3, 1],
		]);
	});

	it('are not, where another file counts anew, unless it is of the same step', async () => {
		const codes = async (step: object) =>
			(await load([jsonl([rollout(0, 0, step)]), jsonl([rollout(0, 0, step)])])).findings.map(({ code }) => code);
		expect(await codes({})).toEqual([]);
		expect(await codes({ step: 7 })).toEqual(['duplicate-sample']);
	});

	it('are one finding about the key where nearly all are', async () => {
		const runs = ['a', 'b'].flatMap((run) => [0, 1, 2].map((trial) => rollout(0, trial, { run })));
		const { findings } = await load(jsonl(runs));
		expect(findings.filter(({ code }) => code !== 'mastered').map(({ code, lineNumber }) => [code, lineNumber])).toEqual([
			['ambiguous-group', 3],
		]);
		expect(findings.at(-1)?.message).toMatch(/3 of 6 lines .* line 1 and line 4/);
	});

	it('are the same step twice, where a line holds all of a step', async () => {
		const visit = (step: number) => ({ id: 'a', step, rewards: [1, 0] });
		expect(await detect([visit(1), visit(2), visit(2)])).toMatchObject({ counts: { a: '3/6' }, codes: ['duplicate-sample'] });
	});
});

describe('two formats in one file', () => {
	const verl = (index: number) => ({ input: `p${index % 5}`, gts: '1', output: '…', score: 1, step: 1 });
	const other = (index: number) => ({ task_id: index, passed: true, completion: '…' });
	const many = (length: number, of: (index: number) => object) => Array.from({ length }, (_, index) => of(index));

	it.each([
		['side by side', [...many(12, verl), ...many(8, other)], 12, '8 of 20 records'],
		['with a change far behind the sample', [...many(2000, verl), ...many(10, other)], 2000, '10 of 2,010 records'],
	])('%s are said at the first line that is not counted', async (_, records, line, count) => {
		const { findings, detections } = await load(jsonl(records));
		expect(detections[0]?.format?.name).toBe('verl');
		const mixed = findings.filter(({ code }) => code === 'mixed-formats');
		expect(mixed.map(({ lineNumber }) => lineNumber)).toEqual([line]);
		expect(mixed[0]?.message).toMatch(new RegExp(`^${count}, the first on line ${line + 1}, lack "score"`));
	});

	it('are not a few records without a reward', async () => {
		const records = many(100, (index) => (index % 30 === 0 ? { input: 'q', gts: '1', output: '…' } : verl(index)));
		expect((await detect(records)).codes).not.toContain('mixed-formats');
	});
});

describe('what counts as a success', () => {
	const lines = (rewards: readonly unknown[]) => rewards.map((reward) => ({ id: 'a', reward }));
	it.each([
		['−1 and 1', [1, -1, -1, 1], '2/4', 'reward 1 (the rewards are −1 and 1)', false],
		['booleans', [true, false, true], '2/3', 'the field is true', false],
		['0 and 1', [1, 0, 0], '1/3', 'reward ≥ 1', false],
		['1.0 as a float', [1.0, 0.0], '1/2', 'reward ≥ 1', false],
		[
			'credit for the format, which is none',
			[0.1, 0.05, 0.01, 1],
			'1/4',
			'reward ≥ 1 (of 4 rewards at the start 3 lie between 0 and 1: all such count as failures, unless insight.success.soft is set)',
			true,
		],
		['rewards that never reach 1', [0.1, 0.9], '0/2', 'reward ≥ 1 (which no reward seen reaches: the largest is 0.9)', true],
		['penalties alone', [-1, 0, 0], '0/3', 'reward ≥ 1 (which no reward seen reaches: the largest is 0)', true],
		['failures alone', [0, 0, null], '0/2 and 1 unscored', 'reward ≥ 1', false],
		['−1 alone', [-1, -1], '0/2', 'reward 1 (the rewards are −1 and 1)', false],
		['a bonus', [1.1, 1, 0], '2/3', 'reward ≥ 1 (rewards up to 1.1 were seen, so the scale is unusual)', true],
		['0 to 10', [10, 7, 0, 10], '2/4', 'reward ≥ 10 (rewards up to 10 were seen, so the scale is unusual; its top is taken)', true],
		['−1, 0 and 1', [-1, 0, 1], '1/3', 'reward ≥ 1', false],
		['null beside booleans', [true, null, false], '1/2 and 1 unscored', 'reward ≥ 1', false],
	])('among %s', async (_, rewards, counts, success, isDoubtful) => {
		const detected = await detect(lines(rewards));
		expect(detected.counts).toEqual({ a: counts });
		expect(detected.success).toBe(success);
		expect(detected.codes).toEqual(isDoubtful ? ['ambiguous-success'] : []);
	});

	it('is said aloud where the scale is unusual', async () => {
		const { findings, dataset } = await load(jsonl(lines([10, 0])));
		expect(findings.map(({ message }) => message)).toEqual([
			'Success is taken to be reward ≥ 10 (rewards up to 10 were seen, so the scale is unusual; its top is taken). Set insight.success.threshold to say what it is.',
		]);
		expect(dataset.format?.mapping.success.isDoubtful).toBe(true);
	});

	it('is doubted where a later reward is above the scale seen', async () => {
		const rewards = [...new Array<number>(300).fill(0), 1, 5];
		expect((await detect(rewards.map((reward, index) => ({ id: `${index % 7}`, reward })))).codes).toContain('ambiguous-success');
	});

	it('follows the setting without doubt', async () => {
		expect(await detect(lines([10, 7, 0]), { 'insight.success.threshold': 5 })).toMatchObject({
			counts: { a: '2/3' },
			success: 'reward ≥ 5, as set',
			codes: [],
		});
		expect((await detect(lines([0.1, 0]), { 'insight.success.threshold': 0.1 })).counts).toEqual({ a: '1/2' });
		expect((await detect(lines([-1, 0]), { 'insight.success.threshold': 0 })).counts).toEqual({ a: '1/2' });
	});
});

describe('settings', () => {
	it('name the reward field, at any depth, also with dots in it', async () => {
		const record = { id: 'a', reward: 1, extra: { score: 0 }, 'my.score': 1, list: [{ ok: true }, { ok: false }] };
		const counted = async (field: string) => (await detect([record], { 'insight.success.field': field })).counts;
		expect(await counted('extra.score')).toEqual({ a: '0/1' });
		expect(await counted('/my.score')).toEqual({ a: '1/1' });
		expect(await counted('list[].ok')).toEqual({ a: '1/2' });
		expect(await counted('/list/-/ok')).toEqual({ a: '1/2' });
	});

	it('name a list of rewards as such', async () => {
		const records = [{ id: 'a', mine: [1, 0, 1] }];
		expect(await detect(records, { 'insight.success.field': 'mine' })).toMatchObject({ format: 'custom', counts: { a: '2/3' } });
		expect((await detect(records, { 'insight.success.field': 'mine[]' })).counts).toEqual({ a: '2/3' });
	});

	it('name the reward of single rollouts, which are grouped as without the setting', async () => {
		const records = [
			{ input: 'p', gts: 1, mine: 1 },
			{ input: 'q', gts: 1, mine: 1 },
			{ input: 'p', gts: 1, mine: 0 },
		];
		const detected = await detect(records, { 'insight.success.field': 'mine' });
		expect(detected.group).toEqual(['input', 'gts']);
		expect(Object.values(detected.counts)).toEqual(['1/2', '1/1']);
	});

	it('name a rate, with the number of rollouts beside it', async () => {
		const records = [
			{ id: 'a', mine: 0.25 },
			{ id: 'b', mine: null },
			{ id: 'c', mine: 1 },
		];
		const set = { 'insight.success.field': 'mine', 'insight.success.trials': 8 };
		expect((await detect(records, set)).counts).toEqual({ a: '2/8', b: '0/0 and 8 unscored', c: '8/8' });
	});

	it('name another of several models, scorers or reward functions, and keep the rest of the format', async () => {
		const skywork = { extra_info: { index: 7, model_difficulty: { small: 12, 'large-1.5B': 4 } } };
		expect((await detect([skywork])).counts).toEqual({ 7: '4/16' });
		const large = { 'insight.success.field': '/extra_info/model_difficulty/large-1.5B' };
		expect((await detect([skywork], large)).counts).toEqual({ 7: '12/16' });

		const intellect = { problem_id: 'p', verification_info: '{}', solve_rate_a: 0.5, solve_rate_b: 0.25 };
		expect((await detect([intellect], { 'insight.success.field': 'solve_rate_b' })).counts).toEqual({ p: '2/8' });

		const inspect = (epoch: number) => ({ id: 's', epoch, scores: { a: { value: 'I' }, b: { value: 'C' } } });
		const other = { 'insight.success.field': 'scores.b.value' };
		expect((await detect([inspect(1), inspect(2)])).counts).toEqual({ s: '0/2' });
		expect((await detect([inspect(1), inspect(2)], other)).counts).toEqual({ s: '2/2' });

		const reward = (score: number) => ({ score, weight: 0.5 });
		const episode = { env: {}, task: { key: 't' }, traces: [{ rewards: { right: reward(1), brief: reward(0) } }] };
		expect((await detect([episode, episode])).counts).toEqual({ t: '0/2' });
		const right = { 'insight.success.field': 'traces[].rewards.right.score' };
		expect((await detect([episode, episode], right)).counts).toEqual({ t: '2/2' });
	});

	it('say how many rollouts in a row are one group, in lines of several megabytes of tokens', async () => {
		const tokens = Array.from({ length: 400_000 }, (_, index) => index);
		const line = (idx: number) => ({ content: [['?', `${idx}`]], rewards: [idx % 3 === 0 ? 1 : 0], token_ids: [tokens], idx });
		const loaded = await load(jsonl([0, 1, 2, 3].map(line)), { 'insight.success.trials': 2 });
		expect(loaded.detections[0]?.format?.name).toBe('nemo-rl');
		expect(loaded.dataset.examples.slice(0, 9).map(({ group }) => `${group.successes}/${group.trials}`)).toEqual(['1/2', '1/2']);
	});

	it('say when the field to group by is not there, and what is', async () => {
		const { format, reason } = await detect([{ task_id: 1, reward: 1 }], { 'insight.group': ['task_id', 'tsak'] });
		expect(format).toBeUndefined();
		expect(reason).toBe(
			'the field "tsak" to group by, as set, is not in the first record; the first record has the fields task_id, reward',
		);
	});

	it('say when the field is not there, and what is', async () => {
		const { format, reason } = await detect([{ id: 'a', reward: 1 }], { 'insight.success.field': 'rewrad' });
		expect(format).toBeUndefined();
		expect(reason).toBe(
			'the reward field "rewrad", as set, is not in the first record; the first record has the fields id, reward',
		);
	});

	it('choose a format over one that fits better', async () => {
		const record = { id: 'a', rewards: [1, 0], num_correct: 3, num_rollouts: 8 };
		expect(await detect([record], { 'insight.format': 'success-counts' })).toMatchObject({
			format: 'success-counts',
			counts: { a: '3/8' },
		});
	});

	it('say when the format does not fit, or is none', async () => {
		const records = [{ id: 'a', rewards: [1, 0] }];
		expect((await detect(records, { 'insight.format': 'rollout-line' })).reason).toBe(
			'the format "rollout-line", as set, does not fit; the first record has the fields id, rewards',
		);
		expect((await detect(records, { 'insight.format': 'nope' })).reason).toBe(
			`there is no format "nope"; known are ${adapters.map(({ name }) => name).join(', ')}`,
		);
	});

	it('choose what rollouts are grouped by', async () => {
		const records = [
			{ id: 'a', step: 1, reward: 1 },
			{ id: 'a', step: 2, reward: 0 },
			{ id: 'a', step: 1, reward: 1 },
		];
		const detected = await load(jsonl(records), { 'insight.group': ['step', 'id'] });
		expect([...detected.dataset.examples].map(({ group }) => `${group.id} ${group.successes}/${group.trials}`)).toEqual([
			'a 2/2',
			'a 0/1',
		]);
		expect(await detect(records, { 'insight.group': ['step'] })).toMatchObject({ id: 'step', counts: { 1: '2/2', 2: '0/1' } });
	});

	it('group lists too', async () => {
		const records = [
			{ id: 'a', rewards: [1, 0] },
			{ id: 'a', rewards: [1] },
		];
		expect((await detect(records)).codes).toEqual(['duplicate-id']);
		expect(await detect(records, { 'insight.group': ['id'] })).toMatchObject({ counts: { a: '2/3' }, codes: [] });
	});
});

describe('what frameworks write in several ways', () => {
	it("of Inspect's scorers with several values the first is read, and its words are numbers", async () => {
		const sample = (id: number, value: unknown) => ({ id, epoch: 1, input: '?', target: '1', scores: { s: { value } } });
		expect(await detect([sample(1, { correct: 1, fluent: 0.2 }), sample(2, { correct: 0, fluent: 0.9 })])).toMatchObject({
			rewards: 'scores.s.value.correct',
			counts: { 1: '1/1', 2: '0/1' },
		});
		expect((await detect(['yes', 'no', 'C'].map((value, id) => sample(id, value)))).counts).toEqual({
			0: '1/1',
			1: '0/1',
			2: '1/1',
		});
	});

	it('lm-evaluation-harness named no filters in early versions', async () => {
		const document = { doc_id: 0, doc: { question: '?' }, arguments: [['?', {}]], resps: [['x']], filtered_resps: ['x'] };
		expect(
			await detect([
				{ ...document, exact_match: 1 },
				{ ...document, doc_id: 1, exact_match: 0 },
			]),
		).toMatchObject({
			format: 'lm-evaluation-harness',
			counts: { 0: '1/1', 1: '0/1' },
		});
	});

	it('what open-instruct adds to its 10 for the format is no part of the scale', async () => {
		const rollout = { step: 1, prompt_idx: 0, prompt_tokens: [1], response_tokens: [2] };
		const rewarded = (rewards: readonly number[]) =>
			detect(rewards.map((reward, sample_idx) => ({ ...rollout, sample_idx, reward })));
		expect(await rewarded([1, 0, 1])).toMatchObject({
			counts: { 0: '0/3' },
			success: "reward ≥ 10 (the top of this format's scale; the largest seen is 1)",
		});
		expect((await rewarded([5, 0])).counts).toEqual({ 0: '1/2' });
		expect((await rewarded([11, 10, 1, 0])).counts).toEqual({
			0: '2/4',
		});
	});

	it('percentages that failed are told from grades by their steps of 1/128', async () => {
		const graded = (difficulty: number) => ({ problem: `p${difficulty}`, answer: '1', difficulty });
		expect(await detect([graded(99.21875), graded(50)])).toMatchObject({
			format: 'deepscaler',
			counts: { 'line 1': '1/128', 'line 2': '64/128' },
		});
		for (const grades of [
			[25, 50, 75],
			[99.21875, 7.3],
			[1, 8],
		])
			expect((await detect(grades.map(graded))).reason).toMatch(/grade of difficulty/);
	});

	it('averages whose name says of how many are rates', async () => {
		const rated = (rate: unknown) => ({ question: `q${rate}`, answer: '1', 'avg@8_qwen3_4b': rate });
		expect(await detect([rated(0.375), rated(1), rated(null)])).toMatchObject({
			format: 'solve-rate',
			rewards: 'avg@8_qwen3_4b × 8',
			counts: { 'line 1': '3/8', 'line 2': '8/8', 'line 3': '0/0 and 8 unscored' },
		});
		expect((await detect([rated(12)])).format).toBeUndefined();
	});
});

describe('names that scripts give', () => {
	it('an id of each rollout names no example where prompts repeat', async () => {
		const rollouts = [0, 1, 2, 3].map((at) => ({ id: `r${at}`, question: `q${at >> 1}`, answer: '1', reward: at & 1 }));
		const { format, group, codes, counts } = await detect(rollouts);
		expect([format, group, codes]).toEqual(['rollout-line', ['question', 'answer'], ['ambiguous-group']]);
		expect(counts).toEqual({ r0: '1/2', r2: '1/2' });
		// A prompt that stands twice among many is a slip of the data.
		const slip = [...rollouts.slice(0, 2), ...[7, 8, 9].map((at) => ({ ...rollouts[0]!, id: `r${at}`, question: `q${at}` }))];
		expect((await detect(slip)).group).toEqual(['id']);
	});

	it('success is a verdict where there is no reward beside it', async () => {
		const line = { task_id: 'a', success: true };
		expect(await detect([line, { ...line, success: false }])).toMatchObject({ rewards: 'success', counts: { a: '1/2' } });
		expect(
			await detect([
				{ ...line, reward: 0 },
				{ ...line, reward: 0 },
			]),
		).toMatchObject({ rewards: 'reward', counts: { a: '0/2' } });
		expect(await detect([{ id: 'a', trials: [{ success: true }, { success: false }] }])).toMatchObject({
			format: 'rollout-list',
			counts: { a: '1/2' },
		});
	});

	it('correct is a count where it is above 1 somewhere', async () => {
		const counted = (id: string, correct: number) => ({ id, correct, total: 4 });
		expect(await detect([counted('a', 3), counted('b', 1)])).toMatchObject({
			format: 'success-counts',
			counts: { a: '3/4', b: '1/4' },
		});
		expect((await detect([counted('a', 1), counted('b', 0)])).format).toBe('rollout-line');
	});
});

describe('what is not recognised', () => {
	it('is said with the fields that were seen', async () => {
		expect((await detect([{ step: 3, info: { loss: 0.1 } }])).reason).toBe(
			'no known format fits; the first record has the fields step, info',
		);
		expect((await detect('{}\n')).reason).toBe('no known format fits; the first record has no fields');
		expect((await detect('\n\n')).reason).toBe('no record was found at the start of the file');
	});

	it('is said with the reason where it is known', async () => {
		expect((await detect([{ step: 3, data: { loss: 0.1 } }])).reason).toMatch(/metrics of training steps .* not rollouts/);
		expect((await detect([{ problem: '?', difficulty: 7.5 }])).reason).toMatch(/"difficulty" is a grade of difficulty/);
	});

	it('is no grade of difficulty beside rewards, though some records lack the rewards', async () => {
		const graded = { prompt: '?', level: 3 };
		const { format } = await detect([{ ...graded, rewards: [1, 0] }, { ...graded, rewards: [0, 0] }, graded]);
		expect(format).toBe('reward-list');
	});

	it('is said with how many fields were not named', async () => {
		const record = Object.fromEntries(Array.from({ length: 23 }, (_, index) => [`field${index}`, 'x']));
		expect((await detect([record])).reason).toMatch(/field18, field19 and 3 more$/);
	});

	it.each([
		['lists of strings', { id: 'a', rewards: ['1', '0'] }],
		['a metric log', { step: 1, data: { reward: 0.5 } }],
		['token lists', { id: 'a', tokens: [1, 2, 3] }],
		['rollouts without a reward', { id: 'a', rollouts: [{ response: 'x' }] }],
		['a training set', { id: 'a', prompt: '?', answer: '2' }],
	])('is %s', async (_, record) => {
		expect((await detect([record])).format).toBeUndefined();
	});
});

describe('the format that fits best', () => {
	it('is the one most records have', async () => {
		const counts = { num_correct: 1, num_rollouts: 2 };
		const records = [1, 2, 3, 4].map((id) => (id < 3 ? { id, rewards: [1, 0], ...counts } : { id, ...counts }));
		expect((await detect(records)).format).toBe('success-counts');
		expect((await detect(records.slice(0, 3))).evidence).toContain('in 100 % of the first 3 records');
	});

	it('names the next best', async () => {
		const { detections } = await load(jsonl([{ id: 'a', rewards: [1, 0], num_correct: 1, num_rollouts: 2 }]));
		expect(detections[0]?.format?.runnerUp).toEqual({
			name: 'success-counts',
			evidence: '"num_correct" counts successes among "num_rollouts"',
		});
	});

	it.each(adapters.map((adapter) => [adapter.name, adapter] as const))('%s has a name, a title and an example', (_, adapter) => {
		expect(adapters.filter(({ name }) => name === adapter.name)).toHaveLength(1);
		expect(adapter.title).not.toBe('');
		expect(adapter.looksLike).toMatch(/^\{.*\}$/);
	});
});

describe('columns of reward functions', () => {
	it('are about the answer where their name says so and does not speak of its form', async () => {
		const records = [3, -1].map((check_answer) => ({
			...{ step: 1, prompt: 'One?', completion: '1', match_format_exactly: 3, match_format_approximately: 0.5 },
			check_answer,
		}));
		expect(await detect(records)).toMatchObject({ format: 'trl', rewards: 'check_answer' });
	});

	it('stand beside messages in early files of ms-swift', async () => {
		const messages = ['One?', 'One?', 'Two?', 'Two?'].map((content) => [{ role: 'user', content }]);
		const batch = { step: Array(4).fill('1'), messages, completion: ['1', '2', '3', '4'], reward: [1, 0, 1, 1] };
		expect(rolloutsOfBatch(batch)).toHaveLength(4);
		expect(await detect(rolloutsOfBatch(batch)!)).toMatchObject({
			rewards: 'reward',
			counts: { 'line 1': '1/2', 'line 3': '2/2' },
		});
	});
});
