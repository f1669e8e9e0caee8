import { describe, expect, it } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver-types';
import { codeActions } from '../../../server/features/codeAction.ts';
import { diagnostics } from '../../../server/features/diagnostics.ts';
import { scoredText } from '../../support/documents.ts';

const good = '{"id": "a", "prompt": "p", "rewards": [1, 0]}';
const other = '{"id": "b", "prompt": "q", "rewards": [1, 0]}';

/** Every fix that is offered for a text, by its title, with the text that it leaves. */
async function fixesOf(text: string): Promise<Readonly<Record<string, string>>> {
	const document = await scoredText(text);
	return Object.fromEntries(codeActions(document, diagnostics(document)).map((action) => [action.title, applied(action, text)]));
}

function applied({ edit }: CodeAction, text: string): string {
	const lines = text.split('\n');
	const offsetOf = ({ line, character }: Range['start']): number =>
		lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + character;
	const edits = Object.values(edit?.changes ?? {}).flat();
	// From the back, so that offsets before stay right.
	return edits
		.sort((left, right) => right.range.start.line - left.range.start.line)
		.reduce((rest, { range }) => rest.slice(0, offsetOf(range.start)) + rest.slice(offsetOf(range.end)), text);
}

describe('quick fixes', () => {
	it('delete a broken line, and its line break with it', async () => {
		expect(await fixesOf(`${good}\n<PLACEHOLDER ROW>\n${other}\n`)).toEqual({ 'Delete the broken line': `${good}\n${other}\n` });
	});

	it('delete all broken lines at once', async () => {
		const fixes = await fixesOf(`<PLACEHOLDER ROW>\n${good}\n17\n<PLACEHOLDER ROW>\n`);
		expect(fixes['Delete all 3 broken lines']).toBe(`${good}\n`);
		expect(fixes['Delete the line, which is no record']).toBe(`<PLACEHOLDER ROW>\n${good}\n<PLACEHOLDER ROW>\n`);
	});

	it('delete a torn last line, which has no line break of its own', async () => {
		expect(await fixesOf(`${good}\n{"id": "b", "rew`)).toEqual({ 'Delete the torn line': good });
		expect(await fixesOf('<PLACEHOLDER ROW>')).toEqual({ 'Delete the broken line': '' });
	});

	it('delete the second of two records with one id or prompt', async () => {
		expect(await fixesOf(`${good}\n${good}\n`)).toEqual({ 'Delete the record that repeats the id': `${good}\n` });
		const again = good.replace('"a"', '"c"');
		expect(await fixesOf(`${good}\n${again}\n`)).toEqual({ 'Delete the record that repeats the prompt': `${good}\n` });
	});

	it('are not offered where deleting is no answer', async () => {
		expect(await fixesOf(`${'{"id": "a", "rewards": [1, 1, 1, 1]}'}\n{"id": "b"}\n`)).toEqual({});
	});
});
