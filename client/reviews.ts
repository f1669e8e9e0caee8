/** Review Curriculum: a panel a dataset, drawn anew when that is scored anew. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ReviewResult } from '../shared/protocol.ts';
import { coalesce } from './coalesce.ts';
import { commandIds } from './commandIds.ts';
import type { Datasets } from './datasets.ts';
import { heatmapSettings } from './heatSettings.ts';
import { reviewHtml } from './reviewHtml.ts';

export interface Reviews {
	/** Shows the review of a dataset that is open; brings it to the front where there is one. */
	show(uri: vscode.Uri): void;
	/** What a panel shows of a document, for tests; `undefined` where there is none, or nothing yet. */
	shown(uri: string): ReviewResult | undefined;
	dispose(): void;
}

interface Review {
	readonly uri: vscode.Uri;
	readonly panel: vscode.WebviewPanel;
	result: ReviewResult | undefined;
	/** Of what is drawn for it, when it is closed. */
	readonly closing: vscode.CancellationTokenSource;
	/** Whether it is out of date, and drawn when it is seen again. */
	isStale: boolean;
}

export function createReviews(datasets: Datasets, log: vscode.LogOutputChannel): Reviews {
	const reviews = new Map<string, Review>();

	const draw = (review: Review, notice?: string): void => {
		const { panel, uri, result } = review;
		const answers = { uri: uri.toString(), top: heatmapSettings(uri).top };
		const nonce = randomBytes(16).toString('base64');
		const exportLink = `command:${commandIds.exportTopK}?${encodeURIComponent(JSON.stringify([answers]))}`;
		// VS Code keeps the place as it replaces the document.
		panel.webview.html = reviewHtml({ title: panel.title, result, notice, exportLink, nonce });
	};
	const update = async (key: string): Promise<void> => {
		const review = reviews.get(key);
		if (review === undefined) return;
		review.isStale = false;
		const options = { location: vscode.ProgressLocation.Window, title: 'InSight: drawing the review' };
		const params = { uri: key, top: heatmapSettings(review.uri).top };
		const drawn = vscode.window.withProgress(options, () => datasets.review(params, review.closing.token));
		const result = await drawn.then(undefined, (error: unknown) => {
			// A closed one has nobody to tell.
			if (!review.closing.token.isCancellationRequested) throw error;
			return null;
		});
		if (reviews.get(key) !== review) return;
		review.result = result ?? review.result;
		draw(review, result === null ? 'The dataset is not open any more: this is how it was.' : undefined);
	};
	const refresh = coalesce(update, (error) => {
		log.error(`review: ${error}`);
		for (const review of reviews.values())
			if (review.result === undefined) draw(review, 'The review failed: the output has the reason.');
	});
	/** At once where it is in view: nobody looks at the others. */
	const invalidate = (review: Review): void => {
		review.isStale = true;
		if (review.panel.visible) refresh(review.uri.toString());
	};
	const open = (uri: vscode.Uri): Review => {
		const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
		const panel = vscode.window.createWebviewPanel('insight.review', `Review: ${name}`, vscode.ViewColumn.Beside, {
			enableScripts: false,
			enableForms: false,
			enableFindWidget: true,
			enableCommandUris: [commandIds.exportTopK, commandIds.explain],
			localResourceRoots: [],
		});
		const review: Review = { uri, panel, result: undefined, closing: new vscode.CancellationTokenSource(), isStale: true };
		panel.onDidChangeViewState(() => {
			if (review.isStale) invalidate(review);
		});
		panel.onDidDispose(() => {
			reviews.delete(uri.toString());
			review.closing.cancel();
		});
		return review;
	};
	const subscriptions = [
		datasets.onScored(({ uri }) => {
			const review = reviews.get(uri);
			if (review !== undefined) invalidate(review);
		}),
		vscode.workspace.onDidChangeConfiguration((event) => {
			if (event.affectsConfiguration('insight.heatmap.top')) for (const review of reviews.values()) invalidate(review);
		}),
	];
	return {
		show: (uri) => {
			const key = uri.toString();
			const known = reviews.get(key);
			if (known !== undefined) {
				known.panel.reveal();
				return;
			}
			const review = open(uri);
			reviews.set(key, review);
			draw(review, 'Drawing…');
			refresh(key);
		},
		shown: (uri) => reviews.get(uri)?.result,
		dispose: () => {
			for (const subscription of subscriptions) subscription.dispose();
			for (const { panel } of [...reviews.values()]) panel.dispose();
		},
	};
}
