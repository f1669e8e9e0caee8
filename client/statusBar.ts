/** One status bar item for the dataset in front: how it was read, and what its heat shows. */
import * as vscode from 'vscode';
import { formatCount, formatQuantity } from '../shared/format.ts';
import type { StatusResult } from '../shared/protocol.ts';
import { commandIds } from './commandIds.ts';
import type { Datasets } from './datasets.ts';
import { type Heatmap, heatmapSettings, modeDescriptions } from './heatmap.ts';
import { isDataset } from './languageClient.ts';

export function createStatusBar(datasets: Datasets, heatmap: Heatmap, log: vscode.LogOutputChannel): vscode.Disposable {
	const item = vscode.window.createStatusBarItem('insight.status', vscode.StatusBarAlignment.Right, 100);
	item.name = 'InSight';
	item.command = commandIds.showMenu;

	const update = async (): Promise<void> => {
		const document = vscode.window.activeTextEditor?.document;
		if (document === undefined || !isDataset(document)) return item.hide();
		if (!item.text.startsWith('$(flame)')) item.text = '$(loading~spin) InSight: scoring';
		item.show();
		const status = await datasets.status(document.uri.toString());
		if (status === null || vscode.window.activeTextEditor?.document !== document) return;
		show(item, status, document.uri, heatmap);
	};
	const refresh = (): void => {
		update().catch((error: unknown) => log.error(`status bar: ${error}`));
	};
	const subscriptions = [
		item,
		heatmap.onDidChange(refresh),
		datasets.onScored(({ uri }) => {
			if (vscode.window.activeTextEditor?.document.uri.toString() === uri) refresh();
		}),
		vscode.window.onDidChangeActiveTextEditor(refresh),
		vscode.workspace.onDidChangeConfiguration((event) => {
			if (event.affectsConfiguration('insight')) refresh();
		}),
	];
	refresh();
	return vscode.Disposable.from(...subscriptions);
}

function show(item: vscode.StatusBarItem, status: StatusResult, uri: vscode.Uri, heatmap: Heatmap): void {
	const isUnknown = status.format === null;
	const { enabled, mode } = heatmapSettings(uri);
	item.text = isUnknown
		? '$(flame) InSight: format not recognised'
		: `$(flame) InSight: ${enabled ? mode : 'heat off'} · ${formatQuantity(status.examples, 'example')}`;
	item.backgroundColor = isUnknown ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
	item.tooltip = tooltipOf(status, uri, heatmap);
	item.accessibilityInformation = { label: item.text.replace('$(flame) ', '') };
}

function tooltipOf(status: StatusResult, uri: vscode.Uri, heatmap: Heatmap): vscode.MarkdownString {
	const { format, examples, rollouts, successes, unscored, brokenLines, notes } = status;
	const { enabled, mode } = heatmapSettings(uri);
	const legend = heatmap.shown(uri.toString())?.legend;
	const tooltip = new vscode.MarkdownString();
	tooltip.appendMarkdown(`**InSight** · ${format === null ? 'format not recognised' : format.title}\n\n`);
	if (format !== null) {
		const counts = [
			formatQuantity(examples, 'example'),
			`${formatQuantity(rollouts, 'rollout')}, ${formatCount(successes)} solved`,
			...(unscored > 0 ? [`${formatCount(unscored)} unscored`] : []),
			...(brokenLines > 0 ? [formatQuantity(brokenLines, 'broken line')] : []),
		];
		tooltip.appendMarkdown(`${counts.join(' · ')}\n\n`);
		tooltip.appendMarkdown(enabled ? `Heat: **${mode}**. ${modeDescriptions[mode]}.\n\n` : 'Heat is off.\n\n');
		if (enabled && legend !== undefined)
			tooltip.appendMarkdown(`Gutter **0** is the lowest (${legend.lowest}), **9** the highest (${legend.highest}).\n\n`);
	}
	for (const note of notes) tooltip.appendText(`• ${note}\n`);
	return tooltip;
}
