import { deepStrictEqual } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Step } from '../host/gestures.ts';
import { performAll, startWindows, type Windows } from '../host/windows.ts';
import { fileRow, linesOf } from './datasets.ts';

describe('a window with a review', () => {
	let windows: Windows;
	before(async () => {
		windows = await startWindows();
	});
	after(() => windows?.stop());

	it('exports the set that is reviewed, by the button on it', async () => {
		const folder = await windows.createFolder();
		await writeFile(join(folder, 'pool.jsonl'), linesOf(90));
		const page = await windows.open(folder);
		const accept = (title: string): readonly Step[] => [
			{ see: `.quick-input-widget:has-text("Export Top-K: ${title}")` },
			{ press: 'Enter' },
		];
		await performAll(page, [
			{ open: 'pool.jsonl' },
			{ see: '.codelens-decoration:has-text("score")' },
			{ command: 'InSight: Review Curriculum' },
			{ clickInWebview: 'a:has-text("Export this set…")' },
			// How many is not asked: as many as are reviewed.
			...['chosen by', 'prompts without rollouts', 'order', 'written as', 'control set'].flatMap(accept),
			{ see: '.quick-input-widget:has-text("Export Top-K: file") .monaco-list-row:has-text("pool.jsonl")' },
			{ press: 'Enter' },
			{ see: fileRow('pool.top10pct.jsonl.insight.json') },
		]);
		const written = (await readFile(join(folder, 'pool.top10pct.jsonl'), 'utf8')).trimEnd().split('\n');
		// Nine of ninety: of eight rollouts each, three successes teach most (method.md section 2), which ten of them have.
		const solved = written.map((line) => (JSON.parse(line) as { rewards: number[] }).rewards.filter(Boolean).length);
		deepStrictEqual(
			solved,
			Array.from({ length: 9 }, () => 3),
		);
	});
});
