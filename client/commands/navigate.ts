/** Commands that move the cursor along the ranking, and along the lines of one example. */
import * as vscode from 'vscode';
import { formatCount } from '../../shared/format.ts';
import type { NavigateParams } from '../../shared/protocol.ts';
import type { Datasets } from '../datasets.ts';
import { activeDataset } from '../languageClient.ts';

const messageMs = 4000;

export async function navigate(datasets: Datasets, target: NavigateParams['target']): Promise<void> {
	const editor = activeDataset();
	if (editor === undefined) return;
	const result = await datasets.navigate({ uri: editor.document.uri.toString(), line: editor.selection.active.line, target });
	if (result === null) {
		vscode.window.setStatusBarMessage('InSight: no example here has a score', messageMs);
		return;
	}
	reveal(editor, result.line);
	const { number, lines } = result.place;
	const place = lines > 1 ? ` · line ${formatCount(number)} of its ${formatCount(lines)}` : '';
	const message = `InSight: rank ${formatCount(result.rank)} of ${formatCount(result.examples)}${place}`;
	vscode.window.setStatusBarMessage(message, messageMs);
}

/** Shows the hover of a lens's example. */
export async function explain(uri: string, line: number): Promise<void> {
	const shows = (editor: vscode.TextEditor | undefined): boolean => editor?.document.uri.toString() === uri;
	const { activeTextEditor, visibleTextEditors } = vscode.window;
	const shown = shows(activeTextEditor) ? activeTextEditor : visibleTextEditors.find(shows);
	const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.Active;
	const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri), { viewColumn });
	reveal(editor, line);
	await vscode.commands.executeCommand('editor.action.showHover');
}

function reveal(editor: vscode.TextEditor, line: number): void {
	editor.selection = new vscode.Selection(line, 0, line, 0);
	editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
