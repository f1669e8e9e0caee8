/** What is done after each edit of a document with many examples: nothing is made of an example that nobody sees. */
import { expect, it } from 'vitest';
import type { ScoredDocument } from '../../../server/core/document/scoredDocument.ts';
import { codeLenses } from '../../../server/features/codeLens.ts';
import { diagnostics } from '../../../server/features/diagnostics.ts';
import { heatmap } from '../../../server/features/heatmap.ts';
import { jsonLines, scoredText } from '../../support/documents.ts';

/** Forty prompts that all stand twice. */
const text = jsonLines(Array.from({ length: 80 }, (_, index) => ({ prompt: `p${index % 40}`, rewards: [1, 0, 0, index % 2] })));

async function columnsOnly(): Promise<ScoredDocument> {
	const document = await scoredText(text);
	const at = (): never => {
		throw new Error('An example was made.');
	};
	return { ...document, dataset: { ...document.dataset, examples: { length: 80, at, slice: at, [Symbol.iterator]: at } } };
}

it('lenses and heat come from columns', async () => {
	const document = await columnsOnly();
	expect(codeLenses(document, false)).toHaveLength(81);
	expect(heatmap(document, { mode: 'score', scale: 'rank', top: { count: 8 } }).top).toHaveLength(8);
});

it('only findings that are shown get a message', async () => {
	const document = await scoredText(text, { 'insight.diagnostics.limit': 10 });
	let messages = 0;
	const lineName = (line: number): string => {
		messages++;
		return `line ${line + 1}`;
	};
	expect(diagnostics({ ...document, dataset: { ...document.dataset, lineName } })).toHaveLength(10);
	expect(messages).toBe(9);
});
