import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shellLine } from '../../server/cli/shellLine.ts';
import { insight } from '../support/commandLine.ts';
import { testFolder } from '../support/folder.ts';
import { tagsOf, textOf } from '../support/markup.ts';

const pool = '{"id":"a","rewards":[1,0,0,1]}\n{"id":"b","rewards":[1,1,1,1]}\n';

describe('insight report', () => {
	it('writes one file that can be repeated from what it says', async () => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', pool);
		const target = join(folder.path, 'report.html');
		const { exitCode, stdout, stderr } = await insight(['report', source, '--top', '1', '--k', '4', '-o', target]);
		expect([exitCode, stdout]).toEqual([0, '']);
		expect(stderr).toContain(`2 examples → ${target}`);
		expect(await readdir(folder.path)).toEqual(['pool.jsonl', 'report.html']);
		const page = await readFile(target, 'utf8');
		expect(textOf(page, 'title')).toBe('InSight: pool.jsonl');
		expect(tagsOf(page).filter(({ name }) => name === 'svg')).toHaveLength(9);
		expect(page).toMatch(
			/Written <time datetime="(.{16}):[\d.]+Z" title="\1:[\d.]+Z">\d{4}-\d\d-\d\d \d\d:\d\d UTC<\/time> by insight report/,
		);
		expect(page).toContain(createHash('sha256').update(pool).digest('hex'));
		expect(page).toContain(`insight report ${source} --top 1 --k 4 -o ${target}`);
		expect(page).toContain(`insight select ${source} --top 1 --k 4 -o subset.jsonl`);
	});

	it('counts the values of fields in each set, and goes by the strategy that is named', async () => {
		const folder = await testFolder();
		const records = Array.from({ length: 8 }, (_, index) => ({
			id: `p${index}`,
			source: index < 4 ? 'easy' : 'hard',
			rewards: [index < 4 ? 1 : 0, index < 4 ? 1 : 0, index % 2, 0],
		}));
		const source = await folder.file('pool.jsonl', records.map((record) => `${JSON.stringify(record)}\n`).join(''));
		const args = ['report', source, '--top', '4', '--strategy', 'easy-to-hard', '--by', 'source'];
		const { exitCode, stdout, stderr } = await insight(args);
		expect(exitCode, stderr).toBe(0);
		const text = stdout.replaceAll(/<[^>]+>/g, '|').replaceAll(/\|+/g, '|');
		expect(text).toContain('Shares by source|strategy|easy|hard|easy-to-hard|100 %|0 %|');
		expect(text).toContain('(the pool)|50 %|50 %|');
		expect(text).toContain(`insight select ${source} --top 4 --strategy easy-to-hard -o subset.jsonl`);
		const none = await insight(['report', source, '--by', 'nowhere']);
		expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining('in the field nowhere')]);
	});

	it('goes by the size of a training step that is named', async () => {
		const records = Array.from({ length: 40 }, (_, index) => ({ id: `p${index}`, rewards: [1, index % 2] }));
		const stdin = records.map((record) => `${JSON.stringify(record)}\n`).join('');
		const { stdout } = await insight(['report', '-', '--top', '20', '--batch', '8'], { stdin });
		expect(stdout).toContain('<dt>an epoch</dt><dd>3 steps of up to 8 prompts</dd>');
		expect(stdout).toContain('each step takes the best 8 of 40 candidates.');
		expect(stdout).toContain('insight report - --top 20 --batch 8 -o report.html');
		expect(stdout).toContain('insight select - --top 20 -o subset.jsonl');
		const none = await insight(['report', '-', '--batch', '0'], { stdin });
		expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining('--batch 0: must be')]);
	});

	it('says that a band holds nothing instead of comparing by it', async () => {
		const { exitCode, stdout } = await insight(['report', '-', '--low', '0.8', '--high', '0.2', '--strategy', 'band'], {
			stdin: pool,
		});
		expect([exitCode, stdout]).toEqual([2, '']);
	});

	it('names options, not settings, and prints to standard output', async () => {
		const stdin = '{"id":"a","rewards":[1,0.5]}\n{"id":"b","rewards":[0.2,7]}\n';
		const { exitCode, stdout } = await insight(['report', '-'], { stdin });
		expect(exitCode).toBe(0);
		expect(stdout).toMatch(/^<!doctype html>/);
		expect(stdout).not.toContain('insight.success');
	});

	it('writes nothing where there is nothing to report on, as the other commands do', async () => {
		const folder = await testFolder();
		const source = await folder.file('empty.jsonl', '');
		const { exitCode, stdout, stderr } = await insight(['report', source, '-o', join(folder.path, 'report.html')]);
		expect([exitCode, stdout, stderr]).toEqual([3, '', expect.stringContaining('There is no example to report on.')]);
		expect(await readdir(folder.path)).toEqual(['empty.jsonl']);
	});

	it('refuses to write over its source, and a share that is none', async () => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', pool);
		const over = await insight(['report', source, '-o', source]);
		expect([over.exitCode, over.stderr]).toEqual([3, expect.stringContaining('it is the source')]);
		expect(await readFile(source, 'utf8')).toBe(pool);
		const none = await insight(['report', source, '--top', '0']);
		expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining('--top 0: must be')]);
		await writeFile(source, '{"a":1}\n');
		expect((await insight(['report', source])).exitCode).toBe(3);
	});
});

describe('a line for the shell', () => {
	it('means the same arguments to the shell', () => {
		const hostile = ["it's; rm -rf ~", '$(boom) `boom`', 'a b\tc', '-', '"', '\\', 'é 🎲', ''];
		expect(shellLine('score', ['--all', '-'], {})).toBe('insight score ./--all -');
		expect(shellLine('report', ['a'], { by: ['x y', 'z'] })).toBe("insight report a --by 'x y' --by z");
		expect(shellLine('select', ['a'], { config: false, cache: false, soft: undefined })).toBe(
			'insight select a --no-config --no-cache',
		);
		expect(shellLine('select', ['a'], { cache: true })).toBe('insight select a');
		const line = shellLine('report', hostile, { top: '10%', minScore: '0.1', quiet: true, o: 'x y.html', k: '8', mu: undefined });
		const script = `insight() { for argument; do printf '%s\\0' "$argument"; done; }; ${line}`;
		const given = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
		expect(given).toEqual(['report', ...hostile, '--top', '10%', '--min-score', '0.1', '--quiet', '-o', 'x y.html', '--k', '8']);
	});
});
