/**
 * The requests beyond LSP. All of them go from the client to the server, except the one notification. An editor that does not know
 * them still gets diagnostics, lenses, hovers and symbols.
 *
 * Documents are named by URI; lines are 0-based editor lines; a result of `null` means that the server does not hold the document.
 */
import type { ExportForm } from './exportForms.ts';
import type { Amount, HeatmapMode, HeatmapScale } from './settings.ts';
import type { StrategyName } from './strategies.ts';

/** `initializationOptions` of the client. */
export interface InitializationOptions {
	/** The client has the `insight.*` commands, so that lenses may call them. */
	readonly commands?: boolean;
	/** The client says itself where a settings file is not JSON, as VS Code does. */
	readonly checksJson?: boolean;
	/** Path of a folder, on the server's machine, where what was read of large files may be remembered. */
	readonly cacheFolder?: string;
}

/** Server → client, after a document was scored anew: what is shown of it is out of date. */
export const scoredNotification = 'insight/scored';
export interface ScoredParams {
	readonly uri: string;
	readonly version: number;
}

export interface DocumentParams {
	readonly uri: string;
}

/** When an editor shows the document, and after each {@link scoredNotification}. */
export const heatmapRequest = 'insight/heatmap';
export interface HeatmapParams extends DocumentParams {
	readonly mode: HeatmapMode;
	readonly scale: HeatmapScale;
	/** How many of the best examples to name in `top`. */
	readonly top: Amount;
}
export interface HeatmapResult {
	/** The document version that the lines belong to. */
	readonly version: number;
	/** A character a line: bucket `0`–`9`, or a space for a line without a score. Compact, as typed arrays do not survive JSON-RPC. */
	readonly buckets: string;
	/** Lines of the best examples, ascending; all lines of an example that has several. */
	readonly top: readonly number[];
	/** What buckets 0 and 9 stand for, for the legend. */
	readonly legend: { readonly lowest: string; readonly highest: string };
}

/** For the status bar. */
export const statusRequest = 'insight/status';
export interface StatusResult {
	readonly version: number;
	/** Name and title of the format; `null` when it was not recognised. */
	readonly format: { readonly name: string; readonly title: string } | null;
	readonly lines: number;
	readonly examples: number;
	readonly rollouts: number;
	readonly successes: number;
	readonly unscored: number;
	readonly brokenLines: number;
	/** Sentences that a person should know before believing the scores. */
	readonly notes: readonly string[];
}

/**
 * The pictures and numbers to decide by, drawn by the server: HTML of bounded size, as pictures show counts by bin. Asked for by a panel
 * when it opens, and after each {@link scoredNotification}.
 */
export const reviewRequest = 'insight/review';
export interface ReviewParams extends DocumentParams {
	/** The set to look at. */
	readonly top: Amount;
}
export interface ReviewResult {
	readonly version: number;
	/** Inside of a body: no script, no inline style, nothing from elsewhere. Links lead within it, or are commands of the client. */
	readonly html: string;
	/** Rules for it, over the variables of `shared/pictures/pictureStyle.ts`. */
	readonly style: string;
}

/** What was detected and why, as Markdown for a read-only document. */
export const describeFormatRequest = 'insight/describeFormat';
export interface DescribeFormatResult {
	readonly markdown: string;
}

/** What the data say about prior and discount: an account as Markdown for a read-only document, and the settings that it speaks for. */
export const fitRequest = 'insight/fit';
export interface FitResult {
	readonly markdown: string;
	/** By full key; without what cannot be fitted, and what the data do not show to be better than what is set. */
	readonly settings: {
		readonly 'insight.prior'?: string;
		readonly 'insight.discount'?: number;
		readonly 'insight.discountPer'?: 'visit' | 'step';
	};
}

/** Reads and scores the whole document anew. */
export const rescoreRequest = 'insight/rescore';

/** Where to go from a line: to the best example, along the ranking from the example at `line`, or to the example's next line. */
export const navigateRequest = 'insight/navigate';
export interface NavigateParams extends DocumentParams {
	readonly line: number;
	readonly target: 'best' | 'next' | 'previous' | 'nextRollout';
}
export interface NavigateResult {
	readonly line: number;
	/** 1-based. */
	readonly rank: number;
	readonly examples: number;
	/** Which of its example's lines the line is, from 1. */
	readonly place: { readonly number: number; readonly lines: number };
}

/**
 * Writes the best examples to a file, with a manifest beside it. Reads the saved file, so the document must not have unsaved changes.
 * Reports progress under the request's work-done token; cancelling leaves nothing behind. Fails with a message for people.
 */
export const exportRequest = 'insight/export';
export interface ExportParams extends DocumentParams, ChoosingParams {
	readonly order: ExportOrder;
	/** Left out: the lines, byte for byte. */
	readonly form?: ExportForm;
	/** Path of the file to write, on the server's machine. */
	readonly target: string;
	/** What goes there: the chosen set, unless this says a random one of the same size from the rest. */
	readonly set?: 'chosen' | 'control';
	/** Path of a file for a random control set beside the chosen one. */
	readonly control?: string;
	readonly workDoneToken?: string | number;
}

/** How examples are chosen; what is left out is as the settings say. */
export interface ChoosingParams {
	readonly top: Amount;
	readonly strategy?: StrategyName;
	/** The share that prompts without rollouts may have, in [0, 1]. */
	readonly unseenQuota?: number;
}

export interface ExportResult extends WrittenFile {
	readonly lines: number;
	/** The lowest value chosen. */
	readonly cutScore: number;
	/** Expected number of chosen prompts whose next K rewards are not all equal. */
	readonly expectedEffectiveBatch: number;
	/** Sentences that a person should know of the set. */
	readonly notes: readonly string[];
	/** The control set, where one was asked for beside it. */
	readonly control?: WrittenFile;
}
export interface WrittenFile {
	readonly examples: number;
	readonly target: string;
	readonly manifest: string;
}

/** Every strategy side by side, as Markdown for a read-only document. */
export const compareRequest = 'insight/compare';
export interface CompareParams extends DocumentParams {
	readonly top: Amount;
}
export interface CompareResult {
	readonly markdown: string;
}

export const exportOrders = ['rank', 'file'] as const;
export type ExportOrder = (typeof exportOrders)[number];
