import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { smallestCached } from '../../server/core/scan/partCache.ts';
import { insight } from '../support/commandLine.ts';
import { testFolder } from '../support/folder.ts';

it('large files are indexed once, unless that is not wanted, and say the same the second time', async () => {
	const folder = await testFolder();
	const prompt = 'What is 1 + 1? '.repeat(4000);
	const lines = Array.from({ length: Math.ceil(smallestCached / prompt.length) }, (_, line) => ({
		id: `p${line}`,
		prompt,
		rewards: [1, line % 2],
	}));
	const path = await folder.file('pool.jsonl', `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"id":`);
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
