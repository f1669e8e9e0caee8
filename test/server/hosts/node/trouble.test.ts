/** Disks that are full, files that are none, and two processes at once: with a real file system. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { LoadOptions } from '../../../../server/core/dataset/loadDataset.ts';
import { createCachingPool } from '../../../../server/core/scan/partCache.ts';
import { scanToPart } from '../../../../server/core/scan/scanToPart.ts';
import { createCacheFolder } from '../../../../server/hosts/node/cacheFolder.ts';
import { createSourceOpener } from '../../../../server/hosts/node/openSource.ts';
import { jsonl, load } from '../../../support/dataset.ts';
import { testFolder } from '../../../support/folder.ts';

const cli = fileURLToPath(new URL('../../../../dist/cli.cjs', import.meta.url));
if (!existsSync(cli)) throw new Error('Run "npm run build" first: dist/cli.cjs is not there.');
const { signal } = new AbortController();
const records = (count: number, length: number) =>
	jsonl(Array.from({ length: count }, (_, id) => ({ id, prompt: `${id}${'x'.repeat(length)}`, rewards: [1, 0] })));

/** Runs the command line where no file may grow beyond so many blocks of 512 bytes: the same to it as a disk that is full. */
function insightWithin(blocks: number, args: readonly string[], cache: string) {
	const command = ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, cli, ...args];
	const { status, stdout, stderr } = spawnSync('sh', command, { encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: cache } });
	return { status, stdout, stderr };
}

describe.skipIf(process.platform === 'win32')('a full disk', () => {
	it('ends an export with a message, and nothing is left behind', async () => {
		const folder = await testFolder();
		const pool = await folder.file('pool.jsonl', records(3000, 100));
		const out = join(folder.path, 'out.jsonl');
		const { status, stderr } = insightWithin(64, ['select', pool, '--top', '2900', '-o', out], folder.path);
		expect([status, stderr]).toEqual([3, expect.stringContaining(`Cannot write ${out}: the file grows larger than is allowed.`)]);
		expect(await readdir(folder.path)).toEqual(['pool.jsonl']);
	});

	it('keeps the index from being kept, which is said, and nothing else', async () => {
		const folder = await testFolder();
		const pool = await folder.file('pool.jsonl', records(2500, 3500));
		const { status, stdout, stderr } = insightWithin(16, ['score', pool, '--output', 'csv'], folder.path);
		expect([status, stdout.trimEnd().split('\r\n').length]).toEqual([0, 2501]);
		expect(stderr.match(/was not kept/g)).toHaveLength(1);
		expect(await readdir(join(folder.path, 'insight-rlvr'))).toEqual([]);
	});
});

it('what goes to a file, results and messages, is in it', async () => {
	const folder = await testFolder();
	const pool = await folder.file('pool.jsonl', `${records(3, 1)}broken\n`);
	const [out, messages] = await Promise.all(['out', 'messages'].map((name) => open(join(folder.path, name), 'w')));
	const { status } = spawnSync(process.execPath, [cli, 'score', pool, '--output', 'jsonl'], {
		stdio: ['ignore', out!.fd, messages!.fd],
	});
	await Promise.all([out!.close(), messages!.close()]);
	const lines = (await readFile(join(folder.path, 'out'), 'utf8')).trimEnd().split('\n');
	expect([status, lines.length]).toEqual([0, 3]);
	expect(await readFile(join(folder.path, 'messages'), 'utf8')).toContain('1 line of');
});

describe('what is no file', () => {
	const open = createSourceOpener(signal);

	it('is refused: a folder by the name of one, a pipe', async () => {
		const folder = await testFolder();
		await expect(open(folder.path)).rejects.toThrow('it is a folder. Name a file.');
		if (process.platform === 'win32') return;
		const pipe = join(folder.path, 'pipe.jsonl');
		execFileSync('mkfifo', [pipe]);
		// Not opened either: that would wait for a writer for ever.
		await expect(open(pipe)).rejects.toThrow('it is not a regular file. Pipe it in, and name it -.');
	});

	it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('is refused where it may not be read', async () => {
		const file = await (await testFolder()).file('secret.jsonl', records(1, 1));
		await chmod(file, 0);
		await expect(open(file)).rejects.toThrow('permission is denied');
	});
});

it('two processes on one cache find what is in the file, whoever writes, reads or makes room', async () => {
	const folder = await testFolder();
	const content = records(3000, 10);
	const open = createSourceOpener(signal);
	const files = await Promise.all(['a', 'b', 'c'].map((name) => folder.file(`${name}.jsonl`, content)));
	const seen = async (file: string, options: Partial<LoadOptions>) => {
		const { dataset } = await load(await open(file), {}, options);
		return [dataset.lines, dataset.columns, dataset.totals, dataset.ranking];
	};
	const expected = await seen(files[0]!, {});
	/** Room for two of the three. */
	const limit = 2 * 3000 * 75;
	const troubles: string[] = [];
	const window = async (): Promise<void> => {
		const cache = createCacheFolder(join(folder.path, 'cache'), (message) => troubles.push(message), limit);
		const pool = createCachingPool({ scan: scanToPart }, cache, 0);
		for (let round = 0; round < 3; round++) for (const file of files) expect(await seen(file, { pool })).toEqual(expected);
	};
	await Promise.all([window(), window(), window()]);
	expect(troubles).toEqual([]);
});
