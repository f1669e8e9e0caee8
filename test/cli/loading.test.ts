/** What the built programs load of themselves: each file takes Node a millisecond, and what only others need takes longer. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jsonl } from '../support/dataset.ts';
import { testFolder } from '../support/folder.ts';

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
if (!existsSync(cli)) throw new Error('Run "npm run build" first: dist/cli.cjs is not there.');

/** Says on standard error, behind all else, what was loaded. */
const hook = `process.on('exit', () => require('node:fs').writeSync(2, '\\nloaded ' + JSON.stringify(Object.keys(require.cache))));`;

/** Files of dist/, without the hashes in their names. */
async function loadedBy(args: readonly string[]): Promise<readonly string[]> {
	const folder = await testFolder();
	const { stderr } = spawnSync(process.execPath, ['--require', await folder.file('hook.cjs', hook), cli, ...args], {
		encoding: 'utf8',
	});
	const loaded = JSON.parse(/\nloaded (.*)$/.exec(stderr)![1]!) as readonly string[];
	return loaded.filter((path) => dirname(path) === dirname(cli)).map((path) => basename(path).replace(/-[\w-]{8}\.cjs$/, '.cjs'));
}

describe('the command line loads', () => {
	const first = ['cli.cjs', 'program.cjs', 'rolldown-runtime.cjs', 'start.cjs'];

	it('nothing that reads or scores to say which version it is', async () => {
		expect((await loadedBy(['--version'])).toSorted()).toEqual(first);
	});

	it('two more files to select, and none of the libraries that start when they are called', async () => {
		const path = await (await testFolder()).file('pool.jsonl', jsonl([{ id: 'a', rewards: [1, 0] }]));
		expect((await loadedBy(['select', path, '--top', '1'])).toSorted()).toEqual(
			[...first, 'commands.cjs', 'engine.cjs'].toSorted(),
		);
	});

	it('the credible interval to score, whose library is a file of its own', async () => {
		const path = await (await testFolder()).file('pool.jsonl', jsonl([{ id: 'a', rewards: [1, 0] }]));
		expect(await loadedBy(['score', path])).toContain('quantile.cjs');
	});
});
