/** Typed requests to the language server, so that nothing else in the client knows method names. */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { type LanguageClient, State, WorkDoneProgress } from 'vscode-languageclient/node';
import {
	type CompareParams,
	type CompareResult,
	compareRequest,
	type DescribeFormatResult,
	describeFormatRequest,
	type ExportParams,
	type ExportResult,
	exportRequest,
	type FitResult,
	fitRequest,
	type HeatmapParams,
	type HeatmapResult,
	heatmapRequest,
	type NavigateParams,
	type NavigateResult,
	navigateRequest,
	type ReviewParams,
	type ReviewResult,
	rescoreRequest,
	reviewRequest,
	type ScoredParams,
	type StatusResult,
	scoredNotification,
	statusRequest,
} from '../shared/protocol.ts';

/** Told what is being done, and by how many percent it has come nearer to its end. */
export type ExportProgress = (message: string, increment: number) => void;

export interface Datasets {
	/** A document was scored anew. */
	readonly onScored: vscode.Event<ScoredParams>;
	/** The server started, or stopped. */
	readonly onDidChangeState: vscode.Event<void>;
	/** Whether there is a server to ask; while it starts, requests wait for it. */
	state(): 'starting' | 'running' | 'stopped';
	heatmap(params: HeatmapParams): Promise<HeatmapResult | null>;
	status(uri: string): Promise<StatusResult | null>;
	review(params: ReviewParams, token: vscode.CancellationToken): Promise<ReviewResult | null>;
	describeFormat(uri: string): Promise<DescribeFormatResult | null>;
	fit(uri: string, token: vscode.CancellationToken): Promise<FitResult | null>;
	navigate(params: NavigateParams): Promise<NavigateResult | null>;
	compare(params: CompareParams, token: vscode.CancellationToken): Promise<CompareResult | null>;
	rescore(uri: string): Promise<void>;
	exportTopK(params: ExportParams, token: vscode.CancellationToken, onProgress: ExportProgress): Promise<ExportResult>;
	dispose(): void;
}

export function createDatasets(client: LanguageClient): Datasets {
	const scored = new vscode.EventEmitter<ScoredParams>();
	const stateChanged = new vscode.EventEmitter<void>();
	const subscriptions = [
		scored,
		stateChanged,
		client.onNotification(scoredNotification, (params: ScoredParams) => scored.fire(params)),
		client.onDidChangeState(() => stateChanged.fire()),
	];
	return {
		onScored: scored.event,
		onDidChangeState: stateChanged.event,
		state: () => (client.state === State.Running ? 'running' : client.state === State.Starting ? 'starting' : 'stopped'),
		heatmap: (params) => client.sendRequest(heatmapRequest, params),
		status: (uri) => client.sendRequest(statusRequest, { uri }),
		review: (params, token) => client.sendRequest(reviewRequest, params, token),
		describeFormat: (uri) => client.sendRequest(describeFormatRequest, { uri }),
		fit: (uri, token) => client.sendRequest(fitRequest, { uri }, token),
		navigate: (params) => client.sendRequest(navigateRequest, params),
		compare: (params, token) => client.sendRequest(compareRequest, params, token),
		rescore: (uri) => client.sendRequest(rescoreRequest, { uri }),
		exportTopK: async (params, token, onProgress) => {
			const workDoneToken = randomUUID();
			const progress = reportExport(client, workDoneToken, onProgress);
			try {
				return await client.sendRequest<ExportResult>(exportRequest, { ...params, workDoneToken }, token);
			} finally {
				progress.dispose();
			}
		},
		dispose: () => {
			for (const subscription of subscriptions) subscription.dispose();
		},
	};
}

/** Passes on what the server says under a work-done token, until it is disposed of. */
export function reportExport(client: LanguageClient, workDoneToken: string, onProgress: ExportProgress): vscode.Disposable {
	let reached = 0;
	return client.onProgress(WorkDoneProgress.type, workDoneToken, (report) => {
		if (report.kind !== 'report') return;
		const percentage = report.percentage ?? reached;
		onProgress(report.message ?? '', percentage - reached);
		reached = percentage;
	});
}
