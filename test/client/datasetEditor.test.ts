import { describe, expect, it } from 'vitest';
import { datasetEditorPage } from '../../client/datasetEditorPage.ts';
import { tierOf } from '../../client/tiers.ts';
import { nextSort } from '../../client/webview/memory.ts';
import { isWebviewMemory } from '../../shared/webviewProtocol.ts';

describe('the page of the dataset editor', () => {
	const page = datasetEditorPage({
		origin: 'https://own.example',
		nonce: 'N0nce',
		script: 'https://own.example/a.js',
		style: 'https://own.example/a.css',
	});

	it('allows its own script, style and fonts, and nothing else', () => {
		const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
		expect(policy?.split('; ')).toEqual([
			"default-src 'none'",
			"script-src 'nonce-N0nce' 'strict-dynamic'",
			'style-src https://own.example',
			'font-src https://own.example',
			"base-uri 'none'",
			"form-action 'none'",
		]);
		expect(page.match(/<script[^>]*>/g)).toEqual(['<script type="module" nonce="N0nce" src="https://own.example/a.js">']);
	});
});

describe('the tier of a document', () => {
	it.each([
		[20 * 2 ** 20, 300_000, 'full'],
		[20 * 2 ** 20 + 1, 1, 'reduced'],
		[1, 300_001, 'reduced'],
		[50 * 2 ** 20, 1, 'reduced'],
		[50 * 2 ** 20 + 1, 1, 'none'],
	])('of %i characters in %i lines is %s', (length, lines, tier) => {
		expect(tierOf({ length, lines })).toBe(tier);
	});
});

describe('the page’s memory', () => {
	it('is only taken from what is one', () => {
		expect([undefined, null, 'x', {}, { filter: '' }].some(isWebviewMemory)).toBe(false);
		expect(isWebviewMemory({ filter: '', sort: { column: 'rank', descending: false }, paneShare: 0.4 })).toBe(true);
	});

	it('sorts what is good first, and turns around', () => {
		const byRank = { column: 'rank', descending: false } as const;
		expect(nextSort(byRank, 'score')).toEqual({ column: 'score', descending: true });
		expect(nextSort({ column: 'score', descending: true }, 'score')).toEqual({ column: 'score', descending: false });
		expect(nextSort(byRank, 'line')).toEqual({ column: 'line', descending: false });
	});
});
