/** The dataset editor as a person uses it. */
import { deepStrictEqual, match } from 'node:assert';
import { appendFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { inWebview } from '../host/gestures.ts';
import { performAll, startWindows, suspendServers, type Windows } from '../host/windows.ts';
import { linesOf, openDataset as open, tableStatus as status } from './datasets.ts';

describe('a window with a dataset editor', () => {
	let windows: Windows;
	let page: Page;
	const openWindow = async (folder: string): Promise<Page> => {
		page = await windows.open(folder);
		return page;
	};
	before(async () => {
		windows = await startWindows();
	});
	afterEach(() => page?.context().close());
	after(() => windows?.stop());

	it('keeps what is there when reading is stopped', async () => {
		const folder = await windows.createFolder();
		await writeFile(join(folder, 'pool.jsonl'), '');
		const text = linesOf(20_000);
		for (let time = 0; time < 20; time++) await appendFile(join(folder, 'pool.jsonl'), text);
		await writeFile(join(folder, 'small.jsonl'), linesOf(1));
		await performAll(await openWindow(folder), [open('small.jsonl'), status('1 example')]);
		const servers = suspendServers();
		try {
			await performAll(page, [open('pool.jsonl')]);
			const stop = inWebview(page, 'button:has-text("Stop")');
			await servers.runUntil('reading can be stopped', () => stop.isVisible(), 10);
			await performAll(page, [{ clickInWebview: 'button:has-text("Stop")' }]);
			const stopped = inWebview(page, '.line.warning:has-text("Reading was stopped.")');
			await servers.runUntil('reading is said to be stopped', () => stopped.isVisible());
		} finally {
			servers.resume();
		}
		await performAll(page, [{ missInWebview: '.line.progress' }, { seeInWebview: 'button:has-text("Read All")' }]);
		const shown = await inWebview(page, '.status').textContent();
		const examples = Number(/^([\d,]+) examples/.exec(shown ?? '')?.[1]?.replaceAll(',', ''));
		deepStrictEqual([examples > 0, examples < 400_000], [true, true], shown ?? '');
		await performAll(page, [
			{ clickInWebview: '#row-0 .prompt' },
			{ press: 'End' },
			{ seeInWebview: `#row-${examples - 1} .score` },
		]);
		await performAll(page, [{ clickInWebview: 'button:has-text("Read All")' }, status('400,000 examples')]);
	});

	it('leaves nothing of an export that is cancelled, and says so', async () => {
		const folder = await windows.createFolder();
		await writeFile(join(folder, 'pool.jsonl'), linesOf(20_000).repeat(10));
		await performAll(await openWindow(folder), [
			open('pool.jsonl'),
			status('200,000 examples'),
			{ missInWebview: '.line.progress' },
			{ clickInWebview: 'button:has-text("Export…")' },
			{ choose: 'All rows shown' },
			{ choose: 'As in the file' },
			{ see: '.quick-input-widget:has-text("Export: file") .monaco-list-row:has-text("pool.jsonl")' },
		]);
		const servers = suspendServers();
		try {
			await performAll(page, [{ press: 'Enter' }]);
			await servers.runUntil('a file is half written', async () => (await readdir(folder)).some((name) => name.endsWith('.tmp')));
			await performAll(page, [
				{ click: '#status\\.notifications' },
				{ click: '.notifications-center .notification-list-item:has-text("InSight: exporting") .monaco-button:has-text("Cancel")' },
			]);
			const cancelled = page.locator('.statusbar-item:has-text("export cancelled, nothing was written")');
			await servers.runUntil('the export is said to be cancelled', () => cancelled.isVisible());
		} finally {
			servers.resume();
		}
		deepStrictEqual(await readdir(folder), ['pool.jsonl']);
	});

	it('is as it was when it is reloaded: filter, order, place, the record beside it and marks', async () => {
		const folder = await windows.createFolder();
		await writeFile(join(folder, 'pool.jsonl'), linesOf(1_000));
		await performAll(await openWindow(folder), [open('pool.jsonl'), status('1,000 examples')]);
		await inWebview(page, '.filter input').fill('successes >= 2');
		await performAll(page, [
			{ press: 'Enter' },
			status('of 1,000 examples'),
			{ clickInWebview: '.header button:has-text("Id")' },
			{ seeInWebview: '[aria-sort=ascending]:has-text("Id")' },
			{ clickInWebview: '#row-3 .prompt' },
			{ press: 'Space' },
			status('1 included'),
			{ press: 'End' },
			{ press: 'x' },
			status('1 excluded'),
			{ press: 'Enter' },
			{ seeInWebview: 'h2' },
		]);
		const seen = async () => ({
			status: await inWebview(page, '.status').textContent(),
			filter: await inWebview(page, '.filter input').inputValue(),
			sorted: await inWebview(page, '[aria-sort=ascending]').textContent(),
			record: await inWebview(page, 'h2').textContent(),
			row: await inWebview(page, '.row[aria-selected=true]').textContent(),
		});
		const before = await seen();
		match(before.status ?? '', /^777 of 1,000 examples · 1 included · 1 excluded/);
		// As the browser's own reloading is not: it asks VS Code to keep what is open first.
		const isReloaded = page.waitForEvent('load');
		await performAll(page, [{ command: 'Developer: Reload Window' }]);
		await isReloaded;
		await performAll(page, [
			status('1 excluded'),
			{ seeInWebview: `h2:has-text("${before.record}")` },
			{ seeInWebview: '.row[aria-selected=true]' },
		]);
		deepStrictEqual(await seen(), before);
	});
});
