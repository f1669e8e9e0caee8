/** Commands about dataset editors. */
import * as vscode from 'vscode';
import type { ExportResult } from '../../shared/protocol.ts';
import type { TableCommand, TableOpening } from '../../shared/webviewProtocol.ts';
import { commandIds } from '../commandIds.ts';
import type { DatasetEditors } from '../datasetEditor.ts';
import type { Tables } from '../tables.ts';
import { type RowsAnswers, writeRows } from './exportRows.ts';

/** What to open, and how; a menu gives the file alone. */
type OpenArguments = vscode.Uri | (TableOpening & { readonly uri: string | vscode.Uri });

export function registerDatasetEditorCommands(editors: DatasetEditors, tables: Tables): vscode.Disposable {
	const register = vscode.commands.registerCommand;
	/** A command for the editor in front; its context menu says which row is meant. */
	const forward = (id: string, command: TableCommand): vscode.Disposable =>
		register(id, (context?: { readonly line?: number }) => editors.run(command, context?.line));
	return vscode.Disposable.from(
		register(commandIds.openDatasetEditor, (given?: OpenArguments) => openDatasetEditor(editors, given)),
		register(commandIds.exportSelection, (answers?: RowsAnswers) => exportSelection(editors, tables, answers)),
		forward(commandIds.tableInclude, 'include'),
		forward(commandIds.tableExclude, 'exclude'),
		forward(commandIds.tableUnmark, 'unmark'),
		forward(commandIds.tableGoTo, 'goTo'),
		forward(commandIds.tableOpenText, 'openText'),
		forward(commandIds.tableCopyId, 'copyId'),
	);
}

async function openDatasetEditor(editors: DatasetEditors, given: OpenArguments | undefined): Promise<void> {
	if (given instanceof vscode.Uri) return editors.open(given);
	if (given !== undefined) {
		const { uri, ...opening } = given;
		return editors.open(typeof uri === 'string' ? vscode.Uri.parse(uri) : uri, opening);
	}
	const editor = vscode.window.activeTextEditor;
	const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
	// A file that is too large for extensions has a tab, but no editor.
	const uri = editor?.document.uri ?? (input instanceof vscode.TabInputText ? input.uri : undefined);
	// Who has not moved from the first line wants to see the best.
	const line = editor?.selection.active.line ?? 0;
	if (uri?.scheme === 'file') return editors.open(uri, line === 0 ? {} : { line });
	void vscode.window.showInformationMessage('InSight: open a dataset first, or choose Open in Dataset Editor in the explorer.');
}

/** @param answers to export without asking; what fails is thrown then. */
async function exportSelection(
	editors: DatasetEditors,
	tables: Tables,
	answers: RowsAnswers | undefined,
): Promise<ExportResult | undefined> {
	const uri = editors.active();
	if (uri === undefined) {
		void vscode.window.showInformationMessage('InSight: open a dataset in the dataset editor first.');
		return undefined;
	}
	if (answers === undefined) {
		editors.run('export');
		return undefined;
	}
	const shown = editors.shown(uri.toString());
	if (shown?.rows === undefined) throw new Error('The rows are not there yet.');
	return writeRows(tables, uri, shown.rows, answers);
}
