/** The settings file beside a dataset, as commands change it. */
import { applyEdits, modify, type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import * as vscode from 'vscode';

const settingsFileName = 'insight.jsonc';

export function settingsFileOf(dataset: vscode.Uri): vscode.Uri {
	return vscode.Uri.joinPath(dataset, '..', settingsFileName);
}

export async function isThere(file: vscode.Uri): Promise<boolean> {
	return vscode.workspace.fs.stat(file).then(
		() => true,
		() => false,
	);
}

/**
 * Replaces what the file says of these settings; comments and all else stay. A file that is not there is made.
 *
 * @param values by key as it stands in the file, without `insight.`.
 * @throws Error where the file is broken, or cannot be written.
 */
export async function writeSettings(file: vscode.Uri, values: Readonly<Record<string, unknown>>): Promise<void> {
	if (!(await isThere(file))) {
		await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(withSettings('{}\n', values)));
		return;
	}
	const document = await vscode.workspace.openTextDocument(file);
	const text = document.getText();
	const edit = new vscode.WorkspaceEdit();
	edit.replace(file, new vscode.Range(document.positionAt(0), document.positionAt(text.length)), withSettings(text, values));
	if (!(await vscode.workspace.applyEdit(edit)) || !(await document.save())) throw new Error(`${file.fsPath} cannot be changed.`);
}

function withSettings(text: string, values: Readonly<Record<string, unknown>>): string {
	const errors: ParseError[] = [];
	parse(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
	const [error] = errors;
	if (error !== undefined)
		throw new Error(`${settingsFileName} is not valid JSON (${printParseErrorCode(error.error)}): repair it first.`);
	const formattingOptions = { insertSpaces: true, tabSize: 2, insertFinalNewline: true };
	return Object.entries(values).reduce(
		(changed, [key, value]) => applyEdits(changed, modify(changed, [key], value, { formattingOptions })),
		text,
	);
}
