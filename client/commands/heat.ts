/** Commands about the heatmap. */
import * as vscode from 'vscode';
import { type HeatmapMode, heatmapModes } from '../../shared/settings.ts';
import { heatmapSettings, updateHeatmap } from '../heatSettings.ts';
import { activeDataset } from '../languageClient.ts';
import { modeDescriptions } from '../modeDescriptions.ts';

export async function toggleHeatmap(): Promise<void> {
	const uri = activeDataset()?.document.uri;
	if (uri !== undefined) await updateHeatmap(uri, 'enabled', !heatmapSettings(uri).enabled);
}

/** @param given a mode, to set it without asking; menus give other things. */
export async function setHeatmapMode(given?: unknown): Promise<void> {
	const uri = activeDataset()?.document.uri;
	if (uri === undefined) return;
	const current = heatmapSettings(uri);
	const mode = heatmapModes.find((candidate) => candidate === given) ?? (await askMode(current.mode));
	if (mode === undefined) return;
	await updateHeatmap(uri, 'mode', mode);
	if (!current.enabled) await updateHeatmap(uri, 'enabled', true);
}

async function askMode(current: HeatmapMode): Promise<HeatmapMode | undefined> {
	// The list begins with the mode of the moment, which is the one that Enter takes.
	const modes = [current, ...heatmapModes.filter((mode) => mode !== current)];
	const items = modes.map((mode) => ({
		mode,
		label: mode === current ? `$(check) ${mode}` : mode,
		description: modeDescriptions[mode],
	}));
	return (await vscode.window.showQuickPick(items, { title: 'What the heatmap shows', matchOnDescription: true }))?.mode;
}
