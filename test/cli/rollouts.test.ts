/** A training set, and rollouts that stand elsewhere. */
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';
import { jsonl } from '../support/dataset.ts';
import { testFolder } from '../support/folder.ts';

const question = (number: number): string => `What is ${number} + ${number}? “é”\n`;

/** As verl's training sets, whose prompts are messages; the last record twice. */
const set = jsonl(
	[1, 2, 3, 4, 4].map((number, index) => ({
		prompt: [
			{ role: 'system', content: 'Be good.' },
			{ role: 'user', content: question(number) },
		],
		reward_model: { style: 'rule', ground_truth: String(2 * number) },
		extra_info: { index },
	})),
);

/** As verl's rollouts, whose prompts are what the chat template made of the messages. */
const step = (number: number, scores: Readonly<Record<number, readonly number[]>>): string =>
	jsonl(
		Object.entries(scores).flatMap(([key, list]) =>
			list.map((score) => ({
				input: `system\nBe good.\nuser\n${question(Number(key)).trimEnd()}\nassistant\n`,
				output: '…',
				gts: String(2 * Number(key)),
				score,
				step: number,
			})),
		),
	);

async function files() {
	const folder = await testFolder();
	await folder.file('1.jsonl', step(1, { 1: [1, 1], 2: [0, 1], 9: [1] }));
	await folder.file('2.jsonl.gz', gzipSync(step(2, { 4: [0, 0], 2: [1, 1] })));
	return { folder, train: await folder.file('train.jsonl', set), rollouts: join(folder.path, '{1,2}.jsonl*') };
}

interface Row {
	readonly line: number;
	readonly successes: number;
	readonly trials: number;
	readonly step: number | null;
	readonly alpha: number;
}

const rowsOf = (stdout: string): readonly Row[] =>
	stdout
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line) as Row);

