/** Review Curriculum: a panel a dataset, drawn anew when that is scored anew. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ReviewResult } from '../shared/protocol.ts';
import { coalesce } from './coalesce.ts';
import { commandIds } from './commandIds.ts';
import type { Datasets } from './datasets.ts';
import { heatmapSettings } from './heatSettings.ts';
import { reviewHtml } from './reviewHtml.ts';

export const reviewViewType = 'insight.review';

/** Where the URIs of the open panels are remembered: their pages run no script, so they cannot keep state themselves. */
const openReviewsKey = 'insight.openReviews';
const mostRemembered = 20;

export interface Reviews {
	/** Shows the review of a dataset that is open; brings it to the front where there is one. */
	show(uri: vscode.Uri): void;
	/** Takes over a panel that VS Code brings back after the window was reloaded. */
	restore(panel: vscode.WebviewPanel): Promise<void>;
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

export function createReviews(datasets: Datasets, memory: vscode.Memento, log: vscode.LogOutputChannel): Reviews {
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
		const isDrawn = review.result !== undefined;
		draw(review, result !== null ? undefined : isDrawn ? 'The dataset is not open any more: this is how it was.' : 'Drawing…');
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
	/** Of panels that are open, or were when the window was closed. */
	let remembered = memory.get<readonly string[]>(openReviewsKey, []);
	const remember = (key: string, isOpen: boolean): void => {
		const others = remembered.filter((other) => other !== key);
		remembered = (isOpen ? [...others, key] : others).slice(-mostRemembered);
		void memory.update(openReviewsKey, remembered);
	};
	const adopt = (uri: vscode.Uri, panel: vscode.WebviewPanel): Review => {
		const key = uri.toString();
		const review: Review = { uri, panel, result: undefined, closing: new vscode.CancellationTokenSource(), isStale: true };
		panel.onDidChangeViewState(() => {
			if (review.isStale) invalidate(review);
		});
		panel.onDidDispose(() => {
			reviews.delete(key);
			review.closing.cancel();
			remember(key, false);
		});
		reviews.set(key, review);
		remember(key, true);
		draw(review, 'Drawing…');
		refresh(key);
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
			adopt(uri, vscode.window.createWebviewPanel(reviewViewType, titleOf(uri), vscode.ViewColumn.Beside, panelOptions));
		},
		restore: async (panel) => {
			// Of files of one name any panel shows any.
			const uri = remembered
				.map((key) => vscode.Uri.parse(key))
				.find((candidate) => titleOf(candidate) === panel.title && !reviews.has(candidate.toString()));
			if (uri === undefined) return panel.dispose();
			panel.webview.options = panelOptions;
			const review = adopt(uri, panel);
			try {
				// The server knows documents that are open, whether they have a tab or not.
				await vscode.workspace.openTextDocument(uri);
			} catch (error) {
				draw(review, String(error));
			}
		},
		shown: (uri) => reviews.get(uri)?.result,
		dispose: () => {
			for (const subscription of subscriptions) subscription.dispose();
		},
	};
}

const panelOptions = {
	enableScripts: false,
	enableForms: false,
	enableFindWidget: true,
	enableCommandUris: [commandIds.exportTopK, commandIds.explain],
	localResourceRoots: [],
};

function titleOf(uri: vscode.Uri): string {
	return `Review: ${uri.path.slice(uri.path.lastIndexOf('/') + 1)}`;
}
