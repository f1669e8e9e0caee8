import { readdir, readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
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

	it('counts prompts without scored rollouts as not visited where that is asked for, and says so', async () => {
		const { folder, state, step, batch } = await startedRun();
		const kept = await readFile(state, 'utf8');
		const rewards = await folder.file(
			'r.jsonl',
			jsonl([
				{ id: batch[0], rewards: [1, 0] },
				{ id: batch[1], rewards: [null, null] },
			]),
		);
		const whole = await step('--rewards', rewards);
		expect([whole.exitCode, whole.stdout, await readFile(state, 'utf8')]).toEqual([3, '', kept]);
		const missing = batch.slice(1).map((id) => `"${id}"`);
		expect(whole.stderr).toContain(
			`${missing.join(', ')} are without rewards, 3 of 4 prompts in the batch of step 1. Give the rewards of all, or say --partial`,
		);
		const { stderr } = await step('--rewards', rewards, '--partial');
		expect(stderr).toMatch(/3 prompts of the batch of step 1 without rewards/);
		const { examples } = JSON.parse(await readFile(state, 'utf8'));
		expect(batch.map((id) => examples.lastStep[examples.ids.indexOf(id)])).toEqual([1, 0, 0, 0]);
	});

	it('says which rollouts of the rewards do not count', async () => {
		const { folder, state, step, batch } = await startedRun();
		const lines = batch.map((id) => `{"id": "${id}", "rewards": [1, NaN, null, 0]}\n`).join('');
		const { exitCode, stderr } = await step('--rewards', await folder.file('r.jsonl', lines));
		expect(exitCode, stderr).toBe(0);
		expect(stderr).toMatch(/8 rollouts in .*r\.jsonl have no score \(null, NaN or an error\) and do not count\./);
		const { examples } = JSON.parse(await readFile(state, 'utf8'));
		const at = examples.ids.indexOf(batch[0]);
		expect(examples.trials[at] % 8).toBe(2);
	});

	it('takes a prompt once for a batch, while each of its records keeps its own belief', async () => {
		const folder = await testFolder();
		// Ten records of one prompt, and four of others.
		const records = Array.from({ length: 14 }, (_, index) => ({
			id: `d${index}`,
			prompt: index < 10 ? 'Same?' : `Other ${index}?`,
			rewards: [1, 0],
		}));
		const dataset = await folder.file('dup.jsonl', jsonl(records));
		const state = `${folder.path}/s.json`;
		const ask = (...args: readonly string[]) => insight(['next', '--state', state, '--batch', '8', ...args]);
		const isOfSame = (id: string): boolean => Number(id.slice(1)) < 10;
		const first = await ask(dataset);
		const batch = batchIn(first.stdout);
		expect([batch.length, batch.filter(isOfSame).length]).toEqual([5, 1]);
		expect(first.stderr).toMatch(/The batch has 5 prompts: there are no more different ones/);
		const next = batchIn((await ask('--rewards', await folder.file('r.jsonl', rewardsOf(batch)))).stdout);
		expect([next.length, next.filter(isOfSame).length]).toEqual([5, 1]);
		const { examples } = JSON.parse(await readFile(state, 'utf8'));
		expect(examples.prompt).toEqual(records.map((_, index) => (index < 10 ? 0 : index)));
		expect(examples.trials.slice(0, 10).filter((trials: number) => trials > 2)).toHaveLength(1);
		expect((await ask('--keep-duplicates')).stderr).toMatch(/--keep-duplicates is fixed in/);
		await writeFile(state, (await readFile(state, 'utf8')).replace('"prompt":[0', '"prompt":[14'));
		expect((await ask()).stderr).toMatch(/damaged: "prompt" does not name an example for each/);

		const kept = await insight(['next', dataset, '--state', `${folder.path}/k.json`, '--batch', '8', '--keep-duplicates']);
		expect(batchIn(kept.stdout)).toHaveLength(8);
	});

	it.each([
		['empty', () => '', /there are no rewards of any prompt in the batch of step 1/],
		['unscored', (text: string) => text.replaceAll(/[01](?=[,\]])/g, 'null'), /there are no rewards of any prompt/],
		['torn', (text: string) => text.slice(0, -8), /1 line of it cannot be read\. Give the rewards once they are written whole/],
		['broken', (text: string) => text.replace('"id"', 'id'), /1 line of it cannot be read/],
		['cut off', (text: string) => gzipSync(text).subarray(0, -4), /it is damaged or cut off/],
	])('loses no rewards to a file that is %s', async (name, damaged, message) => {
		const { folder, state, step, batch } = await startedRun();
		const kept = await readFile(state, 'utf8');
		const whole = rewardsOf(batch);
		const rewards = await folder.file(name === 'cut off' ? 'r.jsonl.gz' : 'r.jsonl', damaged(whole));
		for (const options of [[], ['--partial'], ['--quiet']]) {
			const { exitCode, stdout, stderr } = await step('--rewards', rewards, ...options);
			expect(stderr).toMatch(message);
			expect([exitCode, stdout, await readFile(state, 'utf8')]).toEqual([3, '', kept]);
		}
		expect((await step('--rewards', await folder.file('whole.jsonl', whole))).exitCode).toBe(0);
	});

	it('goes on from a batch without prompts', async () => {
		const folder = await testFolder();
		const dataset = await folder.file('easy.jsonl', jsonl([{ id: 'easy', rewards: Array.from({ length: 30 }, () => 1) }]));
		const args = ['next', '--state', `${folder.path}/s.json`, '--batch', '4', '--output', 'json'];
		const first = await insight([...args, dataset, '--strategy', 'band']);
		expect(JSON.parse(first.stdout)).toEqual({ step: 1, ids: [] });
		const { stdout } = await insight([...args, '--rewards', await folder.file('r.jsonl', '')]);
		expect(JSON.parse(stdout)).toEqual({ step: 2, ids: [] });
	});

	it('keeps the batch that waits for its rewards, whatever size is asked for', async () => {
		const { folder, state, batch, step } = await startedRun();
		const kept = await readFile(state, 'utf8');
		const larger = await insight(['next', '--state', state, '--batch', '8']);
		expect([larger.exitCode, larger.stdout, await readFile(state, 'utf8')]).toEqual([2, '', kept]);
		expect(larger.stderr).toContain(
			'--batch 8 is not the size of the batch that step 1 has: give the rewards of its 4, or say --batch 4 to have it printed',
		);
		expect(batchIn((await step()).stdout)).toEqual(batch);
		const rewards = await folder.file('r.jsonl', rewardsOf(batch));
		const next = await insight(['next', '--state', state, '--batch', '8', '--rewards', rewards]);
		expect(batchIn(next.stdout)).toHaveLength(8);
	});

	it('prints a batch that the strategy could not fill once more, by the size asked for and by the size it has', async () => {
		const folder = await testFolder();
		const rewards = (index: number) => Array.from({ length: 20 }, (_, at) => (index % 20 === 0 && at % 2 === 0 ? 1 : 0));
		const records = Array.from({ length: 400 }, (_, index) => ({ id: `p${index}`, rewards: rewards(index) }));
		const dataset = await folder.file('pool.jsonl', jsonl(records));
		const ask = (batch: number, ...args: readonly string[]) =>
			insight(['next', '--state', `${folder.path}/s.json`, '--batch', String(batch), ...args]);
		const { stdout } = await ask(32, dataset, '--strategy', 'band');
		const size = batchIn(stdout).length;
		expect(size).toBeLessThan(32);
		expect([(await ask(32)).stdout, (await ask(size)).stdout]).toEqual([stdout, stdout]);
		expect((await ask(1)).exitCode).toBe(2);
	});

	it('takes every prompt of a pool smaller than the batch', async () => {
		const folder = await testFolder();
		const dataset = await folder.file('one.jsonl', jsonl([{ id: 'only', rewards: [1, 0] }]));
		const begin = () => insight(['next', dataset, '--state', `${folder.path}/s.json`, '--batch', '4']);
		const { stdout, stderr } = await begin();
		expect([stdout, (await begin()).stdout]).toEqual(['only\n', 'only\n']);
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
			/not in the batch of step 2; these may be rewards of an earlier step\.\n/,
			'--rewards',
			await folder.file('o.jsonl', rewardsOf(batch, 4)),
		);
		await refused(/"x" is not in the dataset of this run/, '--rewards', await folder.file('x.jsonl', rewardsOf(['x'])));
		await refused(/"x" has rewards in two records/, '--rewards', await folder.file('t.jsonl', rewardsOf(['x', 'x'])));
	});

	it('says what is to be known of the rules before the run is bound to them, and only then', async () => {
		const folder = await testFolder();
		const dataset = await folder.file('pool.jsonl', pool);
		const ask = (...args: readonly string[]) => insight(['next', '--state', `${folder.path}/s.json`, '--batch', '4', ...args]);
		const { stderr } = await ask(dataset, '--mu', '3');
		expect(stderr).toMatch(/μ = 3 is outside \[0, 1\]/);
		expect(stderr).toMatch(/20 of 40 prompts have no rollouts/);
		expect((await ask()).stderr).toBe('');
		expect(
			(await insight(['next', dataset, '--state', `${folder.path}/q.json`, '--batch', '4', '--mu', '3', '--quiet'])).stderr,
		).toBe('');
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
		expect(await refusal(text.replace('"version":1', '"version":0'))).toMatch(/damaged: there is no state version 0, known is 1/);
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
