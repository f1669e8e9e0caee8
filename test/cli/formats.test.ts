import { describe, expect, it } from 'vitest';
import { adapters, refusedFormats } from '../../server/formats/adapters.ts';
import { insight } from '../support/commandLine.ts';
import { missingShared, sharedData } from '../support/documents.ts';
import { testFolder } from '../support/folder.ts';

describe('insight formats', () => {
	it('lists what is known', async () => {
		const { stdout } = await insight(['formats']);
		for (const { name } of [...adapters, ...refusedFormats]) expect(stdout).toContain(`${name}: `);
	});

	it('says what was detected, why, and what came of it', async () => {
		const stdin = '{"task_id": 7, "reward": 1.0, "question": "Why?"}\n{"task_id": "7", "reward": null}\n';
		const { exitCode, stdout } = await insight(['formats', '-'], { stdin });
		expect(exitCode).toBe(0);
		for (const part of [
			'rollout-line',
			'"reward" is the reward of one rollout',
			'reward ≥ 1',
			'7, 1 of 1 solved, 1 unscored: Why?\n',
		]) {
			expect(stdout).toContain(part);
		}
		const [report] = JSON.parse((await insight(['formats', '-', '--output', 'json'], { stdin })).stdout);
		expect(report).toMatchObject({
			format: 'rollout-line',
			mapping: {
				reward: 'reward',
				success: 'reward ≥ 1',
				id: 'task_id',
				group: ['task_id'],
				prompt: 'question',
				groundTruth: null,
			},
			sample: { isAll: true, examples: 1, rollouts: 1, successes: 1 },
			records: [{ line: 1, id: '7', prompt: 'Why?', successes: 1, trials: 1, unscored: 1 }],
		});
	});

	it('reads no more than the start of a large file', async () => {
		const line = `${JSON.stringify({ id: 'x', prompt: 'p'.repeat(4000), rewards: [1, 0] })}\n`;
		const file = await (await testFolder()).file('large.jsonl', line.repeat(2000));
		const [report] = JSON.parse((await insight(['formats', file, '--output', 'json'])).stdout);
		expect(report.sample).toMatchObject({ bytes: 2 ** 18, isAll: false });
		expect((await insight(['formats', file])).stdout).toMatch(
			/found +64 examples with 128 rollouts, 64 solved, in the first 256 KiB\n/,
		);
	});

	it('shows the records behind a long preface, and of lines of token arrays the whole first', async () => {
		const folder = await testFolder();
		const simulations = Array.from({ length: 20 }, (_, trial) => ({ task_id: '0', trial, reward_info: { reward: trial % 2 } }));
		const document = JSON.stringify({ tasks: [{ policy: 'x'.repeat(400_000) }], simulations }, null, 2);
		const shown = (await insight(['formats', await folder.file('results.json', document)])).stdout;
		expect(shown).toMatch(/found +1 example with 20 rollouts, 10 solved, in the file\n/);
		expect(shown).toMatch(/line \d+ +0, 10 of 20 solved/);
		const tokens = new Array<number>(2 ** 16).fill(0.5);
		const line = {
			content: [['1 + 1?', 'Two']],
			rewards: [1],
			input_lengths: [7],
			token_ids: [tokens],
			prev_logprobs: [tokens],
			idx: 0,
		};
		const long = await insight(['formats', await folder.file('train_data_step1.jsonl', `${JSON.stringify(line)}\n`)]);
		expect(long.stdout).toContain('1 example with 1 rollout, 1 solved');
	});

	it('says what has to be decided, and what is easily got wrong', async () => {
		const rollout = (prompt: string, score: number) =>
			JSON.stringify({ input: prompt, output: '…', gts: '1', score, acc: score > 0.5 });
		const { stdout } = await insight(['formats', '-'], { stdin: `${rollout('a', 0.75)}\n${rollout('b', 0)}\n` });
		expect(stdout).toMatch(/success +the field is true \("score" says otherwise of 1 of 2 rollouts seen\)/);
		expect(stdout).toMatch(/mind +The rollouts of a prompt do not stand together\./);
		const same = '{"task_id": 1, "prompt": "a", "reward": 1}\n{"task_id": 1, "prompt": "b", "reward": 1}\n';
		expect((await insight(['formats', '-'], { stdin: same })).stdout).toContain('the prompt would make 2. Set --group to decide.');
	});

	it('refuses what is known to be no rollouts, with the reason', async () => {
		const { exitCode, stdout } = await insight(['formats', '-'], { stdin: '{"step": 1, "data": {"loss": 0.5}}\n' });
		expect(exitCode).toBe(3);
		expect(stdout).toContain('these are the metrics of training steps');
	});

	it('says why nothing was, and exits with 3', async () => {
		const stdin = '{"a": 1, "b": 2}\n';
		const { exitCode, stdout } = await insight(['formats', '-'], { stdin });
		expect(exitCode).toBe(3);
		expect(stdout).toContain('the first record has the fields a, b');
		for (const { name, title, looksLike } of adapters) expect(stdout).toContain(`    ${name}: ${title}, such as ${looksLike}\n`);
		const named = await insight(['formats', '-', '--reward', 'c'], { stdin });
		expect(named.stdout).toContain('the reward field "c", as set, is not in the first record');
		expect(named.stdout).not.toContain('Looked for');
	});

	it.skipIf(missingShared('one-shot-rlvr/math_cot_100.jsonl'))('understands real data', async () => {
		const { stdout } = await insight(['formats', sharedData('one-shot-rlvr/math_cot_100.jsonl')]);
		expect(stdout).toContain('reward-list');
		expect(stdout).toContain('"score" is a list of rewards');
	});
});
