/** Commands about the heatmap. */
import * as vscode from 'vscode';
import { type HeatmapMode, heatmapModes } from '../../shared/settings.ts';
import { heatmapSettings, modeDescriptions, updateHeatmap } from '../heatmap.ts';

export async function toggleHeatmap(): Promise<void> {
	const uri = vscode.window.activeTextEditor?.document.uri;
	if (uri !== undefined) await updateHeatmap('enabled', !heatmapSettings(uri).enabled);
}

/** @param given a mode, to set it without asking. */
export async function setHeatmapMode(given?: HeatmapMode): Promise<void> {
	const uri = vscode.window.activeTextEditor?.document.uri;
	const current = uri === undefined ? undefined : heatmapSettings(uri).mode;
	const items = heatmapModes.map((mode) => ({ mode, label: mode, description: modeDescriptions[mode], picked: mode === current }));
	const mode = given ?? (await vscode.window.showQuickPick(items, { title: 'What the heatmap shows' }))?.mode;
	if (mode === undefined) return;
	await updateHeatmap('mode', mode);
	if (uri !== undefined && !heatmapSettings(uri).enabled) await updateHeatmap('enabled', true);
}
