/** Every command of the extension. */
import * as vscode from 'vscode';
import { commandIds } from '../commandIds.ts';
import type { DatasetEditors } from '../datasetEditor.ts';
import type { Datasets } from '../datasets.ts';
import { activeDataset } from '../languageClient.ts';
import type { Reviews } from '../reviews.ts';
import type { Tables } from '../tables.ts';
import { attachRollouts } from './attachRollouts.ts';
import { compareStrategies } from './compareStrategies.ts';
import { registerDatasetEditorCommands } from './datasetEditor.ts';
import { exportTopK } from './exportTopK.ts';
import { fitBeliefs } from './fitBeliefs.ts';
import { setHeatmapMode, toggleHeatmap } from './heat.ts';
import { explain, navigate } from './navigate.ts';
import { createAccounts, showFormat } from './showFormat.ts';

export function registerCommands(
	datasets: Datasets,
	tables: Tables,
	editors: DatasetEditors,
	reviews: Reviews,
	memory: vscode.Memento,
): vscode.Disposable {
	const register = vscode.commands.registerCommand;
	const accounts = createAccounts(datasets);
	return vscode.Disposable.from(
		accounts,
		registerDatasetEditorCommands(editors, tables),
		register(commandIds.exportTopK, (given) => exportTopK(datasets, memory, 'chosen', given)),
		register(commandIds.exportControl, (given) => exportTopK(datasets, memory, 'control', given)),
		register(commandIds.compareStrategies, (given) => compareStrategies(accounts, memory, given)),
		register(commandIds.attachRollouts, (given) => attachRollouts(given)),
		register(commandIds.review, () => review(reviews)),
		register(commandIds.toggleHeatmap, toggleHeatmap),
		register(commandIds.setHeatmapMode, setHeatmapMode),
		register(commandIds.showFormat, () => showFormat(accounts)),
		register(commandIds.fit, () => fitBeliefs(accounts)),
		register(commandIds.rescore, () => rescore(datasets)),
		register(commandIds.goToBest, () => navigate(datasets, 'best')),
		register(commandIds.nextBest, () => navigate(datasets, 'next')),
		register(commandIds.previousBest, () => navigate(datasets, 'previous')),
		register(commandIds.nextRollout, () => navigate(datasets, 'nextRollout')),
		register(commandIds.openWalkthrough, openWalkthrough),
		register(commandIds.explain, explain),
		register(commandIds.showMenu, showMenu),
	);
}

function review(reviews: Reviews): void {
	const uri = activeDataset()?.document.uri;
	if (uri !== undefined) reviews.show(uri);
}

async function rescore(datasets: Datasets): Promise<void> {
	const uri = activeDataset()?.document.uri.toString();
	if (uri === undefined) return;
	const options = { location: vscode.ProgressLocation.Window, title: 'InSight: scoring' };
	await vscode.window.withProgress(options, () => datasets.rescore(uri));
}

/** `extension#walkthrough`, as package.json names them. */
const walkthrough = 'insight-rlvr.insight-rlvr#start';

async function openWalkthrough(): Promise<void> {
	await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
}

/** What a click on the status bar item offers. */
async function showMenu(): Promise<void> {
	const items = [
		{ label: '$(export) Export Top-K…', command: commandIds.exportTopK },
		{ label: '$(beaker) Export Random Control…', command: commandIds.exportControl },
		{ label: '$(law) Compare Strategies…', command: commandIds.compareStrategies },
		{ label: '$(graph) Review Curriculum', command: commandIds.review },
		{ label: '$(table) Open in Dataset Editor', command: commandIds.openDatasetEditor },
		{ label: '$(flame) Toggle Heatmap', command: commandIds.toggleHeatmap },
		{ label: '$(symbol-color) Set Heatmap Mode…', command: commandIds.setHeatmapMode },
		{ label: '$(question) Show Detected Format', command: commandIds.showFormat },
		{ label: '$(link) Attach Rollouts…', command: commandIds.attachRollouts },
		{ label: '$(beaker) Fit Prior and Discount', command: commandIds.fit },
		{ label: '$(target) Go to Best', command: commandIds.goToBest },
		{ label: '$(arrow-down) Go to Next Best', command: commandIds.nextBest },
		{ label: '$(arrow-up) Go to Previous Best', command: commandIds.previousBest },
		{ label: "$(list-flat) Go to Group's Next Rollout", command: commandIds.nextRollout },
		{ label: '$(refresh) Rescore', command: commandIds.rescore },
	];
	const picked = await vscode.window.showQuickPick(items, { title: 'InSight' });
	if (picked !== undefined) await vscode.commands.executeCommand(picked.command);
}
