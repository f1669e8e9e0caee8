import { readdir, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';
import { jsonl } from '../support/dataset.ts';
import { testFolder } from '../support/folder.ts';

const pool = jsonl(
	Array.from({ length: 40 }, (_, index) => ({ id: `p${index}`, rewards: index % 2 === 0 ? [] : [1, 0, 1, 0, 0, 0, 0, 1] })),
);
const rewardsOf = (ids: readonly string[], solved = 3) =>
	jsonl(ids.map((id) => ({ id, rewards: Array.from({ length: 8 }, (_, at) => (at < solved ? 1 : 0)) })));
const batchIn = (stdout: string): readonly string[] => stdout.trimEnd().split('\n');

async function startedRun(...options: readonly string[]) {
	const folder = await testFolder();
	const dataset = await folder.file('pool.jsonl', pool);
	const state = `${folder.path}/run.json`;
	const step = (...args: readonly string[]) => insight(['next', '--state', state, '--batch', '4', ...args]);
	const { stdout } = await step(dataset, ...options);
	return { folder, dataset, state, step, batch: batchIn(stdout) };
}

describe('insight next', () => {
	it('hands out a batch, counts its rewards, and hands out the next', async () => {
		const { folder, state, step, batch } = await startedRun();
		expect(batch).toHaveLength(4);
		expect((await step()).stdout.trimEnd().split('\n')).toEqual(batch);
		const rewards = await folder.file('rewards.jsonl', rewardsOf(batch));
		const { exitCode, stdout, stderr } = await step('--rewards', rewards, '--output', 'json');
		expect(exitCode, stderr).toBe(0);
		const { step: nextStep, ids } = JSON.parse(stdout);
		expect(nextStep).toBe(2);
		expect(ids).not.toEqual(batch);
		const { examples, ...run } = JSON.parse(await readFile(state, 'utf8'));
		expect(run).toMatchObject({ kind: 'insight run', version: 1, step: 2, pending: ids });
		const at = examples.ids.indexOf(batch[0]);
		// Seen ones had 3 of 8 before.
		const before = examples.trials[at] - 8;
		expect([examples.successes[at], examples.solved[at], examples.lastStep[at]]).toEqual([
			3 + (before > 0 ? 3 : 0),
			3 + (before > 0 ? 3 : 0),
			1,
		]);
		expect(await readdir(folder.path)).toEqual(['pool.jsonl', 'rewards.jsonl', 'run.json']);
	});

	it('goes by the strategy and the target of the settings file beside the dataset', async () => {
		const folder = await testFolder();
		const dataset = await folder.file('pool.jsonl', pool);
		await folder.file('insight.jsonc', '{ "strategy": "expected-difficulty", "target": 0.9 }');
		const state = `${folder.path}/run.json`;
		await insight(['next', dataset, '--state', state, '--batch', '4']);
		const { rules } = JSON.parse(await readFile(state, 'utf8'));
		expect(rules).toMatchObject({ strategy: 'expected-difficulty', parameters: { target: 0.9 } });
	});

	it('replays to the same batches, and to others under another seed', async () => {
		const play = async (...options: readonly string[]) => {
			const { folder, step, batch } = await startedRun(...options);
			const batches = [batch];
			for (let count = 0; count < 3; count++) {
				const rewards = await folder.file(`${count}.jsonl`, rewardsOf(batches.at(-1)!, count));
				batches.push(batchIn((await step('--rewards', rewards)).stdout));
			}
			return batches;
		};
		const first = await play();
		expect(await play()).toEqual(first);
		expect(await play('--seed', '1')).not.toEqual(first);
	});

	it('counts prompts without scored rollouts as not visited, and says so', async () => {
		const { folder, state, step, batch } = await startedRun();
		const rewards = await folder.file(
			'r.jsonl',
			jsonl([
				{ id: batch[0], rewards: [1, 0] },
				{ id: batch[1], rewards: [null, null] },
			]),
		);
		const { stderr } = await step('--rewards', rewards);
		expect(stderr).toMatch(/3 prompts of the batch of step 1 without rewards/);
		const { examples } = JSON.parse(await readFile(state, 'utf8'));
		expect(batch.map((id) => examples.lastStep[examples.ids.indexOf(id)])).toEqual([1, 0, 0, 0]);
	});

	it('takes every prompt of a pool smaller than the batch', async () => {
		const folder = await testFolder();
		const dataset = await folder.file('one.jsonl', jsonl([{ id: 'only', rewards: [1, 0] }]));
		const { stdout, stderr } = await insight(['next', dataset, '--state', `${folder.path}/s.json`, '--batch', '4']);
		expect(stdout).toBe('only\n');
		expect(stderr).toMatch(/The batch has 1 prompt: there are no more/);
	});

	it('refuses rewards that came before, of another step, of unknown prompts, or twice', async () => {
		const { folder, step, batch, state } = await startedRun();
		const rewards = await folder.file('r.jsonl', rewardsOf(batch));
		expect((await step('--rewards', rewards, '--step', '2')).stderr).toMatch(
			/step 2 has not been handed out: the run waits for .* step 1/,
		);
		expect((await step('--rewards', rewards)).exitCode).toBe(0);
		const kept = await readFile(state, 'utf8');
		const refused = async (message: RegExp, ...args: readonly string[]) => {
			const { exitCode, stderr, stdout } = await step(...args);
			expect(stderr).toMatch(message);
			expect([exitCode, stdout]).toEqual([3, '']);
			expect(await readFile(state, 'utf8')).toBe(kept);
		};
		await refused(/these are the rewards of step 1, which were counted already/, '--rewards', rewards);
		await refused(/step 1 was counted already/, '--rewards', rewards, '--step', '1');
		await refused(
			/not in the batch of step 2: are these rewards of an earlier step/,
			'--rewards',
			await folder.file('o.jsonl', rewardsOf(batch, 4)),
		);
		await refused(/"x" is not in the dataset of this run/, '--rewards', await folder.file('x.jsonl', rewardsOf(['x'])));
		await refused(/"x" has rewards in two records/, '--rewards', await folder.file('t.jsonl', rewardsOf(['x', 'x'])));
	});

	it('fixes the rules when the state is made', async () => {
		const { step } = await startedRun('--k', '16');
		const { exitCode, stderr } = await step('--k', '8');
		expect(exitCode).toBe(2);
		expect(stderr).toMatch(/--k is fixed in .*run\.json/);
	});

	it('refuses states of other datasets, newer versions, torn and damaged ones', async () => {
		const { folder, state, step } = await startedRun();
		const text = await readFile(state, 'utf8');
		const other = await folder.file('other.jsonl', jsonl([{ id: 'a', rewards: [1] }]));
		expect((await step(other)).stderr).toMatch(/is of another dataset/);
		const refusal = async (changed: string) => {
			await writeFile(state, changed);
			const { exitCode, stderr } = await step();
			expect(exitCode).toBe(3);
			expect(await readFile(state, 'utf8')).toBe(changed);
			return stderr;
		};
		expect(await refusal(text.slice(0, 500))).toMatch(/not whole JSON/);
		expect(await refusal('{}')).toMatch(/not the state of a run/);
		expect(await refusal(text.replace('"version":1', '"version":2'))).toMatch(
			/newer version of InSight \(state version 2, known is 1\)/,
		);
		expect(await refusal(text.replace('"solved":[', '"solved":[null,'))).toMatch(/damaged: "solved" is not a list of 40 numbers/);
		expect(await refusal(text.replace('"ids":["p0"', '"ids":["p1"'))).toMatch(/damaged: an id stands twice/);
		expect(await refusal(text.replace('"eta":3', '"eta":null'))).toMatch(/damaged: its parameters are not numbers/);
		expect(await refusal(text.replace('"step":1', '"step":0'))).toMatch(/damaged: its step/);
		expect(await refusal(text.replace('"strategy":"insight"', '"strategy":"best"'))).toMatch(/the strategy "best" is not known/);
	});

	it('needs a dataset with ids to begin', async () => {
		const folder = await testFolder();
		const begin = async (records: readonly object[]) =>
			insight(['next', await folder.file('d.jsonl', jsonl(records)), '--state', `${folder.path}/s.json`, '--batch', '2']);
		expect((await begin([{ rewards: [1, 0] }])).stderr).toMatch(/line 1 has no id: a trainer could not name it/);
		expect(
			(
				await begin([
					{ id: 'a', rewards: [1] },
					{ id: 'a', rewards: [0] },
				])
			).stderr,
		).toMatch(/line 2 has the id "a" of an earlier one/);
		const { exitCode, stderr } = await insight(['next', '--state', `${folder.path}/s.json`, '--batch', '2']);
		expect(exitCode).toBe(2);
		expect(stderr).toMatch(/s\.json is not there: name the dataset/);
		expect(await readdir(folder.path)).toEqual(['d.jsonl']);
	});
});
