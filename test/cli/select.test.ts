import { createHash } from 'node:crypto';
import { link, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { run } from '../../server/cli/program.ts';
import { insight } from '../support/commandLine.ts';
import { jsonLines, missingShared, readShared, sharedData } from '../support/documents.ts';
import { testFolder } from '../support/folder.ts';

const easy = '{ "id": "easy" , "rewards": [1,1,1,1,1,1,1,1]}';
const middle = '{"rewards":[1,0,0,1,0,0,1,0],"id":"middle","note":"caf\\u00e9 é \u2028 ×"}';
const hard = '{"id":"hard","rewards":[0,0,0,0,0,0,0,0]}';

describe('insight select', () => {
	it('writes the chosen lines byte for byte, by rank or as in the file', async () => {
		const stdin = `${hard}\n${easy}\n${middle}\n`;
		expect((await insight(['select', '-', '--top', '2'], { stdin })).stdout).toBe(`${middle}\n${hard}\n`);
		expect((await insight(['select', '-', '--top', '2', '--order', 'file'], { stdin })).stdout).toBe(`${hard}\n${middle}\n`);
		expect((await insight(['select', '-', '--fraction', '0.34'], { stdin })).stdout).toBe(`${middle}\n${hard}\n`);
		expect((await insight(['select', '-', '--min-score', '0.03'], { stdin })).stdout).toBe(`${middle}\n`);
	});

	it('keeps line breaks as they are, drops the byte order mark, closes the last line', async () => {
		const stdin = `\ufeff${middle}\r\n\r\n${hard}\r\n${easy}`;
		expect((await insight(['select', '-', '--top', '100%'], { stdin })).stdout).toBe(`${middle}\r\n${hard}\r\n${easy}\n`);
	});

	it('makes lines of the elements of an array', async () => {
		const stdin = `[\n  {\n    "id": "a b",\r\n    "rewards": [1, 0]\n  },\n  ${hard}\n]\n`;
		expect((await insight(['select', '-', '--top', '9'], { stdin })).stdout).toBe(
			`{    "id": "a b",    "rewards": [1, 0]  }\n${hard}\n`,
		);
	});

	it('takes all lines of a chosen example', async () => {
		const lines = [
			{ task_id: 'a', reward: 1 },
			{ task_id: 'b', reward: 1 },
			{ task_id: 'a', reward: 0 },
			{ task_id: 'b', reward: 1 },
		].map((record) => jsonLines([record]));
		const { stdout } = await insight(['select', '-', '--top', '1'], { stdin: lines.join('') });
		expect(stdout).toBe(`${lines[0]}${lines[2]}`);
	});

	it('puts a manifest beside the file', async () => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', `${hard}\n${easy}\n${middle}\n`);
		const target = join(folder.path, 'subset.jsonl');
		const { exitCode, stdout, stderr } = await insight(['select', source, '--top', '1', '-o', target, '--k', '4', '--seed', '7']);
		expect([exitCode, stdout]).toEqual([0, '']);
		expect(stderr).toContain('1 example of 3 (1 line)');
		expect(await readFile(target, 'utf8')).toBe(`${middle}\n`);
		const manifest = JSON.parse(await readFile(`${target}.insight.json`, 'utf8'));
		expect(manifest).toMatchObject({
			tool: 'insight-rlvr',
			sources: [
				{
					path: source,
					sha256: createHash('sha256')
						.update(await readFile(source))
						.digest('hex'),
					lines: 3,
					format: 'reward-list',
				},
			],
			scoring: { k: 4, eta: 3, mu: 0.3, prior: { alpha: 1, beta: 1 }, discount: 1, discountPer: 'visit', seed: 7 },
			selection: { strategy: 'insight', top: { count: 1 }, order: 'rank', form: 'jsonl' },
			pool: { examples: 3, rollouts: 24, successes: 11 },
			chosen: { examples: 1, lines: 1 },
		});
		expect(Date.parse(manifest.date)).not.toBeNaN();
	});

	it('refuses to write over its source, under whatever name', async () => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', `${middle}\n`);
		await symlink(source, join(folder.path, 'symbolic.jsonl'));
		await link(source, join(folder.path, 'hard.jsonl'));
		for (const name of ['pool.jsonl', 'symbolic.jsonl', 'hard.jsonl', `./../${folder.path.split('/').at(-1)}/pool.jsonl`]) {
			const { exitCode, stderr } = await insight(['select', source, '--top', '1', '-o', join(folder.path, name)]);
			expect(exitCode, name).toBe(3);
			expect(stderr).toContain('it is the source');
		}
		expect(await readFile(source, 'utf8')).toBe(`${middle}\n`);
	});

	it('leaves nothing behind when the file cannot be written, or it is interrupted', async () => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', `${middle}\n`);
		const before = await readdir(folder.path);
		const blocked = await insight(['select', source, '--top', '1', '-o', join(source, 'subset.jsonl')]);
		expect([blocked.exitCode, blocked.stderr]).toEqual([3, expect.stringContaining('Cannot write')]);
		const aborted = await insight(['select', source, '--top', '1', '-o', join(folder.path, 'x.jsonl')], {
			signal: AbortSignal.abort(),
		});
		expect(aborted.exitCode).toBe(130);
		const asFolder = await insight(['select', source, '--top', '1', '-o', folder.path]);
		expect([asFolder.exitCode, asFolder.stderr]).toEqual([3, expect.stringContaining('it is a folder')]);
		expect(await readdir(folder.path)).toEqual(before);
	});

	it('replaces nothing that is not a file', async () => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', `${middle}\n`);
		await symlink('/dev/null', join(folder.path, 'null'));
		const { exitCode, stderr } = await insight(['select', source, '--top', '1', '-o', join(folder.path, 'null')]);
		expect([exitCode, stderr]).toEqual([3, expect.stringContaining('it is not a regular file')]);
		expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
		expect(await readdir(folder.path)).toEqual(['null', 'pool.jsonl']);
	});

	it('writes to standard output by the name of -, too', async () => {
		expect(await insight(['select', '-', '--top', '1', '-o', '-', '--quiet'], { stdin: `${middle}\n` })).toEqual({
			exitCode: 0,
			stdout: `${middle}\n`,
			stderr: '',
		});
	});

	it('says so when the file changed under its hands', async () => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', `${middle}\n`);
		const stderr: string[] = [];
		const exitCode = await run(
			['select', source, '--top', '1'],
			{
				stdin: () => Readable.from([]),
				stdout: { isTTY: false, columns: 100, write: async () => writeFile(source, `${middle}\n${easy}\n`) },
				stderr: { isTTY: false, columns: 100, write: async (text) => void stderr.push(String(text)) },
				env: {},
				signal: new AbortController().signal,
			},
			async () => undefined,
		);
		expect([exitCode, stderr.join('')]).toEqual([3, expect.stringContaining('pool.jsonl changed while it was read: do not use')]);
	});

	it('wants to be told how much', async () => {
		for (const [args, message] of [
			[[], /--top, --fraction or --min-score/],
			[['--top', '0'], /--top 0: must be/],
			[['--top', '5', '--fraction', '0.1'], /give one of them/],
			[['--fraction', '2'], /more than 0 and at most 1/],
			[['--min-score', 'high'], /must be a number/],
			[['--top', '1', '--order', 'random'], /must be rank or file/],
		] as const) {
			const { exitCode, stderr } = await insight(['select', '-', ...args], { stdin: `${middle}\n` });
			expect(exitCode).toBe(2);
			expect(stderr).toMatch(message);
		}
	});

	it('says so when more is asked for than there is, and when nothing is left', async () => {
		expect((await insight(['select', '-', '--top', '5'], { stdin: `${middle}\n` })).stderr).toContain(
			'5 examples asked for, but there are 1: all are taken.',
		);
		const { exitCode, stderr } = await insight(['select', '-', '--min-score', '9'], { stdin: `${middle}\n` });
		expect([exitCode, stderr]).toEqual([3, expect.stringContaining('the best has 0.0681: nothing was written')]);
	});

	it.skipIf(missingShared('one-shot-rlvr/math_cot_100.jsonl'))(
		'chooses the ten prompts of real data that are solved in part',
		async () => {
			const { stdout } = await insight([
				'select',
				sharedData('one-shot-rlvr/math_cot_100.jsonl'),
				'--top',
				'10',
				'--order',
				'file',
			]);
			const source = readShared('one-shot-rlvr/math_cot_100.jsonl').trimEnd().split('\n');
			const order = [3, 4, 2, 5, 1, 6, 7, 0, 8];
			const placeOf = (line: string): number =>
				order.indexOf((JSON.parse(line) as { score: boolean[] }).score.filter(Boolean).length);
			const chosen = stdout.trimEnd().split('\n');
			expect(chosen).toEqual(source.filter((line) => chosen.includes(line)));
			const rest = source.filter((line) => !chosen.includes(line));
			expect(Math.max(...chosen.map(placeOf))).toBeLessThanOrEqual(Math.min(...rest.map(placeOf)));
		},
	);
});
