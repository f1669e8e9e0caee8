import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';
import { jsonLines, missingShared, sharedData } from '../support/documents.ts';
import { testFolder } from '../support/folder.ts';
import { relativeError } from '../support/reference.ts';

/** id, successes, trials, information, weight, score: by test/fixtures/scores/generate.py. */
type IndependentScore = readonly [string, number, number, string, string, string];
const independent = JSON.parse(readFileSync(new URL('../fixtures/scores/scores.json', import.meta.url), 'utf8')) as Readonly<
	Record<string, readonly IndependentScore[]>
>;
interface Row {
	readonly file: string;
	readonly line: number;
	readonly lines: number;
	readonly id: string;
	readonly successes: number;
	readonly trials: number;
	readonly unscored: number;
	readonly information: number;
	readonly weight: number;
	readonly score: number;
	readonly rank: number;
}
const rowsOf = (stdout: string): Row[] =>
	stdout
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line) as Row);

const pool = jsonLines([
	{ id: 'easy', prompt: 'One and one?', rewards: [1, 1, 1, 1, 1, 1, 1, 1] },
	{ id: 'middle', prompt: 'Seven\ttimes\u001b[31m eight?', rewards: [1, 0, 0, 1, 0, 0, 1, 0] },
	{ id: 'new, "quoted"', prompt: 'Prove it.', rewards: [] },
]);

