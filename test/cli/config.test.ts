import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';
import { jsonLines } from '../support/documents.ts';
import { testFolder } from '../support/folder.ts';

const pool = jsonLines([{ id: 'a', marks: [0.6, 0.2, 0.9] }]);

async function scoreOf(args: readonly string[]): Promise<{ readonly successes: number; readonly alpha: number }> {
	const { stdout, stderr, exitCode } = await insight(['score', ...args]);
	expect(exitCode, stderr).toBe(0);
	return JSON.parse(stdout);
}

describe('insight.jsonc', () => {
	it('beside the data says how they are read, and is named', async () => {
		const folder = await testFolder();
		const path = await folder.file('pool.jsonl', pool);
		const config = await folder.file('insight.jsonc', '{"success": {"field": "marks", "threshold": 0.5}} // as the trainer does\n');
		expect(await scoreOf([path])).toMatchObject({ successes: 2, alpha: 3 });
		expect(await scoreOf([folder.path])).toMatchObject({ successes: 2 });
		expect((await insight(['score', path])).stderr).toContain(`insight: settings from ${config}`);
		expect((await insight(['score', path, '--quiet'])).stderr).toBe('');
	});

	it('comes after options, and not at all under --no-config', async () => {
		const folder = await testFolder();
		const path = await folder.file('pool.jsonl', pool);
		await folder.file('insight.jsonc', '{"success": {"field": "marks", "threshold": 0.5}}');
		expect(await scoreOf([path, '--threshold', '0.9'])).toMatchObject({ successes: 1 });
		expect((await insight(['score', path, '--no-config'])).exitCode).toBe(3);
		const other = await folder.file('other.jsonc', '{"success.field": "marks", "success.threshold": 0.1}');
		expect(await scoreOf([path, '--config', other])).toMatchObject({ successes: 3 });
	});

	it('with problems ends the command, which names all of them', async () => {
		const folder = await testFolder();
		const path = await folder.file('pool.jsonl', pool);
		const config = await folder.file('insight.jsonc', '{\n  "k": 0,\n  "epsilon": 1\n}');
		const { exitCode, stdout, stderr } = await insight(['score', path]);
		expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
		expect(stderr).toContain(`${config}:2:8: k is 0, but must be a whole number from 1 to 4096.`);
		expect(stderr).not.toContain('Using');
		expect(stderr).toContain(`${config}:3:3: There is no setting "epsilon".`);
		const missing = await insight(['score', path, '--config', join(folder.path, 'none.jsonc')]);
		expect(missing).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('none.jsonc: there is no such file') });
	});

	it('may say how an editor shows the data, which the command line passes over', async () => {
		const folder = await testFolder();
		const path = await folder.file('pool.jsonl', pool);
		const look = '"heatmap": {"mode": "evidence"}, "codeLens.limit": 10, "diagnostics": {"limit": 5}';
		await folder.file('insight.jsonc', `{${look}, "success": {"field": "marks", "threshold": 0.5}}`);
		expect(await scoreOf([path])).toMatchObject({ successes: 2 });
	});

	it('must be one for all inputs', async () => {
		const folder = await testFolder();
		const paths: string[] = [];
		for (const [name, threshold] of [
			['a', 0.5],
			['b', 0.9],
		] as const) {
			await mkdir(join(folder.path, name));
			const path = join(folder.path, name, 'pool.jsonl');
			await writeFile(path, pool);
			await writeFile(join(folder.path, name, 'insight.jsonc'), JSON.stringify({ success: { field: 'marks', threshold } }));
			paths.push(path);
		}
		const { exitCode, stderr } = await insight(['score', ...paths]);
		expect(exitCode).toBe(2);
		expect(stderr).toContain('name one with --config, or say --no-config');
	});
});
