/** Fit Prior and Discount: what the data say, as a read-only document, and an offer to use it. */
import * as vscode from 'vscode';
import { activeDataset } from '../languageClient.ts';
import { isThere, settingsFileOf, writeSettings } from './settingsFile.ts';
import type { Accounts } from './showFormat.ts';

export async function fitBeliefs(accounts: Accounts): Promise<void> {
	const source = activeDataset()?.document.uri;
	if (source === undefined) return;
	const fit = await accounts.show(source, 'fit');
	const values = Object.entries(fit?.settings ?? {});
	if (values.length === 0) return;
	const text = values.map(([key, value]) => `${key} = ${JSON.stringify(value)}`).join(', ');
	const apply = 'Apply';
	if ((await vscode.window.showInformationMessage(`The data speak for ${text}.`, apply)) !== apply) return;
	const file = settingsFileOf(source);
	// It comes before the editor's settings, which would change nothing where it has some of these.
	if (source.scheme === 'file' && (await isThere(file))) {
		await writeSettings(file, Object.fromEntries(values.map(([key, value]) => [key.replace(/^insight\./, ''), value])));
		return;
	}
	const target = targetFor(source);
	const configuration = vscode.workspace.getConfiguration(undefined, source);
	for (const [key, value] of values) await configuration.update(key, value, target);
}

/** The narrowest settings that hold for the dataset: other pools have priors of their own. */
function targetFor(source: vscode.Uri): vscode.ConfigurationTarget {
	if (vscode.workspace.getWorkspaceFolder(source) === undefined) return vscode.ConfigurationTarget.Global;
	return vscode.workspace.workspaceFile === undefined
		? vscode.ConfigurationTarget.Workspace
		: vscode.ConfigurationTarget.WorkspaceFolder;
}
