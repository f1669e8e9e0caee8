/** Export Top-K…: asks how many, in which order and where to; or takes the answers as arguments. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { formatQuantity } from '../../shared/format.ts';
import type { ExportOrder, ExportParams, ExportResult } from '../../shared/protocol.ts';
import { type Amount, parseAmount } from '../../shared/settings.ts';
import type { Datasets } from '../datasets.ts';
import { activeDataset } from '../languageClient.ts';
import { isSamePath, proposedTarget } from './exportTarget.ts';

/** Answers given beforehand, by a lens, a keybinding or a test. */
export interface ExportArguments {
	readonly uri?: string | vscode.Uri;
	readonly top?: Amount;
	readonly order?: ExportOrder;
	/** Path of the file to write. Where it is given, what is written is not announced, and what fails is thrown. */
	readonly target?: string;
}

const lastAmountKey = 'insight.lastExportAmount';

/**
 * @param given answers, or the document, as menus give it.
 * @returns what was written, or `undefined` where the user thought better of it.
 */
export async function exportTopK(
	datasets: Datasets,
	memory: vscode.Memento,
	given: ExportArguments | vscode.Uri = {},
): Promise<ExportResult | undefined> {
	const answers: ExportArguments = given instanceof vscode.Uri ? { uri: given } : given;
	if (answers.target !== undefined) return run(datasets, memory, answers);
	try {
		const result = await run(datasets, memory, answers);
		if (result !== undefined) void announce(result);
		return result;
	} catch (error) {
		void vscode.window.showErrorMessage(`InSight: ${error instanceof Error ? error.message : error}`);
		return undefined;
	}
}

async function run(datasets: Datasets, memory: vscode.Memento, answers: ExportArguments): Promise<ExportResult | undefined> {
	const source = await sourceOf(answers.uri);
	if (source === undefined) return undefined;
	const uri = source.toString();
	const top = answers.top ?? (await askAmount(memory, (await datasets.status(uri))?.examples));
	if (top === undefined) return undefined;
	const order = answers.order ?? (await askOrder());
	if (order === undefined) return undefined;
	const target = answers.target ?? (await askTarget(source, top));
	if (target === undefined) return undefined;
	if (isSamePath(source.fsPath, target, process.platform))
		throw new Error(`Cannot write ${target}: it is the source. Choose another name.`);
	return withProgress(datasets, { uri, top, order, target });
}

/** The file to export from. The lines that go out are those on the disk, so unsaved edits have to get there first. */
async function sourceOf(uri: string | vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
	const document =
		uri === undefined
			? activeDataset()?.document
			: await vscode.workspace.openTextDocument(typeof uri === 'string' ? vscode.Uri.parse(uri) : uri);
	if (document === undefined || !(document.isDirty || document.isUntitled)) return document?.uri;
	const save = 'Save and Export';
	const message = `${basename(document.fileName)} ${document.isUntitled ? 'is not saved yet' : 'has unsaved changes'}.`;
	const detail = 'The export copies lines of the saved file, byte for byte.';
	if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, save)) !== save) return undefined;
	if (!document.isUntitled) return (await document.save()) ? document.uri : undefined;
	const saved = await vscode.workspace.save(document.uri);
	// So that the server has it open, with its settings, before it is asked to export.
	return saved === undefined ? undefined : (await vscode.workspace.openTextDocument(saved)).uri;
}

async function askAmount(memory: vscode.Memento, available: number | undefined): Promise<Amount | undefined> {
	const text = await vscode.window.showInputBox({
		title: 'Export Top-K (1/3): how many',
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

async function askOrder(): Promise<ExportOrder | undefined> {
	const items: readonly (vscode.QuickPickItem & { readonly order: ExportOrder })[] = [
		{ order: 'rank', label: 'By rank', description: 'the most informative first' },
		{ order: 'file', label: 'As in the file', description: 'the order of the source is kept' },
	];
	const picked = await vscode.window.showQuickPick(items, {
		title: 'Export Top-K (2/3): order of the lines',
		ignoreFocusOut: true,
	});
	return picked?.order;
}

async function askTarget(source: vscode.Uri, top: Amount): Promise<string | undefined> {
	const uri = await vscode.window.showSaveDialog({
		title: 'Export Top-K (3/3): file',
		saveLabel: 'Export',
		defaultUri: source.with({ path: vscode.Uri.file(proposedTarget(source.fsPath, top)).path }),
		filters: { 'JSON Lines': ['jsonl', 'ndjson'], 'All files': ['*'] },
	});
	// On a remote machine, the dialog offers the one in front of the user as well.
	if (uri !== undefined && uri.scheme !== source.scheme) throw new Error('Choose a file on the machine that the dataset is on.');
	return uri?.fsPath;
}

async function withProgress(datasets: Datasets, params: ExportParams): Promise<ExportResult | undefined> {
	const title = `InSight: exporting to ${basename(params.target)}`;
	return vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Notification, title, cancellable: true },
		async (progress, token) => {
			try {
				return await datasets.exportTopK(params, token, (message, increment) => progress.report({ message, increment }));
			} catch (error) {
				if (!token.isCancellationRequested) throw error;
				vscode.window.setStatusBarMessage('InSight: export cancelled, nothing was written', 5000);
				return undefined;
			}
		},
	);
}

async function announce({ examples, lines, target, manifest }: ExportResult): Promise<void> {
	const open = 'Open';
	const showManifest = 'Show Manifest';
	const what = `${formatQuantity(examples, 'example')} (${formatQuantity(lines, 'line')})`;
	const answer = await vscode.window.showInformationMessage(`InSight: wrote ${what} to ${basename(target)}.`, open, showManifest);
	const path = answer === open ? target : answer === showManifest ? manifest : undefined;
	if (path !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false });
}