describe('--rollouts', () => {
	it('are counted on both sides by what says how all is read', async () => {
		const { train, rollouts } = await files();
		const { stdout } = await insight(['formats', train, '--rollouts', rollouts]);
		expect(stdout).toMatch(
			/\n4 of 5 records have rollouts, found by prompt; 1 have none and are unexplored\.\n1 of 4 examples among the rollouts are in no record of the training set\.\n$/,
		);
		const reports = JSON.parse((await insight(['formats', train, '--rollouts', rollouts, '--output', 'json'])).stdout) as object[];
		expect(reports.map((report) => 'join' in report)).toEqual([true, false, false]);
		expect(reports[0]).toMatchObject({
			join: { foundBy: 'prompt', records: 5, withRollouts: 4, unexplored: 1, rolloutExamples: 4, withoutRecord: 1 },
		});
	});

	it('gives the lines of a training set their beliefs', async () => {
		const { train, rollouts } = await files();
		const { stdout, stderr, exitCode } = await insight(['score', train, '--rollouts', rollouts, '--discount', '0.5']);
		expect(exitCode).toBe(0);
		expect(
			rowsOf(stdout).map(({ line, successes, trials, step: last, alpha }) => [line, `${successes}/${trials}`, last, alpha]),
		).toEqual([
			[1, '2/2', 1, 3],
			[2, '3/4', 2, 3.5], // ½ · 1 + 2 + 1
			[3, '0/0', null, 1],
			[4, '0/2', 2, 1],
			[5, '0/2', 2, 1],
		]);
		expect(stderr.split('\n').slice(0, 2)).toEqual([
			'insight: 4 of 5 records have rollouts, found by prompt; 1 have none and are unexplored.',
			'insight: 1 of 4 examples among the rollouts are in no record of the training set.',
		]);
	});

	it('can stand in a settings file, from whose folder paths start', async () => {
		const { folder, train } = await files();
		await folder.file('insight.jsonc', '{ "rollouts": ["1.jsonl"] } // step 2 is still being written');
		const { stdout } = await insight(['score', train]);
		expect(rowsOf(stdout).map(({ trials }) => trials)).toEqual([2, 2, 0, 0, 0]);
	});

	it('named beside the data are read as what they are when they are asked about themselves', async () => {
		const { folder } = await files();
		await folder.file('insight.jsonc', '{ "rollouts": ["1.jsonl"] }');
		const { stdout } = await insight(['score', join(folder.path, '1.jsonl')]);
		expect(rowsOf(stdout).map(({ trials }) => trials)).toEqual([2, 2, 1]);
	});

	it('are told of by formats, and are no business of the rewards of a batch', async () => {
		const { folder } = await files();
		const train = await folder.file(
			'ids.jsonl',
			jsonl([
				{ id: 'a', prompt: 'p' },
				{ id: 'b', prompt: 'q' },
			]),
		);
		const rollouts = await folder.file('seen.jsonl', jsonl([{ id: 'a', prompt: 'p', rewards: [1, 0] }]));
		const { stdout } = await insight(['formats', train, '--rollouts', rollouts, '--output', 'json']);
		expect(JSON.parse(stdout)).toMatchObject([{ format: 'training-set' }, { format: 'reward-list' }]);
		await folder.file('insight.jsonc', '{ "rollouts": ["seen.jsonl"] }');
		const state = join(folder.path, 'run.json');
		expect((await insight(['next', train, '--state', state, '--batch', '2'])).exitCode).toBe(0);
		const rewards = await folder.file(
			'rewards.jsonl',
			jsonl([
				{ id: 'a', rewards: [1] },
				{ id: 'b', rewards: [0] },
			]),
		);
		const { exitCode, stderr } = await insight(['next', '--state', state, '--batch', '2', '--rewards', rewards]);
		expect(exitCode, stderr).toBe(0);
		expect(JSON.parse(await readFile(state, 'utf8')).step).toBe(2);
	});

	it('points out lines whose rollouts are those of another', async () => {
		const { train, rollouts } = await files();
		const { stdout } = await insight(['check', train, '--rollouts', rollouts, '--output', 'json']);
		const findings = JSON.parse(stdout) as readonly { readonly code: string; readonly line: number; readonly message: string }[];
		expect(findings.filter(({ code }) => code === 'ambiguous-rollouts')).toMatchObject([
			{ line: 5, message: 'The rollouts of this line are those of line 4 too: both are scored by them.' },
		]);
		expect(findings.filter(({ code }) => code === 'unexplored').map(({ line }) => line)).toEqual([3]);
	});

	it('selects lines of the training set, and says in the manifest whose rollouts it went by', async () => {
		const { folder, train, rollouts } = await files();
		const target = join(folder.path, 'subset.jsonl');
		expect(
			(await insight(['select', train, '--unseen-quota', '1', '--rollouts', rollouts, '--top', '1', '-o', target])).exitCode,
		).toBe(0);
		const lines = set.split('\n');
		expect(await readFile(target, 'utf8')).toBe(`${lines[2]}\n`);
		const manifest = JSON.parse(await readFile(`${target}.insight.json`, 'utf8'));
		expect(manifest.rollouts).toMatchObject({ foundBy: 'prompt', lines: 5, matchedLines: 4, examples: 4, matchedExamples: 3 });
		expect(manifest.sources.map(({ format }: { format: string }) => format)).toEqual(['training-set', 'verl', 'verl']);
	});

	it('are refused by every command where none belong to a record, and formats says what they are', async () => {
		const { folder, train } = await files();
		const other = await folder.file('other.jsonl', jsonl([{ id: 'x', question: 'y', rewards: [1] }]));
		for (const command of [
			['score', '--output', 'table'],
			['score', '--quiet'],
			['check', '--fail-on', 'never'],
			['check', '--output', 'sarif'],
			['select', '--top', '1'],
			['compare', '--top', '1'],
			['fit'],
			['plan', '--steps', '1', '--batch', '1'],
			['report', '--top', '1', '-o', join(folder.path, 'report.html')],
		]) {
			const { exitCode, stdout, stderr } = await insight([command[0]!, train, '--rollouts', other, ...command.slice(1)]);
			expect([exitCode, stdout], command.join(' ')).toEqual([3, '']);
			expect(stderr.match(/No rollouts belong to any record of the training set/g), command.join(' ')).toHaveLength(1);
		}
		const { exitCode, stdout } = await insight(['formats', train, '--rollouts', other]);
		expect([exitCode, stdout]).toEqual([0, expect.stringContaining('No rollouts belong to any record of the training set')]);
		// Of an empty training set there is nothing to be said of rollouts.
		const empty = await insight(['score', await folder.file('empty.jsonl', ''), '--rollouts', other]);
		expect([empty.exitCode, empty.stderr]).toEqual([0, expect.stringMatching(/^insight: \S+ is empty\.\n$/)]);
	});

	it('refuses rollouts that are none', async () => {
		const { train } = await files();
		const { exitCode, stderr } = await insight(['score', train, '--rollouts', train]);
		expect(exitCode).toBe(3);
		expect(stderr).toContain('train.jsonl cannot be scored');
	});

	it('is chosen by again from a manifest, to the byte, or it is said that rollouts changed', async () => {
		const { folder, train, rollouts } = await files();
		const target = join(folder.path, 'chosen.jsonl');
		expect((await insight(['select', train, '--rollouts', rollouts, '--top', '2', '-o', target])).exitCode).toBe(0);
		const again = join(folder.path, 'again.jsonl');
		const replay = () => insight(['select', '--from-manifest', `${target}.insight.json`, '-o', again]);
		expect((await replay()).exitCode).toBe(0);
		expect(await readFile(again)).toEqual(await readFile(target));
		const recorded = async (path: string): Promise<object> => ({
			...JSON.parse(await readFile(`${path}.insight.json`, 'utf8')),
			date: undefined,
		});
		expect(await recorded(again)).toEqual(await recorded(target));

		await folder.file('1.jsonl', step(1, { 1: [1, 0], 2: [0, 1], 9: [1] }));
		const { exitCode, stderr } = await replay();
		expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/1\.jsonl changed since the manifest was written/)]);
		expect(stderr).not.toMatch(/train\.jsonl changed|2\.jsonl\.gz changed/);
		expect(await readFile(again)).toEqual(await readFile(target));
	});

	it('is chosen by again from a manifest where its rollouts, or both, were moved', async () => {
		const { folder, train, rollouts } = await files();
		const target = join(folder.path, 'chosen.jsonl');
		expect((await insight(['select', train, '--rollouts', rollouts, '--top', '2', '-o', target])).exitCode).toBe(0);
		const manifest = `${target}.insight.json`;
		const replay = (...args: readonly string[]) => insight(['select', ...args, '--from-manifest', manifest]);
		const [moved, movedTrain] = [join(folder.path, 'elsewhere'), join(folder.path, 'set.jsonl')];
		await mkdir(moved);
		for (const name of ['1.jsonl', '2.jsonl.gz']) await rename(join(folder.path, name), join(moved, name));
		const lost = await replay();
		expect([lost.exitCode, lost.stdout]).toEqual([3, '']);
		expect(lost.stderr).toContain(
			`Name the rollouts, all files in the manifest's order: insight select --from-manifest ${manifest} --rollouts FILE`,
		);
		const chosen = await readFile(target, 'utf8');
		expect(await replay('--rollouts', moved)).toMatchObject({ exitCode: 0, stdout: chosen });

		await rename(train, movedTrain);
		// What was given stays in the command that is suggested: it can be run as it stands, with the files in it.
		expect((await replay('--rollouts', moved)).stderr).toContain(
			`Name the data, all files in the manifest's order: insight select FILE --from-manifest ${manifest} --rollouts ${moved}\n`,
		);
		const again = ['-o', '-', '--quiet', '--no-cache', '--no-config'];
		expect((await replay(movedTrain, ...again)).stderr).toContain(
			`Name the rollouts, all files in the manifest's order: insight select ${movedTrain} --from-manifest ${manifest} --rollouts FILE ${again.join(' ')}\n`,
		);
		expect((await replay()).stderr).toContain(`insight select FILE --from-manifest ${manifest} --rollouts FILE\n`);
		expect(await replay(movedTrain, '--rollouts', moved)).toMatchObject({ exitCode: 0, stdout: chosen });

		// Others than those that were chosen by, and fewer.
		const other = await folder.file('other.jsonl', step(1, { 1: [1] }));
		const wrong = await replay(movedTrain, '--rollouts', other, join(moved, '2.jsonl.gz'));
		expect([wrong.exitCode, wrong.stdout]).toEqual([3, '']);
		expect(wrong.stderr).toContain(`${other} changed since the manifest was written`);
		const few = await replay(movedTrain, '--rollouts', join(moved, '1.jsonl'));
		expect([few.exitCode, few.stdout, few.stderr]).toEqual([2, '', expect.stringContaining('about 3 files, and these are 2')]);
	});

	it('is refused as where rollouts are now by a manifest of data that have their own', async () => {
		const { folder, rollouts } = await files();
		const target = join(folder.path, 'chosen.jsonl');
		const own = await folder.file('own.jsonl', step(1, { 1: [1, 0] }));
		expect((await insight(['select', own, '--top', '1', '-o', target])).exitCode).toBe(0);
		const { exitCode, stderr } = await insight(['select', '--from-manifest', `${target}.insight.json`, '--rollouts', rollouts]);
		expect([exitCode, stderr]).toEqual([
			2,
			expect.stringContaining('--rollouts: what the manifest is about has its rollouts itself: leave it out'),
		]);
	});
});
