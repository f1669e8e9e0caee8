/** What the built command line writes to files, pipes and full disks, which take its bytes in other ways than a test's own memory. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jsonl } from '../support/dataset.ts';
import { testFolder } from '../support/folder.ts';

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
if (!existsSync(cli)) throw new Error('Run "npm run build" first: dist/cli.cjs is not there.');

const count = 4000;
/** More than a pipe holds, in lines with characters of several bytes. */
const pool = jsonl(
	Array.from({ length: count }, (_, index) => ({
		id: `é${index}`,
		prompt: `∑ ${index}`,
		rewards: [1, index % 2, 0, (index % 3) % 2],
	})),
);

/** @param output a file descriptor for standard output. */
function start(args: readonly string[], output: number | 'pipe', messages: number | 'pipe' = 'pipe') {
	const command = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', output, messages] });
	const ended = once(command, 'close').then(([code]) => code as number | null);
	const stderr = command.stderr === null ? Promise.resolve('') : text(command.stderr);
	return { command, ended, stderr };
}

async function toPipe(args: readonly string[]) {
	const { command, ended, stderr } = start(args, 'pipe');
	return { stdout: await buffer(command.stdout!), stderr: await stderr, code: await ended };
}

async function toFile(args: readonly string[], path: string) {
	const file = await open(path, 'w');
	const { ended, stderr } = start(args, file.fd);
	const [code, said] = await Promise.all([ended, stderr]);
	await file.close();
	return { stdout: await readFile(path), stderr: said, code };
}

describe('standard output', () => {
	it.each([
		{ name: 'score', options: ['--output', 'jsonl'], lines: count },
		{ name: 'select', options: ['--top', '3000'], lines: 3000 },
		{ name: 'select', options: ['--top', '3000', '--as', 'parquet'], lines: undefined },
	])('of $name $options is the same in a file as in a pipe, to its last byte', async ({ name, options, lines }) => {
		const folder = await testFolder();
		const args = [name, await folder.file('pool.jsonl', pool), ...options];
		const [piped, filed] = await Promise.all([toPipe(args), toFile(args, join(folder.path, 'out'))]);
		expect(filed).toEqual(piped);
		expect([piped.code, piped.stdout.length > 2 ** 15]).toEqual([0, true]);
		if (lines !== undefined) expect(piped.stdout.toString().trimEnd().split('\n')).toHaveLength(lines);
	});

	it('whose reader has gone ends the command, and nothing is wrong', async () => {
		const folder = await testFolder();
		const { command, ended, stderr } = start(['score', await folder.file('pool.jsonl', pool), '--output', 'jsonl'], 'pipe');
		const [chunk] = (await once(command.stdout!, 'data')) as [Buffer];
		command.stdout!.destroy();
		expect(JSON.parse(chunk.toString().split('\n')[0]!)).toMatchObject({ line: 1, id: 'é0' });
		expect([await ended, await stderr]).toEqual([0, '']);
	});

	it.skipIf(!existsSync('/dev/full')).each([
		{ name: 'score', options: ['--output', 'jsonl'] },
		{ name: 'select', options: ['--top', '3000'] },
		{ name: 'score', options: ['--help'] },
	])('on a full disk is an error that says so: $name $options', async ({ name, options }) => {
		const folder = await testFolder();
		const full = await open('/dev/full', 'w');
		const { ended, stderr } = start([name, await folder.file('pool.jsonl', pool), ...options], full.fd);
		const [code, said] = await Promise.all([ended, stderr]);
		await full.close();
		expect(said).toMatch(/^insight: Cannot write standard output: the disk is full\. Free some space, or choose another disk\.$/m);
		expect(code).toBe(3);
	});

	it.skipIf(!existsSync('/dev/full'))('is whole where the messages beside it cannot be written', async () => {
		const folder = await testFolder();
		const path = await folder.file('pool.jsonl', `${pool}broken\n`);
		const full = await open('/dev/full', 'w');
		const { command, ended } = start(['score', path, '--output', 'jsonl'], 'pipe', full.fd);
		const [stdout, code] = await Promise.all([text(command.stdout!), ended]);
		await full.close();
		expect([stdout.trimEnd().split('\n').length, code]).toEqual([count, 0]);
	});
});
