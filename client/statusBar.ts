/** One status bar item for the dataset in front: how it was read, and what its heat shows. */
import * as vscode from 'vscode';
import type { StatusResult } from '../shared/protocol.ts';
import { coalesce } from './coalesce.ts';
import { commandIds } from './commandIds.ts';
import type { Datasets } from './datasets.ts';
import type { Heatmap } from './heatmap.ts';
import { heatmapSettings } from './heatSettings.ts';
import { isDataset } from './languageClient.ts';
import { isUnread, statusLabel, statusTooltip } from './statusText.ts';

export function createStatusBar(datasets: Datasets, heatmap: Heatmap, log: vscode.LogOutputChannel): vscode.Disposable {
	const item = vscode.window.createStatusBarItem('insight.status', vscode.StatusBarAlignment.Right, 100);
	item.name = 'InSight';
	item.command = commandIds.showMenu;
	/** The last answer. It stays in the bar while its document is scored anew, which takes no time worth a flicker. */
	let known: { readonly uri: string; readonly status: StatusResult } | undefined;

	const render = (): void => {
		const document = vscode.window.activeTextEditor?.document;
		if (document === undefined || !isDataset(document)) {
			item.hide();
			return;
		}
		const uri = document.uri.toString();
		const state = datasets.state();
		if (state === 'stopped') {
			show(item, '$(error)', 'InSight: not running', 'The language server does not run. The output has the reason.', 'error');
		} else if (state === 'running' && known?.uri === uri) {
			const heat = { ...heatmapSettings(document.uri), legend: heatmap.shown(uri)?.legend };
			const label = statusLabel(known.status, heat);
			show(item, '$(flame)', label, statusTooltip(known.status, heat), isUnread(known.status) ? 'warning' : undefined);
		} else {
			const label = state === 'starting' ? 'InSight: starting…' : 'InSight: scoring…';
			show(item, '$(loading~spin)', label, 'Scores are on their way.', undefined);
		}
	};
	const ask = async (uri: string): Promise<void> => {
		const status = await datasets.status(uri);
		if (status !== null && vscode.window.activeTextEditor?.document.uri.toString() === uri) known = { uri, status };
		render();
	};
	const refresh = coalesce(ask, (error) => {
		log.error(`status bar: ${error}`);
		render();
	});
	/** Shows what is known at once, and then what the server says. */
	const update = (): void => {
		render();
		const document = vscode.window.activeTextEditor?.document;
		if (document !== undefined && isDataset(document) && datasets.state() !== 'stopped') refresh(document.uri.toString());
	};
	const subscriptions = [
		item,
		heatmap.onDidChange(render),
		datasets.onDidChangeState(update),
		datasets.onScored(({ uri }) => {
			if (vscode.window.activeTextEditor?.document.uri.toString() === uri) refresh(uri);
		}),
		vscode.window.onDidChangeActiveTextEditor(update),
		vscode.workspace.onDidChangeConfiguration((event) => {
			if (event.affectsConfiguration('insight.heatmap')) render();
		}),
	];
	update();
	return vscode.Disposable.from(...subscriptions);
}

function show(
	item: vscode.StatusBarItem,
	icon: string,
	label: string,
	tooltip: string,
	alarm: 'warning' | 'error' | undefined,
): void {
	item.text = `${icon} ${label}`;
	item.tooltip = new vscode.MarkdownString(tooltip);
	item.backgroundColor = alarm === undefined ? undefined : new vscode.ThemeColor(`statusBarItem.${alarm}Background`);
	item.accessibilityInformation = { label };
	item.show();
}
