/** Commands that move the cursor along the ranking. */
import * as vscode from 'vscode';
import { formatCount } from '../../shared/format.ts';
import type { NavigateParams } from '../../shared/protocol.ts';
import type { Datasets } from '../datasets.ts';

export async function navigate(datasets: Datasets, target: NavigateParams['target']): Promise<void> {
	const editor = vscode.window.activeTextEditor;
	if (editor === undefined) return;
	const result = await datasets.navigate({ uri: editor.document.uri.toString(), line: editor.selection.active.line, target });
	if (result === null) return void vscode.window.setStatusBarMessage('InSight: no example here has a score', 4000);
	reveal(editor, result.line);
	vscode.window.setStatusBarMessage(`InSight: rank ${formatCount(result.rank)} of ${formatCount(result.examples)}`, 4000);
}

/** Shows the hover of a lens's example. */
export async function explain(uri: string, line: number): Promise<void> {
	const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri), { preserveFocus: false });
	reveal(editor, line);
	await vscode.commands.executeCommand('editor.action.showHover');
}

function reveal(editor: vscode.TextEditor, line: number): void {
	editor.selection = new vscode.Selection(line, 0, line, 0);
	editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
