/** The language service: everything an editor can ask about a dataset, without a word about the wire. */
import type { CodeAction, CodeLens, Diagnostic, DocumentSymbol, Hover } from 'vscode-languageserver-types';
import type {
	CompareParams,
	CompareResult,
	DescribeFormatResult,
	ExportParams,
	ExportResult,
	FitResult,
	HeatmapParams,
	HeatmapResult,
	NavigateParams,
	NavigateResult,
	ReviewParams,
	ReviewResult,
	StatusResult,
} from '../shared/protocol.ts';
import type { Settings } from '../shared/settings.ts';
import type { ScoredDocument } from './core/document/scoredDocument.ts';
import { inTurns, type Sliced } from './core/slices.ts';
import { createDocuments, type Documents, type ReadAttachment } from './documents.ts';
import { type ExportProgress, exportTopK } from './exportTopK.ts';
import { attachRolloutsAction, codeActions, describeFormatAction } from './features/codeAction.ts';
import { type CodeLensData, codeLenses, resolveCodeLens } from './features/codeLens.ts';
import { describeComparison } from './features/describeComparison.ts';
import { describeFormat } from './features/describeFormat.ts';
import { diagnostics } from './features/diagnostics.ts';
import { documentSymbols } from './features/documentSymbol.ts';
import { fitDocument } from './features/fitDocument.ts';
import { heatmap } from './features/heatmap.ts';
import { hover } from './features/hover.ts';
import { navigate } from './features/navigate.ts';
import { status } from './features/status.ts';
import { reviewDocument } from './reviewDocument.ts';
import type { RolloutFinder } from './rollouts.ts';
import type { Logger, Workspace } from './workspace.ts';

export interface LanguageServiceOptions {
	readonly workspace: Workspace;
	readonly logger: Logger;
	readonly rollouts: RolloutFinder;
	/** Whether lenses may call the client's commands. */
	readonly withCommands: () => boolean;
	readonly onScored: (document: ScoredDocument) => void;
}

/** Answers are about the document's version of the moment; of a document that is not open they are empty or `null`. */
export interface LanguageService {
	readonly documents: Documents;
	diagnostics(uri: string): Promise<Diagnostic[]>;
	/** Quick fixes for those of the document's diagnostics that the client names. */
	codeActions(uri: string, shown: readonly Diagnostic[]): Promise<CodeAction[]>;
	/** A quick fix that writes a settings file for a dataset that is not recognised. */
	describeFormatAction(uri: string, configUri: string, shown: readonly Diagnostic[]): Promise<CodeAction[]>;
	codeLenses(uri: string): Promise<CodeLens[]>;
	resolveCodeLens(lens: CodeLens): Promise<CodeLens>;
	hover(uri: string, line: number): Promise<Hover | null>;
	documentSymbols(uri: string): Promise<DocumentSymbol[]>;
	heatmap(params: HeatmapParams): Promise<HeatmapResult | null>;
	status(uri: string): Promise<StatusResult | null>;
	review(params: ReviewParams, signal: AbortSignal): Promise<ReviewResult | null>;
	describeFormat(uri: string): Promise<DescribeFormatResult | null>;
	fit(uri: string, signal: AbortSignal): Promise<FitResult | null>;
	navigate(params: NavigateParams): Promise<NavigateResult | null>;
	/** Reads and scores the document anew. */
	rescore(uri: string): Promise<void>;
	compare(params: CompareParams, signal: AbortSignal): Promise<CompareResult | null>;
	exportTopK(params: ExportParams, settings: Settings, signal: AbortSignal, onProgress: ExportProgress): Promise<ExportResult>;
}

export function createLanguageService({
	workspace,
	logger,
	rollouts,
	withCommands,
	onScored,
}: LanguageServiceOptions): LanguageService {
	const readAttachment: ReadAttachment = async (uri, settings, signal, known) => {
		try {
			return await rollouts.read(uri, settings, signal, known !== undefined && 'keys' in known ? known : undefined);
		} catch (error) {
			signal.throwIfAborted();
			const trouble = error instanceof Error ? error.message : String(error);
			return known !== undefined && 'trouble' in known && known.trouble === trouble ? known : { trouble };
		}
	};
	const documents = createDocuments(workspace, readAttachment, onScored, (error) => logger.error(String(error)));
	/** Applies a feature to the document's scores, or gives what stands for none. */
	const ask = async <T>(uri: string, none: T, feature: (document: ScoredDocument) => T): Promise<T> => {
		const document = await documents.scored(uri);
		return document === undefined ? none : feature(document);
	};
	/** Applies a feature that takes a while, in the background of everything else. */
	const askLong = async <T>(
		uri: string,
		feature: (document: ScoredDocument) => Sliced<T>,
		signal: AbortSignal,
	): Promise<T | null> => {
		const document = await documents.scored(uri);
		return document === undefined ? null : inTurns(feature(document), workspace.pause, signal);
	};
	return {
		documents,
		diagnostics: (uri) => ask(uri, [], diagnostics),
		describeFormatAction: (uri, configUri, shown) => ask(uri, [], (document) => describeFormatAction(document, configUri, shown)),
		codeActions: (uri, shown) =>
			ask(uri, [], (document) => [
				...codeActions(document, shown),
				...(withCommands() ? attachRolloutsAction(document, shown) : []),
			]),
		codeLenses: (uri) => ask(uri, [], (document) => codeLenses(document, withCommands())),
		resolveCodeLens: async (lens) => {
			const document = await documents.scored((lens.data as CodeLensData).uri);
			return resolveCodeLens(lens, document, withCommands());
		},
		hover: (uri, line) => ask(uri, null, (document) => hover(document, line)),
		documentSymbols: (uri) => ask(uri, [], documentSymbols),
		heatmap: (params) => ask<HeatmapResult | null>(params.uri, null, (document) => heatmap(document, params)),
		status: (uri) => ask<StatusResult | null>(uri, null, status),
		review: (params, signal) => reviewDocument(documents, workspace, params, withCommands(), signal),
		describeFormat: (uri) => ask<DescribeFormatResult | null>(uri, null, (document) => ({ markdown: describeFormat(document) })),
		fit: (uri, signal) => askLong(uri, fitDocument, signal),
		navigate: (params) => ask(params.uri, null, (document) => navigate(document, params)),
		compare: (params, signal) => askLong(params.uri, (document) => describeComparison(document, params), signal),
		rescore: async (uri) => {
			documents.rescore(uri);
			await documents.scored(uri);
		},
		exportTopK: (params, settings, signal, onProgress) => exportTopK(workspace, rollouts, params, settings, signal, onProgress),
	};
}
