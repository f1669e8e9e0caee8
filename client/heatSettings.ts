/** The heatmap's settings: read for a document, and changed by commands. */
import * as vscode from 'vscode';
import { type HeatmapMode, parseSettings, type Settings } from '../shared/settings.ts';

/** Heat settings as they are for a document. */
export function heatmapSettings(uri: vscode.Uri): Settings['heatmap'] {
	return parseSettings(vscode.workspace.getConfiguration(undefined, uri).get('insight')).settings.heatmap;
}

/** Sets a setting where the document takes it from now; where it is not set, for the user. */
export async function updateHeatmap(uri: vscode.Uri, key: 'enabled' | 'mode', value: boolean | HeatmapMode): Promise<void> {
	const configuration = vscode.workspace.getConfiguration('insight.heatmap', uri);
	const { workspaceFolderValue, workspaceValue } = configuration.inspect(key) ?? {};
	const target =
		workspaceFolderValue !== undefined
			? vscode.ConfigurationTarget.WorkspaceFolder
			: workspaceValue !== undefined
				? vscode.ConfigurationTarget.Workspace
				: vscode.ConfigurationTarget.Global;
	await configuration.update(key, value, target);
}
