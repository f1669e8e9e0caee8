/** Runs first: nothing has been opened yet. */
import { strictEqual } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually, show } from './documents.ts';

describe('the extension', () => {
	it('starts when a jsonl document is opened, and not before', async () => {
		const extension = vscode.extensions.getExtension('insight-rlvr.insight-rlvr');
		await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'text' }));
		strictEqual(extension?.isActive, false);
		await show('pool.jsonl', { text: '{"id": "a", "rewards": [1, 0]}\n' });
		await eventually('active', () => extension?.isActive || undefined);
	});
});
