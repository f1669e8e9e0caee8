/** What features make of lines that hold several examples: batches, as ms-swift logs them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeActions } from '../../../server/features/codeAction.ts';
import { codeLenses, resolveCodeLens } from '../../../server/features/codeLens.ts';
import { describeFormat } from '../../../server/features/describeFormat.ts';
import { diagnostics } from '../../../server/features/diagnostics.ts';
import { documentSymbols } from '../../../server/features/documentSymbol.ts';
import { heatmap } from '../../../server/features/heatmap.ts';
import { hover } from '../../../server/features/hover.ts';
import { navigate } from '../../../server/features/navigate.ts';
import { status } from '../../../server/features/status.ts';
import { OpenDocument } from '../../../server/openDocument.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { jsonLines, scored, scoredText } from '../../support/documents.ts';

const batch = (step: number, rollouts: readonly (readonly [prompt: string, reward: number | null])[]) => ({
	gen_step: rollouts.map(() => step),
	prompt: rollouts.map(([prompt]) => prompt),
	completion: rollouts.map(() => '…'),
	MathAccuracy: rollouts.map(([, reward]) => reward),
});
/** a: 2 of 4 on the first line and 1 of 2 on the last, b: 0 of 4 on the first, c: 1 of 2 on the second alone. */
const text = jsonLines([
	batch(0, [
		...([1, 1, 0, 0] as const).map((reward) => ['a', reward] as const),
		...([0, 0, 0, 0] as const).map((reward) => ['b', reward] as const),
	]),
	batch(1, [
		['c', 1],
		['c', 0],
	]),
	batch(2, [
		['a', 0],
		['a', 1],
	]),
]);

describe('a line that holds several examples', () => {
	it('is read as the files are', async () => {
		const fixture = new URL('../../fixtures/formats/ms-swift/', import.meta.url);
		const { counts } = JSON.parse(readFileSync(new URL('expected.json', fixture), 'utf8')) as {
			counts: { prompts: number; rollouts: number; successes: number };
		};
		const document = await scoredText(readFileSync(new URL('completions.jsonl', fixture), 'utf8'));
		expect(status(document)).toMatchObject({
			format: { name: 'ms-swift' },
			examples: counts.prompts,
			rollouts: counts.rollouts,
			successes: counts.successes,
			brokenLines: 0,
		});
	});

	it('has one lens, which speaks of the best of them', async () => {
		const document = await scoredText(text);
		const lenses = codeLenses(document, false).filter(({ data }) => data.kind === 'example');
		expect(lenses.map(({ range }) => range.start.line)).toEqual([0, 1]);
		const titles = lenses.map((lens) => resolveCodeLens(lens, document, false).command?.title);
		expect(titles[0]).toMatch(/^2 examples here, the best: score \S+ · rank [12] of 3 · 3\/6 solved/);
		expect(titles[1]).toMatch(/^score \S+ · rank [12] of 3 · 1\/2 solved/);
	});

	it('has the heat of the best of them, on a line each', async () => {
		const document = await scoredText(text);
		const { buckets, top } = heatmap(document, { mode: 'score', scale: 'rank', top: { count: 2 } });
		expect(buckets).toHaveLength(4); // The text ends with a line break.
		expect([buckets[0] === buckets[2], buckets[3]]).toEqual([true, ' ']);
		expect(top).toEqual([0, 1, 2]);
	});

	it('has a hover that lists them', async () => {
		const document = await scoredText(text);
		const said = (line: number) => (hover(document, line)!.contents as { value: string }).value;
		expect(said(0)).toContain('**2 examples on this line, of 3**');
		expect(said(0)).toMatch(/\| 1, 2, 3, 4 \| [12] \| \S+ \| 3\/6 solved \|/);
		expect(said(0)).toMatch(/\| 5, 6, 7, 8 \| 3 \| \S+ \| 0\/4 solved \|/);
		expect(said(1)).not.toContain('This line is number');
		expect(said(2)).toContain('Solved 3 of 6 times.');
		expect(said(2)).toContain('This line is number 2 of its 2; the others are 1.');
	});

	it('is a place to go to for the best of them', async () => {
		const document = await scoredText(text);
		const best = navigate(document, { line: 3, target: 'best' })!;
		const next = navigate(document, { line: best.line, target: 'next' })!;
		expect(new Set([best.line, next.line])).toEqual(new Set([0, 1]));
		// What is third stands on a line whose best is somewhere else in the ranking.
		expect(navigate(document, { line: next.line, target: 'next' })).toMatchObject({ line: next.line, rank: 2 });
		expect(navigate(document, { line: 0, target: 'nextRollout' })).toMatchObject({ line: 2, place: { number: 2, lines: 2 } });
		expect(navigate(document, { line: 2, target: 'nextRollout' })).toMatchObject({ line: 0, place: { number: 1, lines: 2 } });
	});

	it('has them in the outline, and in the account of the format, by their place', async () => {
		const document = await scoredText(text);
		expect(documentSymbols(document).map(({ name, range }) => [name, range.start.line])).toEqual([
			['entry 1 of line 1', 0],
			['entry 5 of line 1', 0],
			['entry 1 of line 2', 1],
		]);
		expect(describeFormat(document)).toContain('| entry 5 of line 1 | – | 0/4 solved |');
	});

	it('has findings that name the entry, fade nothing, and delete no others with it', async () => {
		const document = await scoredText(`${text}not json\n`);
		const found = diagnostics(document);
		expect(found.map(({ code, range, message, tags }) => [code, range.start.line, String(message).slice(0, 9), tags])).toEqual(
			expect.arrayContaining([
				['intractable', 0, 'Entry 5: ', undefined],
				['invalid-json', 3, expect.any(String), undefined],
			]),
		);
		expect(codeActions(document, found).map(({ title }) => title)).toEqual(['Delete the broken line']);
	});

	it('is read again when it is edited, alone', async () => {
		const document = new OpenDocument('file:///data.jsonl', 1, text, defaultSettings());
		await scored(document);
		const { linesRead } = document.work;
		const line = JSON.stringify(
			batch(1, [
				['c', 1],
				['c', 1],
				['d', null],
			]),
		);
		document.apply(2, [{ range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, text: `${line}\n\n` }]);
		const now = await scored(document);
		expect(status(now)).toMatchObject({ examples: 4, rollouts: 12, successes: 5, unscored: 1 });
		expect(now.places.lineCount).toBe(5);
		// Its three, and the two of the line that the change ends on.
		expect(document.work.linesRead - linesRead).toBe(5);
		expect(JSON.stringify(hover(now, 1))).toContain('2 examples on this line, of 4');
		expect(JSON.stringify(hover(now, 3))).toContain('Solved 3 of 6 times.');
	});

	it('may come and go', async () => {
		const document = new OpenDocument('file:///data.jsonl', 1, '{"id":"x","rewards":[1,0]}\n', defaultSettings());
		await scored(document);
		document.apply(2, [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text }]);
		expect(status(await scored(document))).toMatchObject({ format: { name: 'ms-swift' }, examples: 3, rollouts: 12 });
		document.apply(3, [{ text: '{"id":"x","rewards":[1,0]}\n' }]);
		expect(status(await scored(document))).toMatchObject({ format: { name: 'reward-list' }, examples: 1, rollouts: 2 });
	});
});
