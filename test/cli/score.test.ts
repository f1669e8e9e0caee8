import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
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
	it('says below its table that μ is no success rate', async () => {
		const scored = async (mu: string) =>
			(await insight(['score', '-', '--output', 'table', '--mu', mu], { stdin: '{"id": "a", "rewards": [1, 0]}\n' })).stdout;
		expect(await scored('3')).toContain('! μ = 3 is outside [0, 1]');
		expect(await scored('1')).not.toContain('outside');
	});

	it('says beside its rows what the table says below it, unless it is to be quiet', async () => {
		const stdin = jsonLines([
			{ id: 'a', rewards: [1, 0.5, 0] },
			{ id: 'b', rewards: [] },
		]);
		const args = ['score', '-', '--mu', '3', '--discount', '0.5', '--output'];
		const table = await insight([...args, 'table'], { stdin, terminal: 1000, env: { NO_COLOR: '1' } });
		const notes = table.stdout.split('\n').filter((line) => line.startsWith('! '));
		expect(notes).toHaveLength(3);
		for (const output of ['jsonl', 'csv']) {
			const { stderr } = await insight([...args, output], { stdin });
			expect(stderr).toBe(`${table.stderr}${notes.map((note) => `${note.replace('! ', 'insight: ')}\n`).join('')}`);
			expect((await insight([...args, output, '--quiet'], { stdin })).stderr).toBe('');
		}
		expect(table.stderr).toMatch(/^insight: [^\n]*the discount changes nothing[^\n]*\n$/);
	});

	it('has nothing to say of blank lines, as of an empty file', async () => {
		for (const stdin of ['', '\n \n\n'])
			expect(await insight(['score', '-'], { stdin })).toMatchObject({
				exitCode: 0,
				stdout: '',
				stderr: 'insight: standard input is empty.\n',
			});
	});

	it('reads batches of ms-swift alike from a file and from standard input', async () => {
		const path = new URL('../fixtures/formats/ms-swift/completions.jsonl', import.meta.url).pathname;
		const rows = async (args: readonly string[], stdin?: string) =>
			rowsOf((await insight(['score', ...args, '--output', 'jsonl'], stdin === undefined ? {} : { stdin })).stdout).map(
				({ file, ...row }) => row,
			);
		const fromFile = await rows([path]);
		expect(fromFile.map(({ successes, trials }) => [successes, trials]).toSorted()).toEqual([
			[2, 4],
			[3, 8],
			[4, 12],
		]);
		expect(await rows(['-'], readFileSync(path, 'utf8'))).toEqual(fromFile);
	});

	it('keeps its contract to the letter', async () => {
		const { exitCode, stdout } = await insight(['score', '-'], { stdin: pool });
		expect(exitCode).toBe(0);
		const [, line = ''] = stdout.split('\n');
		// Digits behind the 13th are not promised; that each number is the shortest text of its value is.
		const numbers = line.match(/(?<=[:[,])-?[\d.e-]+(?=[,}\]])/g) ?? [];
		expect(numbers.map((text) => String(Number(text)))).toEqual(numbers);
		expect(line.replace(/\d\.\d{13,}/g, (text) => `${text.slice(0, 14)}…`)).toBe(
			'{"file":"-","line":2,"lines":1,"id":"middle","step":null,"successes":3,"trials":8,"unscored":0,"alpha":4,"beta":6,"mean":0.4,' +
				'"interval":[0.136995662265…,0.700704943791…],"evidence":10,"information":0.292321464960…,"weight":0.232906928051…,' +
				'"score":0.068083694407…,"nonDegenerate":0.940271493212…,"rank":2}',
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

	it('says how many lines it could not count, and refuses where it could count none', async () => {
		const broken = '{"id":"torn","rewards":[1,\n<PLACEHOLDER ROW>\n';
		const some = await insight(['score', '-'], { stdin: pool + broken });
		expect(some.exitCode).toBe(0);
		expect(rowsOf(some.stdout)).toHaveLength(3);
		expect(some.stderr).toMatch(/^insight: 2 lines of - cannot be read and are not counted: "insight check" lists them\.\n/);
		expect((await insight(['score', '-', '--quiet'], { stdin: pool + broken })).stderr).toBe('');
		const folder = await testFolder();
		await folder.file('pool.jsonl', pool + broken);
		await folder.file('notes.json', '{\n"mean": 1\n}\n');
		expect((await insight(['score', folder.path])).stderr).toMatch(
			/notes\.json cannot be scored: .*\n.* 2 lines of .*pool\.jsonl cannot be read/,
		);
		// The start of a last line that is still being written may tell the format, but holds no record.
		const none = await insight(['score', '-'], { stdin: '{"id":1,"rewards":[1,0]} {"id":2,"rewards":[1,0]}' });
		expect(none).toMatchObject({ exitCode: 3, stdout: '' });
		expect(none.stderr).toBe(
			'insight: 1 line of - cannot be read and is not counted: "insight check" lists it.\n' +
				'insight: No line holds a record that can be read.\n',
		);
	});

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
		const coloured = await insight(['score', '-'], { stdin: pool, terminal: 140 });
		const plain = await insight(['score', '-'], { stdin: pool, terminal: 140, env: { NO_COLOR: '1' } });
		expect(coloured.stdout).toContain('\u001b[');
		expect(plain.stdout).not.toContain('\u001b');
		expect(plain.stdout).not.toMatch(/ $/m);
		expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
		const cells = plain.stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
		expect(cells.slice(0, 4)).toEqual([
			['rank', 'line', 'id', 'prompt', 'solved', '0', 'p', '1', 'p', '95 %', 'n', 'I', 'w', 'score'],
			['1', '3', 'new, "quoted"', 'Prove it.', '0/0', '─────●─────', '0.50', '[0.03, 0.97]', '2', '0.766', '0.222', '0.170'],
			['2', '2', 'middle', 'Seven times[31m eight?', '3/8', '───●───', '0.40', '[0.14, 0.70]', '10', '0.292', '0.233', '0.0681'],
			['3', '1', 'easy', 'One and one?', '8/8', '──●─', '0.90', '[0.66, >0.99]', '10', '0.263', '0.0306', '0.00805'],
		]);
		expect(plain.stdout).toContain('examples  3 with 16 rollouts, 11 solved');
		expect(plain.stdout).toContain('! 1 of 3 prompts have no rollouts.');
	});

	it('fits its table to the terminal, and says what it left out', async () => {
		const stdin = jsonLines(
			Array.from({ length: 30 }, (_, index) => ({
				id: `${'x'.repeat(index)}é`,
				prompt: 'Wörter 漢字 '.repeat(9),
				rewards: [1, 0],
			})),
		);
		for (const terminal of [60, 80, 100, 120, 160]) {
			const { stdout } = await insight(['score', '-'], { stdin, terminal, env: { NO_COLOR: '1' } });
			for (const line of stdout.split('\n')) expect(stringWidth(line), `${terminal}: ${line}`).toBeLessThanOrEqual(terminal);
			expect(stdout).toContain('… 10 more examples (--all');
			expect(stdout.includes('no room for n')).toBe(terminal < 150);
			expect(/take a\s+wider\s+terminal,\s+or\s+--output\s+csv/.test(stdout)).toBe(terminal < 150);
		}
		const all = await insight(['score', '-', '--all', '--quiet'], { stdin, terminal: 160 });
		expect(all.stdout.trimEnd().split('\n')).toHaveLength(31);
	});

	it('shows how much evidence there is where it fades, for solved counts are of all rollouts then', async () => {
		const stdin = jsonLines(
			[1, 2, 3].flatMap((step) => ['a', 'b'].map((id) => ({ id, step, prompt: 'Wörter '.repeat(20), rewards: [1, 0] }))),
		);
		for (const [discount, title] of [
			['1', 'p'],
			['0.5', 'n'],
		] as const) {
			const args = ['score', '-', '--group', 'id', '--discount', discount];
			const { stdout } = await insight(args, { stdin, terminal: 70, env: { NO_COLOR: '1' } });
			expect(stdout.split('\n')[0]).toMatch(new RegExp(` ${title} +score$`));
			expect(stdout.includes('Evidence fades by λ = 0.5 per visit towards the prior Beta(1, 1)')).toBe(discount !== '1');
		}
	});

	it('names files by what tells them apart, and shows no prompts where there are none', async () => {
		const folder = await testFolder();
		for (const name of ['1.jsonl', '2.jsonl']) await folder.file(name, jsonLines([{ id: name, rewards: [1, 0] }]));
		const { stdout } = await insight(['score', folder.path], { terminal: 100, env: { NO_COLOR: '1' } });
		expect(stdout).toMatch(/^ *\d +[12]\.jsonl:1 /m);
		expect(stdout.split('\n')[0]).not.toContain('prompt');
	});

	it('wraps what it says beside its rows on a terminal, where values stay together, and not elsewhere', async () => {
		const args = ['score', '-', '--mu', '3', '--output', 'csv'];
		const wide = (await insight(args, { stdin: pool })).stderr;
		expect(wide.split('\n').some((line) => line.length > 100)).toBe(true);
		for (const terminal of [40, 60, 80]) {
			const { stderr } = await insight(args, { stdin: pool, terminal });
			for (const line of stderr.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(terminal);
			expect(stderr.replaceAll('\n  ', ' ')).toBe(wide);
		}
	});

	it('keeps what drives a terminal out of it', async () => {
		const id = `a\u001b[31m\u202e${'b'.repeat(40)}`;
		const { stdout } = await insight(['score', '-'], {
			stdin: jsonLines([{ id, rewards: [1, 0] }]),
			terminal: 100,
			env: { NO_COLOR: '1' },
		});
		expect(stdout).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
	});

	it('reads a file once that is named twice, and says so', async () => {
		const folder = await testFolder();
		const file = await folder.file('pool.jsonl', pool);
		const { stdout, stderr } = await insight(['score', folder.path, file]);
		expect(rowsOf(stdout)).toHaveLength(3);
		expect(stderr.split('\n')[0]).toBe(`insight: ${file} is named more than once: it is read once.`);
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
			[['score'], /missing required argument 'files'; "insight score --help" says what is needed/],
			[['score', '-', '--k', 'many'], /--k many: must be a whole number from 1 to 4096/],
			[['score', '-', '--prior', '0.0001,1'], /alpha is 0.0001, but must be from 0.001/],
			[['score', '-', '--temperature', '0.5'], /unknown option '--temperature'/],
			[['score', '-', '--discount', '2'], /--discount 2: must be a number from 0 to 1/],
			[['score', '-', '--discount-per', 'day'], /--discount-per day: must be one of visit, step/],
			[['score', '-', '--output', 'xml'], /--output xml: must be table, jsonl, csv/],
			[['score', '-', '--top', '5'], /--top and --all are for the table, and this is jsonl/],
			[['score', '-', '--top', 'few', '--output', 'table'], /--top few: must be a whole number from 1/],
			[['frobnicate'], /unknown command 'frobnicate'/],
			[['help', 'frobnicate'], /unknown command 'frobnicate'/],
			[['help', 'selct'], /unknown command 'selct'\ninsight: \(Did you mean select\?\)/],
			[[], /name a command/],
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
			[folder.path, /the folder holds no dataset|notes\.jsonl cannot be scored/],
			[file, /notes\.jsonl cannot be scored: no known format fits; the first record has the fields note/],
		] as const) {
			const { exitCode, stderr } = await insight(['score', path]);
			expect(exitCode).toBe(3);
			expect(stderr).toMatch(message);
		}
	});

	it('takes an empty file for what it is', async () => {
		const file = await (await testFolder()).file('empty.jsonl', '');
		for (const output of ['jsonl', 'table']) {
			const empty = { exitCode: 0, stdout: '', stderr: `insight: ${file} is empty.\n` };
			expect(await insight(['score', file, '--output', output])).toEqual(empty);
		}
	});

	it('stops when it is interrupted', async () => {
		expect((await insight(['score', '-'], { stdin: pool, signal: AbortSignal.abort() })).exitCode).toBe(130);
	});

	it('helps', async () => {
		const { exitCode, stdout } = await insight(['score', '--help']);
		expect(exitCode).toBe(0);
		for (const part of ['Usage: insight score', '--output', '--prior', 'Examples:']) expect(stdout).toContain(part);
		expect((await insight(['help', 'score'])).stdout).toBe(stdout);
		expect((await insight(['--version'])).stdout).toBe('0.1.0\n');
	});
});
