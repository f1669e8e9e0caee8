/** Every command of the extension. */
import * as vscode from 'vscode';
import { commandIds } from '../commandIds.ts';
import type { Datasets } from '../datasets.ts';
import { exportTopK } from './exportTopK.ts';
import { setHeatmapMode, toggleHeatmap } from './heat.ts';
import { explain, navigate } from './navigate.ts';
import { registerFormatDocuments, showFormat } from './showFormat.ts';

export function registerCommands(datasets: Datasets, memory: vscode.Memento): vscode.Disposable {
	const register = vscode.commands.registerCommand;
	return vscode.Disposable.from(
		registerFormatDocuments(datasets),
		register(commandIds.exportTopK, (given) => exportTopK(datasets, memory, given)),
		register(commandIds.toggleHeatmap, toggleHeatmap),
		register(commandIds.setHeatmapMode, setHeatmapMode),
		register(commandIds.showFormat, showFormat),
		register(commandIds.rescore, async () => {
			const uri = vscode.window.activeTextEditor?.document.uri.toString();
			if (uri !== undefined) await datasets.rescore(uri);
		}),
		register(commandIds.goToBest, () => navigate(datasets, 'best')),
		register(commandIds.nextBest, () => navigate(datasets, 'next')),
		register(commandIds.previousBest, () => navigate(datasets, 'previous')),
		register(commandIds.explain, explain),
		register(commandIds.showMenu, showMenu),
	);
}

/** What a click on the status bar item offers. */
async function showMenu(): Promise<void> {
	const items = [
		{ label: '$(export) Export Top-K…', command: commandIds.exportTopK },
		{ label: '$(flame) Toggle Heatmap', command: commandIds.toggleHeatmap },
		{ label: '$(symbol-color) Set Heatmap Mode…', command: commandIds.setHeatmapMode },
		{ label: '$(question) Show Detected Format', command: commandIds.showFormat },
		{ label: '$(arrow-up) Go to Best', command: commandIds.goToBest },
		{ label: '$(refresh) Rescore', command: commandIds.rescore },
	];
	const picked = await vscode.window.showQuickPick(items, { title: 'InSight' });
	if (picked !== undefined) await vscode.commands.executeCommand(picked.command);
}
