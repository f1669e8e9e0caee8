/** Keeps the heat of every visible dataset up to date. */
import * as vscode from 'vscode';
import type { HeatmapResult } from '../shared/protocol.ts';
import { type HeatmapMode, parseSettings, type Settings } from '../shared/settings.ts';
import type { Datasets } from './datasets.ts';
import { createHeatmapDecorations } from './heatmapDecorations.ts';
import { type LineRun, runsByBucket, runsOf } from './heatRanges.ts';
import { isDataset } from './languageClient.ts';

/** Above this many lines only those near the visible ones are decorated. */
const wholeDocumentLines = 50_000;
const visibleMargin = 500;

export interface Heatmap {
	readonly onDidChange: vscode.Event<void>;
	/** What the heat of a document shows, as drawn last; `undefined` where none is drawn. */
	shown(uri: string): HeatmapResult | undefined;
	dispose(): void;
}

/** Heat settings as they are for a document. */
export function heatmapSettings(uri: vscode.Uri): Settings['heatmap'] {
	return parseSettings({ insight: vscode.workspace.getConfiguration('insight', uri) }).settings.heatmap;
}

/** Sets a setting where it is set already, else for the user. */
export async function updateHeatmap(key: 'enabled' | 'mode', value: boolean | HeatmapMode): Promise<void> {
	const configuration = vscode.workspace.getConfiguration('insight.heatmap');
	const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
	await configuration.update(key, value, inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
}

/** Modes with what they show, for people. */
export const modeDescriptions: Readonly<Record<HeatmapMode, string>> = {
	score: 'How much the next K rollouts would teach, weighted by difficulty',
	uncertainty: 'Standard deviation of the belief about the success rate',
	difficulty: 'Mean success rate: high is easy',
	evidence: 'Rollouts behind the belief, prior included',
};

export function createHeatmap(datasets: Datasets, log: vscode.LogOutputChannel): Heatmap {
	const decorations = createHeatmapDecorations();
	const changed = new vscode.EventEmitter<void>();
	const results = new Map<string, HeatmapResult>();

	const draw = (editor: vscode.TextEditor): void => {
		const result = results.get(editor.document.uri.toString());
		const runs = runsByBucket(result?.buckets ?? '', windowOf(editor));
		decorations.buckets.forEach((type, bucket) => {
			editor.setDecorations(type, (runs[bucket] ?? []).map(toRange));
		});
		editor.setDecorations(decorations.top, runsOf(result?.top ?? []).map(toRange));
	};
	const update = async (editor: vscode.TextEditor): Promise<void> => {
		const { document } = editor;
		const uri = document.uri.toString();
		const { enabled, mode, scale, top } = heatmapSettings(document.uri);
		if (!isDataset(document) || !enabled) {
			if (results.delete(uri)) changed.fire();
			draw(editor);
			return;
		}
		const result = await datasets.heatmap({ uri, mode, scale, top });
		// A stale answer is dropped: the scoring of the newer version tells us again. The old heat stays, moving with the text.
		if (result === null || result.version !== document.version || document.isClosed) return;
		results.set(uri, result);
		for (const visible of vscode.window.visibleTextEditors) if (visible.document === document) draw(visible);
		changed.fire();
	};
	const refresh = (editor: vscode.TextEditor): void => {
		update(editor).catch((error: unknown) => log.error(`heatmap: ${error}`));
	};
	const refreshAll = (): void => vscode.window.visibleTextEditors.forEach(refresh);

	const subscriptions = [
		decorations,
		changed,
		datasets.onScored(({ uri }) => {
			const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
			if (editor !== undefined) refresh(editor);
		}),
		vscode.window.onDidChangeVisibleTextEditors(refreshAll),
		vscode.workspace.onDidChangeConfiguration((event) => {
			if (event.affectsConfiguration('insight.heatmap')) refreshAll();
		}),
		vscode.workspace.onDidCloseTextDocument(({ uri }) => results.delete(uri.toString())),
		vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
			if (textEditor.document.lineCount > wholeDocumentLines && results.has(textEditor.document.uri.toString())) draw(textEditor);
		}),
	];
	refreshAll();
	return {
		onDidChange: changed.event,
		shown: (uri) => results.get(uri),
		dispose: () => {
			for (const subscription of subscriptions) subscription.dispose();
		},
	};
}

/** The lines to decorate: all, or in a very long document those near the visible ones. */
function windowOf({ document, visibleRanges }: vscode.TextEditor): LineRun {
	if (document.lineCount <= wholeDocumentLines) return { first: 0, last: document.lineCount - 1 };
	const first = Math.min(...visibleRanges.map(({ start }) => start.line));
	const last = Math.max(...visibleRanges.map(({ end }) => end.line));
	return { first: first - visibleMargin, last: last + visibleMargin };
}

function toRange({ first, last }: LineRun): vscode.Range {
	return new vscode.Range(first, 0, last, 0);
}
