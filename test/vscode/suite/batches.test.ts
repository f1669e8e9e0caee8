/** Lines that hold several examples, in a real VS Code. */
import { match, ok, strictEqual } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Api } from '../../../client/extension.ts';
import { eventually, show } from './documents.ts';

const batch = (step: number, rewards: Readonly<Record<string, readonly number[]>>): string => {
	const rollouts = Object.entries(rewards).flatMap(([prompt, list]) => list.map((reward) => ({ prompt, reward })));
	const record = {
		gen_step: rollouts.map(() => step),
		prompt: rollouts.map(({ prompt }) => prompt),
		completion: rollouts.map(() => '…'),
		MathAccuracy: rollouts.map(({ reward }) => reward),
	};
	return `${JSON.stringify(record)}\n`;
};
const log = batch(0, { a: [1, 0, 1, 0], b: [0, 0, 0, 0] }) + batch(1, { c: [1, 0] });

describe('a log of batches', () => {
	it('has a lens, heat and a hover on each line, which speak of all examples there', async () => {
		const { document } = await show('completions.jsonl', { text: log });
		const [title] = await eventually('lenses', async () => {
			const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
			const found = lenses.flatMap(({ command }) => command?.title ?? []).filter((text) => text.includes('examples here'));
			return found.length > 0 ? found : undefined;
		});
		match(title!, /^2 examples here, the best: .* 2\/4 solved/);
		const { exports } = vscode.extensions.getExtension<Api>('insight-rlvr.insight-rlvr')!;
		const heat = await eventually('heat', () => exports.heatmap.shown(document.uri.toString()));
		match(heat.buckets, /^\d\d ?$/);
		const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
			'vscode.executeHoverProvider',
			document.uri,
			new vscode.Position(0, 3),
		);
		const text = hovers.flatMap(({ contents }) => contents.map((content) => (content as vscode.MarkdownString).value)).join('\n');
		ok(text.includes('2 examples on this line, of 3'), text);
		strictEqual(document.lineCount, 3);
	});
});
