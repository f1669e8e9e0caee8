import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepCompiled } from '../../../../server/hosts/node/compileCache.ts';
import { testFolder } from '../../../support/folder.ts';

/** The folders that Node is told to use. */
function foldersOf(cacheFolder: string): readonly string[] {
	const folders: string[] = [];
	keepCompiled(cacheFolder, { enableCompileCache: (folder) => folders.push(folder) });
	return folders;
}

describe('what Node compiled', () => {
	it('is kept in a folder that nobody else can write to', async () => {
		const cache = join((await testFolder()).path, 'cache');
		const folder = join(cache, 'compiled');
		expect(foldersOf(cache)).toEqual([folder]);
		if (process.platform !== 'win32') expect((await stat(folder)).mode & 0o777).toBe(0o700);
		expect(foldersOf(cache)).toEqual([folder]);
	});

	it.skipIf(process.platform === 'win32')('is not looked for where others can write', async () => {
		const cache = (await testFolder()).path;
		await mkdir(join(cache, 'compiled'));
		await chmod(join(cache, 'compiled'), 0o777);
		expect(foldersOf(cache)).toEqual([]);
	});

	it('is not kept where there can be no folder, and by a Node that cannot', async () => {
		const cache = (await testFolder()).path;
		await writeFile(join(cache, 'compiled'), '');
		await writeFile(join(cache, 'file'), '');
		expect(foldersOf(join(cache, 'file'))).toEqual([]);
		expect(() => keepCompiled(cache, {})).not.toThrow();
	});
});
