/** The ground the other tests stand on. */
import { strictEqual } from 'node:assert';
import { realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('the workspace', () => {
	it('is a copy that tests may write to', async () => {
		const folder = vscode.workspace.workspaceFolders?.[0];
		strictEqual(vscode.workspace.workspaceFolders?.length, 1);
		strictEqual(folder!.uri.fsPath.startsWith(await realpath(tmpdir())), true);
		await writeFile(join(folder!.uri.fsPath, 'written.txt'), 'by a test');
	});

	it('opens .jsonl in the language the extension is for', async () => {
		const [file] = await vscode.workspace.findFiles('*.jsonl');
		const document = await vscode.workspace.openTextDocument(file!);
		strictEqual(document.languageId, 'jsonl');
	});
});
