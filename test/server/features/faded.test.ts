/** Where evidence fades, counts of all rollouts do not pass for those that a rate is made of. */
import { describe, expect, it } from 'vitest';
import { codeLenses, resolveCodeLens } from '../../../server/features/codeLens.ts';
import { documentSymbols } from '../../../server/features/documentSymbol.ts';
import { hover } from '../../../server/features/hover.ts';
import { jsonLines, scoredText } from '../../support/documents.ts';

/** `a` was solved 4/4, then 1/4; `b` was visited once. Under λ = 0.5 per visit 2/2 of the former are left beside the latter. */
const history = jsonLines([
	{ id: 'a', step: 1, rewards: [1, 1, 1, 1] },
	{ id: 'a', step: 2, rewards: [1, 0, 0, 0] },
	{ id: 'b', step: 2, rewards: [1, 1, 0, 0] },
]);

async function said(discount: number) {
	const document = await scoredText(history, { 'insight.discount': discount, 'insight.group': ['id'] });
	const lenses = codeLenses(document, false).filter(({ data }) => data.kind === 'example');
	return {
		lenses: lenses.map((lens) => resolveCodeLens(lens, document, false).command!.title.replace(/^.*solved/, 'solved')),
		symbols: documentSymbols(document).map(({ detail }) => detail!.replace(/^.* · /, '')),
		hover: JSON.stringify(hover(document, 0)),
	};
}

describe('what is said of an example whose evidence has faded', () => {
	it('is what is left of its counts, beside all of them', async () => {
		const { lenses, symbols, hover } = await said(0.5);
		expect(lenses[0]).toMatch(/^solved, faded to 3.0\/6.0 · p 0.50 /);
		expect(lenses[1]).toMatch(/^solved · p 0.50 /);
		expect(symbols).toEqual(['5/8 solved, faded to 3.0/6.0', '2/4 solved']);
		expect(hover).toContain('Solved 5 of 8 times, which have faded to 3.0 of 6.0.');
	});

	it('is nothing of it without a discount', async () => {
		const { lenses, hover } = await said(1);
		expect([...lenses, hover].join()).not.toContain('faded');
	});
});
