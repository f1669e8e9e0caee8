/** Attach Rollouts…: names the rollouts of a training set that has none itself in the settings file beside it. */
import { dirname, isAbsolute, relative } from 'node:path';
import * as vscode from 'vscode';
import { activeDataset } from '../languageClient.ts';
import { settingsFileOf, writeSettings } from './settingsFile.ts';

/** Answers given beforehand, by a quick fix or a test. */
export interface AttachArguments {
	readonly uri?: string | vscode.Uri;
	/** Paths of files or folders. */
	readonly files?: readonly string[];
}

/** @returns the settings file, or `undefined` where the user thought better of it. */
export async function attachRollouts(given: AttachArguments | vscode.Uri = {}): Promise<vscode.Uri | undefined> {
	const answers: AttachArguments = given instanceof vscode.Uri ? { uri: given } : given;
	const dataset = typeof answers.uri === 'string' ? vscode.Uri.parse(answers.uri) : (answers.uri ?? activeDataset()?.document.uri);
	if (dataset === undefined) return undefined;
	if (dataset.scheme !== 'file') throw new Error('Save the dataset first: its rollouts are named in a file beside it.');
	const files = answers.files ?? (await askFiles(dataset));
	if (files === undefined || files.length === 0) return undefined;
	const config = settingsFileOf(dataset);
	await writeSettings(config, { rollouts: files.map((file) => pathFrom(dirname(dataset.fsPath), file)) });
	if (answers.files === undefined)
		await vscode.window.showTextDocument(config, { preview: true, viewColumn: vscode.ViewColumn.Beside });
	return config;
}

async function askFiles(dataset: vscode.Uri): Promise<readonly string[] | undefined> {
	const items = [
		{ label: 'Files…', description: 'one or several', canSelectFolders: false },
		{ label: 'A folder…', description: 'all datasets in it, such as step files', canSelectFolders: true },
	];
	const what = await vscode.window.showQuickPick(items, { title: 'Attach Rollouts: where they stand', ignoreFocusOut: true });
	if (what === undefined) return undefined;
	const picked = await vscode.window.showOpenDialog({
		title: 'Attach Rollouts',
		openLabel: 'Attach',
		defaultUri: vscode.Uri.joinPath(dataset, '..'),
		canSelectFolders: what.canSelectFolders,
		canSelectFiles: !what.canSelectFolders,
		canSelectMany: !what.canSelectFolders,
	});
	return picked?.map(({ fsPath }) => fsPath);
}

/** As the settings file has paths: from its folder, with slashes, so that the file means the same on other machines. */
function pathFrom(folder: string, path: string): string {
	const own = relative(folder, path);
	// On another drive of Windows there is no way from here to there.
	return own === '' ? '.' : isAbsolute(own) ? own : own.replaceAll('\\', '/');
}
