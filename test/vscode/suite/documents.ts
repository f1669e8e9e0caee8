/** What tests in the extension host need to put documents in front of a user, and to wait for what the user sees. */
import { copyFile, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Against what never comes, not against machines that are busy. */
const patienceMs = 40_000;

/** Resolves as soon as the check gives something, asked again at short intervals. */
export async function eventually<T>(what: string, check: () => T | undefined | Promise<T | undefined>): Promise<T> {
	const end = Date.now() + patienceMs;
	while (Date.now() < end) {
		const result = await check();
		if (result !== undefined) return result;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`not within ${patienceMs / 1000} s: ${what}`);
}

/** A copy of the text or file as a document in the workspace, shown in the editor. */
export async function show(
	name: string,
	content: { readonly text: string } | { readonly path: string },
): Promise<vscode.TextEditor> {
	const folder = await mkdtemp(join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'case-'));
	const path = join(folder, name);
	if ('text' in content) await writeFile(path, content.text);
	else await copyFile(content.path, path);
	return vscode.window.showTextDocument(vscode.Uri.file(path));
}

/** Of all lenses, also those out of sight. */
export async function lensTitles(uri: vscode.Uri): Promise<readonly string[]> {
	const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10_000);
	return lenses.map(({ command }) => command?.title ?? '');
}
