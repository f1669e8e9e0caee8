/** Keeps the heat of every visible dataset up to date. */
import * as vscode from 'vscode';
import type { HeatmapResult } from '../shared/protocol.ts';
import { coalesce } from './coalesce.ts';
import type { Datasets } from './datasets.ts';
import { createHeatmapDecorations } from './heatmapDecorations.ts';
import { type LineRun, runsByBucket, runsOf } from './heatRanges.ts';
import { heatmapSettings } from './heatSettings.ts';
import { isDataset } from './languageClient.ts';

/** Above this many lines only those near the visible ones are decorated. */
const wholeDocumentLines = 50_000;
const visibleMargin = 500;
/** Beyond the end of any line: VS Code cuts ranges to the text. */
const lineEnd = 2 ** 30;

export interface Heatmap {
	readonly onDidChange: vscode.Event<void>;
	/** What the heat of a document shows, as drawn last; `undefined` where none is drawn. */
	shown(uri: string): HeatmapResult | undefined;
	dispose(): void;
}

export function createHeatmap(datasets: Datasets, log: vscode.LogOutputChannel): Heatmap {
	const decorations = createHeatmapDecorations();
	const changed = new vscode.EventEmitter<void>();
	/** What is drawn, by document. */
	const results = new Map<string, HeatmapResult>();

	const draw = (editor: vscode.TextEditor, result: Pick<HeatmapResult, 'buckets' | 'top'>): void => {
		const runs = runsByBucket(result.buckets, windowOf(editor));
		decorations.buckets.forEach((type, bucket) => {
			editor.setDecorations(type, (runs[bucket] ?? []).map(toRange));
		});
		editor.setDecorations(decorations.top, runsOf(result.top).map(toRange));
	};
	const clear = (uri: string): void => {
		if (!results.delete(uri)) return;
		for (const editor of editorsOf(uri)) draw(editor, { buckets: '', top: [] });
		changed.fire();
	};
	/** Draws again what is known, if the text is still the one that it is about: else it moves with the text. */
	const redraw = (editor: vscode.TextEditor): void => {
		const result = results.get(editor.document.uri.toString());
		if (result?.version === editor.document.version) draw(editor, result);
	};
	const update = async (uri: string): Promise<void> => {
		const document = editorsOf(uri)[0]?.document;
		if (document === undefined) return;
		const { enabled, mode, scale, top } = heatmapSettings(document.uri);
		if (!isDataset(document) || !enabled) {
			clear(uri);
			return;
		}
		const result = await datasets.heatmap({ uri, mode, scale, top });
		// A stale answer is dropped: the scoring of the newer version will be announced. Until then the old heat stays.
		if (result === null || document.isClosed || result.version !== document.version) return;
		results.set(uri, result);
		for (const editor of editorsOf(uri)) draw(editor, result);
		changed.fire();
	};
	const refresh = coalesce(update, (error) => log.error(`heatmap: ${error}`));
	const refreshVisible = (): void => {
		const datasetsInView = vscode.window.visibleTextEditors.filter(({ document }) => isDataset(document));
		for (const uri of new Set(datasetsInView.map(({ document }) => document.uri.toString()))) refresh(uri);
	};

	const subscriptions = [
		decorations,
		changed,
		datasets.onScored(({ uri }) => refresh(uri)),
		// Without a server, nothing would correct the heat of a text that is edited.
		datasets.onDidChangeState(() => {
			if (datasets.state() === 'stopped') for (const uri of [...results.keys()]) clear(uri);
		}),
		vscode.window.onDidChangeVisibleTextEditors((editors) => {
			editors.forEach(redraw);
			refreshVisible();
		}),
		// What has changed meanwhile outside the workspace's folders is found out by asking.
		vscode.window.onDidChangeWindowState(({ focused }) => {
			if (focused) refreshVisible();
		}),
		vscode.workspace.onDidChangeConfiguration((event) => {
			if (event.affectsConfiguration('insight.heatmap')) refreshVisible();
		}),
		// A document that changes its language closes and opens again, in the same editor.
		vscode.workspace.onDidCloseTextDocument((document) => clear(document.uri.toString())),
		vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
			if (textEditor.document.lineCount > wholeDocumentLines) redraw(textEditor);
		}),
	];
	refreshVisible();
	return {
		onDidChange: changed.event,
		shown: (uri) => results.get(uri),
		dispose: () => {
			for (const subscription of subscriptions) subscription.dispose();
		},
	};
}

function editorsOf(uri: string): readonly vscode.TextEditor[] {
	return vscode.window.visibleTextEditors.filter(({ document }) => document.uri.toString() === uri);
}

/** The lines to decorate: all, or in a very long document those near the visible ones. */
function windowOf({ document, visibleRanges }: vscode.TextEditor): LineRun {
	if (document.lineCount <= wholeDocumentLines) return { first: 0, last: document.lineCount - 1 };
	const first = Math.min(...visibleRanges.map(({ start }) => start.line));
	const last = Math.max(...visibleRanges.map(({ end }) => end.line));
	return { first: first - visibleMargin, last: last + visibleMargin };
}

/** Whole lines, so that what is put in before the first or after the last of them leaves the heat where it belongs. */
function toRange({ first, last }: LineRun): vscode.Range {
	return new vscode.Range(first, 0, last, lineEnd);
}
