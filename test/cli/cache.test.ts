import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { smallestCached } from '../../server/core/scan/partCache.ts';
import { insight } from '../support/commandLine.ts';
import { testFolder } from '../support/folder.ts';

/** A little more than an index is made for. */
function largePool(): string {
	const prompt = 'What is 1 + 1? '.repeat(4000);
	const count = Math.ceil(smallestCached / prompt.length);
	return Array.from({ length: count }, (_, line) => `${JSON.stringify({ id: `p${line}`, prompt, rewards: [1, line % 2] })}\n`).join(
		'',
	);
}

it('large files are indexed once, unless that is not wanted, and say the same the second time', async () => {
	const folder = await testFolder();
	const path = await folder.file('pool.jsonl', `${largePool()}{"id":`);
	const env = { XDG_CACHE_HOME: join(folder.path, 'cache') };
	const indexes = () => readdir(join(env.XDG_CACHE_HOME, 'insight-rlvr')).catch(() => []);
	const check = (...options: readonly string[]) =>
		insight(['check', path, '--output', 'json', '--fail-on', 'never', ...options], { env });
	const plain = await check('--no-cache');
	expect(plain.exitCode).toBe(0);
	expect(await indexes()).toEqual([]);
	expect(await check()).toEqual(plain);
	const kept = await indexes();
	// Of the lines, and what was derived from them.
	expect(kept).toHaveLength(2);
	expect(await check()).toEqual(plain);
	expect(await indexes()).toEqual(kept);
});

it('several commands at the same time on one cache say the same, and leave a whole index', async () => {
	const folder = await testFolder();
	const path = await folder.file('pool.jsonl', largePool());
	const cache = join(folder.path, 'cache');
	const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
	const score = async (...options: readonly string[]) => {
		const args = [cli, 'score', path, '--output', 'jsonl', ...options];
		return promisify(execFile)(process.execPath, args, { env: { ...process.env, XDG_CACHE_HOME: cache }, maxBuffer: 2 ** 26 });
	};
	const plain = await score('--no-cache');
	expect(await Promise.all([score(), score(), score()])).toEqual([plain, plain, plain]);
	const kept = await readdir(join(cache, 'insight-rlvr'));
	expect([kept.length, kept.filter((name) => !name.endsWith('.scan'))]).toEqual([2, []]);
	expect(await Promise.all([score(), score()])).toEqual([plain, plain]);
});
