/** Export Top-K… and Export Random Control…: ask what is to be written and where to, or take the answers as arguments. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ExportParams, ExportResult } from '../../shared/protocol.ts';
import { parseSettings } from '../../shared/settings.ts';
import type { Datasets } from '../datasets.ts';
import { activeDataset } from '../languageClient.ts';
import { askExport, type ExportAnswers } from './exportAnswers.ts';
import { announce, askTarget, runExport } from './exportQuestions.ts';
import { controlTarget, isSamePath, proposedSetTarget } from './exportTarget.ts';

/** Answers given beforehand, by a lens, a keybinding or a test. */
export interface ExportArguments extends Partial<ExportAnswers> {
	readonly uri?: string | vscode.Uri;
	/**
	 * Path of the file to write. Where it is given, nothing is asked but how many and in which order, what is written is not announced,
	 * and what fails is thrown.
	 */
	readonly target?: string;
}

/** The set itself, or as many random ones of the others. */
export type ExportedKind = ExportParams['set'] & string;

const titles: Readonly<Record<ExportedKind, string>> = { chosen: 'Export Top-K', control: 'Export Random Control' };

/**
 * @param given answers, or the document, as menus give it.
 * @returns what was written, or `undefined` where the user thought better of it.
 */
export async function exportTopK(
	datasets: Datasets,
	memory: vscode.Memento,
	set: ExportedKind,
	given: ExportArguments | vscode.Uri = {},
): Promise<ExportResult | undefined> {
	const answers: ExportArguments = given instanceof vscode.Uri ? { uri: given } : given;
	if (answers.target !== undefined) return run(datasets, memory, set, answers);
	try {
		const result = await run(datasets, memory, set, answers);
		if (result !== undefined) void announce(result);
		return result;
	} catch (error) {
		void vscode.window.showErrorMessage(`InSight: ${error instanceof Error ? error.message : error}`);
		return undefined;
	}
}

async function run(
	datasets: Datasets,
	memory: vscode.Memento,
	set: ExportedKind,
	{ uri: document, target: path, ...given }: ExportArguments,
): Promise<ExportResult | undefined> {
	const source = await sourceOf(document);
	if (source === undefined) return undefined;
	const uri = source.toString();
	const values = vscode.workspace.getConfiguration('insight', source);
	const { strategy, unseenQuota } = parseSettings({ strategy: values.get('strategy'), unseenQuota: values.get('unseenQuota') })
		.settings.choosing;
	const answers = await askExport({
		title: titles[set],
		memory,
		available: (await datasets.status(uri))?.examples,
		strategy,
		unseenQuota,
		given: {
			...(set === 'control' ? { withControl: false } : {}),
			...(path === undefined ? {} : { strategy, unseenQuota, form: 'jsonl', withControl: false }),
			...given,
		},
	});
	if (answers === undefined) return undefined;
	const { withControl, ...chosen } = answers;
	const target = path ?? (await askTarget(source, proposedSetTarget(source.fsPath, { ...chosen, set }), titles[set]));
	if (target === undefined) return undefined;
	const control = withControl ? controlTarget(target) : undefined;
	for (const written of control === undefined ? [target] : [target, control]) {
		if (!isSamePath(source.fsPath, written, process.platform)) continue;
		throw new Error(`Cannot write ${written}: it is the source. Choose another name.`);
	}
	const params: ExportParams = { uri, target, set, ...pick(chosen), ...(control === undefined ? {} : { control }) };
	return runExport(target, (token, onProgress) => datasets.exportTopK(params, token, onProgress));
}

/** Only what the server is to know. */
function pick({ top, strategy, unseenQuota, order, form }: Omit<ExportAnswers, 'withControl'>) {
	return { top, strategy, unseenQuota, order, form };
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
