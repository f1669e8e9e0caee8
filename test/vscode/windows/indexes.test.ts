import { deepStrictEqual } from 'node:assert';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { performAll, startWindows, type Windows } from '../host/windows.ts';
import { linesOf, openDataset, tableStatus } from './datasets.ts';

describe('two windows over the same file', () => {
	let windows: Windows;
	before(async () => {
		windows = await startWindows();
	});
	after(() => windows?.stop());

	it('share its index, whichever of them writes it', async () => {
		const folder = await windows.createFolder();
		// Large enough for an index.
		await writeFile(join(folder, 'pool.jsonl'), linesOf(12_000));
		const pages = await Promise.all([windows.open(folder), windows.open(folder)]);
		const read = [openDataset('pool.jsonl'), tableStatus('12,000 examples'), { missInWebview: '.line.progress' }];
		await Promise.all(pages.map((page) => performAll(page, read)));
		const indexes = async () => (await readdir(windows.indexFolder)).sort();
		const kept = await indexes();
		// Of the lines, and what was derived from them: nothing half written beside them.
		deepStrictEqual([kept.length, kept.filter((name) => !name.endsWith('.scan'))], [2, []]);
		await Promise.all(pages.map((page) => page.context().close()));
		await performAll(await windows.open(folder), read);
		deepStrictEqual(await indexes(), kept);
	});
});
