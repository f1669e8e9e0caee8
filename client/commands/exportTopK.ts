/** Export Top-K…: asks how many, in which order and where to; or takes the answers as arguments. */
import { basename, dirname, extname, join } from 'node:path';
import * as vscode from 'vscode';
import { formatQuantity } from '../../shared/format.ts';
import type { ExportOrder, ExportResult } from '../../shared/protocol.ts';
import { type Amount, parseAmount } from '../../shared/settings.ts';
import type { Datasets } from '../datasets.ts';

/** Answers given beforehand, by a keybinding or a test. */
export interface ExportArguments {
	readonly uri?: string;
	readonly top?: Amount;
	readonly order?: ExportOrder;
	/** Path of the file to write. */
	readonly target?: string;
}

const lastAmountKey = 'insight.lastExportAmount';

/** @returns what was written, or `undefined` where the user thought better of it. */
export async function exportTopK(
	datasets: Datasets,
	memory: vscode.Memento,
	given: ExportArguments = {},
): Promise<ExportResult | undefined> {
	const document = await documentOf(given.uri);
	if (document === undefined || !(await isSaved(document))) return undefined;
	const top = given.top ?? (await askAmount(memory));
	if (top === undefined) return undefined;
	const order = given.order ?? (await askOrder());
	if (order === undefined) return undefined;
	const target = given.target ?? (await askTarget(document, top));
	if (target === undefined) return undefined;
	const result = await vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Notification, title: `InSight: exporting to ${basename(target)}`, cancellable: true },
		async (progress, token) => {
			try {
				return await datasets.exportTopK({ uri: document.uri.toString(), top, order, target }, token, (message, increment) =>
					progress.report({ message, increment }),
				);
			} catch (error) {
				if (token.isCancellationRequested) return undefined;
				throw error;
			}
		},
	);
	if (result !== undefined && given.target === undefined) void announce(result);
	return result;
}

async function documentOf(uri: string | undefined): Promise<vscode.TextDocument | undefined> {
	if (uri !== undefined) return vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
	return vscode.window.activeTextEditor?.document;
}

/** The lines that go out are those on the disk, so unsaved edits have to get there first. */
async function isSaved(document: vscode.TextDocument): Promise<boolean> {
	if (!document.isDirty && !document.isUntitled) return true;
	const save = 'Save and Export';
	const message = `${basename(document.fileName)} has unsaved changes. The export copies lines of the saved file.`;
	if ((await vscode.window.showWarningMessage(message, { modal: true }, save)) !== save) return false;
	return document.save();
}

async function askAmount(memory: vscode.Memento): Promise<Amount | undefined> {
	const text = await vscode.window.showInputBox({
		title: 'Export Top-K (1/3)',
		prompt: 'How many of the most informative examples? A number, or a share such as 10%.',
		value: memory.get(lastAmountKey, '10%'),
		validateInput: (value) =>
			parseAmount(value) === undefined ? 'Give a whole number from 1, or a share from 0 to 100 % such as 10%.' : undefined,
	});
	if (text === undefined) return undefined;
	await memory.update(lastAmountKey, text);
	return parseAmount(text);
}

async function askOrder(): Promise<ExportOrder | undefined> {
	const items: readonly (vscode.QuickPickItem & { readonly order: ExportOrder })[] = [
		{ order: 'rank', label: 'By rank', description: 'the most informative first' },
		{ order: 'file', label: 'As in the file', description: 'the order of the source is kept' },
	];
	return (await vscode.window.showQuickPick(items, { title: 'Export Top-K (2/3): order of the lines' }))?.order;
}

async function askTarget(document: vscode.TextDocument, top: Amount): Promise<string | undefined> {
	const source = document.uri.fsPath;
	const extension = extname(source);
	const amount = 'count' in top ? String(top.count) : `${top.percent}pct`;
	const proposed = join(dirname(source), `${basename(source, extension)}.top${amount}${extension || '.jsonl'}`);
	const uri = await vscode.window.showSaveDialog({
		title: 'Export Top-K (3/3)',
		saveLabel: 'Export',
		defaultUri: document.uri.with({ path: vscode.Uri.file(proposed).path }),
		filters: { 'JSON Lines': ['jsonl', 'ndjson'], 'All files': ['*'] },
	});
	return uri?.fsPath;
}

async function announce({ examples, lines, target, manifest }: ExportResult): Promise<void> {
	const open = 'Open';
	const showManifest = 'Show Manifest';
	const what = `${formatQuantity(examples, 'example')} (${formatQuantity(lines, 'line')})`;
	const answer = await vscode.window.showInformationMessage(
		`Wrote ${what} to ${basename(target)}, and a manifest beside it.`,
		open,
		showManifest,
	);
	const path = answer === open ? target : answer === showManifest ? manifest : undefined;
	if (path !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(path));
}