describe('insight score', () => {
	it('keeps its contract to the letter', async () => {
		const { exitCode, stdout } = await insight(['score', '-'], { stdin: pool });
		expect(exitCode).toBe(0);
		expect(stdout.split('\n')[1]).toBe(
			'{"file":"-","line":2,"lines":1,"id":"middle","step":null,"successes":3,"trials":8,"unscored":0,"alpha":4,"beta":6,"mean":0.4,' +
				'"interval":[0.1369956622651665,0.7007049437914596],"evidence":10,"information":0.2923214649608013,"weight":0.23290692805164195,' +
				'"score":0.06808369440757592,"nonDegenerate":0.9402714932126696,"rank":2}',
		);
	});

	for (const [name, expected] of Object.entries(independent)) {
		it.skipIf(missingShared(name))(`agrees with an independent computation on ${name}`, async () => {
			const { stdout } = await insight(['score', sharedData(name)]);
			const rows = rowsOf(stdout);
			expect(rows.map(({ id, successes, trials }) => [id, successes, trials])).toEqual(expected.map((row) => row.slice(0, 3)));
			rows.forEach((row, index) => {
				const [, , , information, weight, score] = expected[index]!;
				expect(relativeError(row.information, Number(information))).toBeLessThan(1e-12);
				expect(relativeError(row.weight, Number(weight))).toBeLessThan(1e-12);
				expect(relativeError(row.score, Number(score))).toBeLessThan(1e-12);
			});
			expect(rows.map(({ rank }) => rank).toSorted((left, right) => left - right)).toEqual(rows.map((_, index) => index + 1));
		});
	}

	it('writes CSV by RFC 4180', async () => {
		const { stdout } = await insight(['score', '-', '--output', 'csv'], { stdin: pool });
		const [header, , , last] = stdout.split('\r\n');
		expect(header?.split(',')).toEqual(
			'file line lines id step successes trials unscored alpha beta mean lower upper evidence information weight score nonDegenerate rank'.split(
				' ',
			),
		);
		expect(last).toMatch(/^-,3,1,"new, ""quoted""",,0,0,0,1,1,0\.5,/);
	});

	it('shows a table on a terminal, coloured unless NO_COLOR says otherwise', async () => {
		const coloured = await insight(['score', '-'], { stdin: pool, terminal: 120 });
		const plain = await insight(['score', '-'], { stdin: pool, terminal: 120, env: { NO_COLOR: '1' } });
		expect(coloured.stdout).toContain('\u001b[');
		expect(plain.stdout).not.toContain('\u001b');
		const cells = plain.stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
		expect(cells.slice(0, 4)).toEqual([
			['rank', 'line', 'id', 'prompt', 'solved', 'p', '95 %', 'I', 'w', 'score'],
			['1', '3', 'new, "quoted"', 'Prove it.', '0/0', '0.50', '[0.03, 0.97]', '0.766', '0.222', '0.170'],
			['2', '2', 'middle', 'Seven times[31m eight?', '3/8', '0.40', '[0.14, 0.70]', '0.292', '0.233', '0.0681'],
			['3', '1', 'easy', 'One and one?', '8/8', '0.90', '[0.66, >0.99]', '0.263', '0.0306', '0.00805'],
		]);
		expect(plain.stdout).toContain('examples  3 with 16 rollouts, 11 solved');
		expect(plain.stdout).toContain('! 1 of 3 prompts have no rollouts.');
	});

	it('groups rollouts that lie apart, in one file and in several', async () => {
		const folder = await testFolder();
		const rollouts = (...rewards: readonly (readonly [string, number | null])[]) =>
			jsonLines(rewards.map(([task_id, reward]) => ({ task_id, reward })));
		await folder.file('2.jsonl', rollouts(['b', 1], ['a', 0], ['b', null]));
		await folder.file('10.jsonl', rollouts(['a', 1], ['c', 1]));
		const rows = rowsOf((await insight(['score', folder.path])).stdout);
		expect(
			rows.map(({ file, line, lines, id, successes, trials, unscored }) => [file, line, lines, id, successes, trials, unscored]),
		).toEqual([
			[join(folder.path, '2.jsonl'), 1, 2, 'b', 1, 1, 1],
			[join(folder.path, '2.jsonl'), 2, 2, 'a', 1, 2, 0],
			[join(folder.path, '10.jsonl'), 2, 1, 'c', 1, 1, 0],
		]);
	});

	it('says what is wrong with options, and exits with 2', async () => {
		for (const [args, message] of [
			[['score'], /missing required argument 'files'/],
			[['score', '-', '--k', 'many'], /--k many: must be a whole number from 1 to 4096/],
			[['score', '-', '--prior', '0.0001,1'], /alpha is 0.0001, but must be from 0.001/],
			[['score', '-', '--discount', '0.5'], /unknown option '--discount'/],
			[['score', '-', '--output', 'xml'], /--output xml: must be table, jsonl or csv/],
			[['frobnicate'], /unknown command 'frobnicate'/],
		] as const) {
			const { exitCode, stderr, stdout } = await insight(args, { stdin: pool });
			expect([exitCode, stdout], args.join(' ')).toEqual([2, '']);
			expect(stderr).toMatch(message);
		}
	});

	it('says what is wrong with files, and exits with 3', async () => {
		const folder = await testFolder();
		const file = await folder.file('notes.jsonl', '{"note": "nothing to score"}\n');
		for (const [path, message] of [
			[join(folder.path, 'absent.jsonl'), /Cannot read .*absent\.jsonl: there is no such file or folder/],
			[join(file, 'x.jsonl'), /a part of the path is a file/],
			[file, /notes\.jsonl cannot be scored: no known format fits; the first record has the fields note/],
		] as const) {
			const { exitCode, stderr } = await insight(['score', path]);
			expect(exitCode).toBe(3);
			expect(stderr).toMatch(message);
		}
	});

	it('takes an empty file for what it is', async () => {
		const file = await (await testFolder()).file('empty.jsonl', '');
		expect(await insight(['score', file])).toEqual({ exitCode: 0, stdout: '', stderr: `insight: ${file} is empty.\n` });
	});

	it('stops when it is interrupted', async () => {
		expect((await insight(['score', '-'], { stdin: pool, signal: AbortSignal.abort() })).exitCode).toBe(130);
	});

	it('helps', async () => {
		const { exitCode, stdout } = await insight(['score', '--help']);
		expect(exitCode).toBe(0);
		for (const part of ['Usage: insight score', '--output', '--prior', 'Examples:']) expect(stdout).toContain(part);
		expect((await insight(['--version'])).stdout).toBe('0.1.0\n');
	});
});
