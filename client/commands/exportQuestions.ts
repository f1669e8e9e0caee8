/** What exports ask the user, and tell. */
import { basename, extname } from 'node:path';
import * as vscode from 'vscode';
import { formatQuantity } from '../../shared/format.ts';
import type { ExportOrder, ExportResult } from '../../shared/protocol.ts';
import { type Amount, parseAmount } from '../../shared/settings.ts';
import type { ExportProgress } from '../datasets.ts';
import { exportMessage } from './exportMessage.ts';

const lastAmountKey = 'insight.lastExportAmount';

/** @param step what the dialog is headed with, such as `Export Top-K (1/3)`. */
export async function askAmount(memory: vscode.Memento, available: number | undefined, step: string): Promise<Amount | undefined> {
	const text = await vscode.window.showInputBox({
		title: `${step}: how many`,
		prompt: `How many of the ${available === undefined ? 'examples' : formatQuantity(available, 'example')}, from the most informative on: a number, or a share such as 10%.`,
		value: memory.get(lastAmountKey, '10%'),
		ignoreFocusOut: true,
		validateInput: (value) =>
			parseAmount(value) === undefined ? 'Give a whole number from 1, or a share up to 100 % such as 10%.' : undefined,
	});
	if (text === undefined) return undefined;
	await memory.update(lastAmountKey, text);
	return parseAmount(text);
}

export async function askOrder(step: string): Promise<ExportOrder | undefined> {
	const items: readonly (vscode.QuickPickItem & { readonly order: ExportOrder })[] = [
		{ order: 'rank', label: 'By rank', description: 'the most informative first' },
		{ order: 'file', label: 'As in the file', description: 'the order of the source is kept' },
	];
	const picked = await vscode.window.showQuickPick(items, {
		title: `${step}: order of the lines`,
		ignoreFocusOut: true,
	});
	return picked?.order;
}

export async function askTarget(source: vscode.Uri, proposed: string, step: string): Promise<string | undefined> {
	const extension = extname(proposed).slice(1);
	const isLines = extension === 'jsonl' || extension === 'ndjson' || extension === '';
	const uri = await vscode.window.showSaveDialog({
		title: `${step}: file`,
		saveLabel: 'Export',
		defaultUri: source.with({ path: vscode.Uri.file(proposed).path }),
		filters: { ...(isLines ? { 'JSON Lines': ['jsonl', 'ndjson'] } : { [extension]: [extension] }), 'All files': ['*'] },
	});
	// On a remote machine, the dialog offers the one in front of the user as well.
	if (uri !== undefined && uri.scheme !== source.scheme) throw new Error('Choose a file on the machine that the dataset is on.');
	return uri?.fsPath;
}

/** Runs an export under a notification that can cancel it. @returns `undefined` where it did. */
export async function runExport(
	target: string,
	run: (token: vscode.CancellationToken, onProgress: ExportProgress) => Promise<ExportResult>,
): Promise<ExportResult | undefined> {
	const title = `InSight: exporting to ${basename(target)}`;
	return vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Notification, title, cancellable: true },
		async (progress, token) => {
			try {
				return await run(token, (message, increment) => progress.report({ message, increment }));
			} catch (error) {
				if (!token.isCancellationRequested) throw error;
				vscode.window.setStatusBarMessage('InSight: export cancelled, nothing was written', 5000);
				return undefined;
			}
		},
	);
}

export async function announce(result: ExportResult): Promise<void> {
	const { target, manifest } = result;
	const open = 'Open';
	const showManifest = 'Show Manifest';
	const message = exportMessage(result);
	const answer = await vscode.window.showInformationMessage(message, open, showManifest);
	const path = answer === open ? target : answer === showManifest ? manifest : undefined;
	if (path !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false });
}
