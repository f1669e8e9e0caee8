/** Export Top-K…: asks how many, in which order and where to; or takes the answers as arguments. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ExportOrder, ExportResult } from '../../shared/protocol.ts';
import type { Amount } from '../../shared/settings.ts';
import type { Datasets } from '../datasets.ts';
import { activeDataset } from '../languageClient.ts';
import { announce, askAmount, askOrder, askTarget, runExport } from './exportQuestions.ts';
import { isSamePath, proposedTarget } from './exportTarget.ts';

/** Answers given beforehand, by a lens, a keybinding or a test. */
export interface ExportArguments {
	readonly uri?: string | vscode.Uri;
	readonly top?: Amount;
	readonly order?: ExportOrder;
	/** Path of the file to write. Where it is given, what is written is not announced, and what fails is thrown. */
	readonly target?: string;
}

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
	const top = answers.top ?? (await askAmount(memory, (await datasets.status(uri))?.examples, 'Export Top-K (1/3)'));
	if (top === undefined) return undefined;
	const order = answers.order ?? (await askOrder('Export Top-K (2/3)'));
	if (order === undefined) return undefined;
	const target = answers.target ?? (await askTarget(source, proposedTarget(source.fsPath, top), 'Export Top-K (3/3)'));
	if (target === undefined) return undefined;
	if (isSamePath(source.fsPath, target, process.platform))
		throw new Error(`Cannot write ${target}: it is the source. Choose another name.`);
	return runExport(target, (token, onProgress) => datasets.exportTopK({ uri, top, order, target }, token, onProgress));
}

/** The file to export from. The lines that go out are those on the disk, so unsaved edits have to get there first. */
async function sourceOf(uri: string | vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
	const given = typeof uri === 'string' ? vscode.Uri.parse(uri) : uri;
	// A file that is no document is exported from as it is: it may be too large to be one.
	const document =
		given === undefined
			? activeDataset()?.document
			: vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === given.toString());
	if (document === undefined) return given;
	if (!(document.isDirty || document.isUntitled)) return document.uri;
	const save = 'Save and Export';
	const message = `${basename(document.fileName)} ${document.isUntitled ? 'is not saved yet' : 'has unsaved changes'}.`;
	const detail = 'The export copies lines of the saved file, byte for byte.';
	if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, save)) !== save) return undefined;
	if (!document.isUntitled) return (await document.save()) ? document.uri : undefined;
	const saved = await vscode.workspace.save(document.uri);
	// So that the server has it open, with its settings, before it is asked to export.
	return saved === undefined ? undefined : (await vscode.workspace.openTextDocument(saved)).uri;
}
