/** LSP → language service: what is offered, how settings arrive, how answers are cancelled. */
import {
	type CancellationToken,
	CodeActionKind,
	CodeLensRefreshRequest,
	type Connection,
	DiagnosticRefreshRequest,
	DidChangeConfigurationNotification,
	DocumentDiagnosticReportKind,
	type InitializeParams,
	type InitializeResult,
	TextDocumentSyncKind,
} from 'vscode-languageserver';
import {
	type DocumentParams,
	describeFormatRequest,
	type ExportParams,
	exportRequest,
	type HeatmapParams,
	heatmapRequest,
	type InitializationOptions,
	type NavigateParams,
	navigateRequest,
	type ReviewParams,
	rescoreRequest,
	reviewRequest,
	type ScoredParams,
	scoredNotification,
	statusRequest,
} from '../shared/protocol.ts';
import { parseSettings, type Settings } from '../shared/settings.ts';
import { tableStateNotification } from '../shared/tableProtocol.ts';
import { version } from '../shared/version.ts';
import type { ScoredDocument } from './core/scoredDocument.ts';
import { createLanguageService } from './languageService.ts';
import { answerExport } from './longRequests.ts';
import { serveTables } from './tableRequests.ts';
import { createTables } from './tables.ts';
import type { Workspace } from './workspace.ts';

/** Serves one client over a connection until it ends. */
export function startServer(connection: Connection, workspace: Workspace): void {
	let client = clientOf({} as InitializeParams);
	/** The settings heard of last: pushed by clients that cannot be asked, else those of the last answer. */
	let knownSettings: unknown = {};
	const logger = { info: (text: string) => connection.console.info(text), error: (text: string) => connection.console.error(text) };
	const service = createLanguageService({ workspace, logger, withCommands: () => client.commands, onScored: announce });
	const { documents } = service;
	const tables = createTables(workspace, settingsFor, (params) => void connection.sendNotification(tableStateNotification, params));

	/** Tells the client that what it shows is out of date, each part in the way that the client understands. */
	function announce({ uri, version: documentVersion }: ScoredDocument): void {
		const params: ScoredParams = { uri, version: documentVersion };
		void connection.sendNotification(scoredNotification, params);
		if (client.refreshesDiagnostics) void connection.sendRequest(DiagnosticRefreshRequest.type);
		if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
		if (!client.pullsDiagnostics) void publish(uri);
	}
	async function publish(uri: string): Promise<void> {
		await connection.sendDiagnostics({ uri, diagnostics: await service.diagnostics(uri) });
	}
	async function settingsFor(uri: string): Promise<Settings> {
		if (client.configuration) knownSettings = await connection.workspace.getConfiguration({ scopeUri: uri, section: 'insight' });
		const { settings, problems } = parseSettings(knownSettings);
		for (const { message } of problems) connection.console.warn(message);
		return settings;
	}
	async function configureAll(): Promise<void> {
		for (const uri of documents.uris()) documents.configure(uri, await settingsFor(uri));
		await tables.configureAll();
	}

	connection.onInitialize((params): InitializeResult => {
		client = clientOf(params);
		return {
			serverInfo: { name: 'InSight', version },
			capabilities: {
				textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
				codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
				codeLensProvider: { resolveProvider: true },
				hoverProvider: true,
				documentSymbolProvider: true,
				diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
			},
		};
	});
	connection.onInitialized(() => {
		if (client.registersConfiguration)
			void connection.client.register(DidChangeConfigurationNotification.type, { section: 'insight' });
	});
	connection.onDidChangeConfiguration(({ settings }) => {
		knownSettings = settings;
		void configureAll();
	});

	connection.onDidOpenTextDocument(({ textDocument: { uri, version: documentVersion, text } }) => {
		// Opened with the settings heard of last, without waiting: a change may follow at once, and has to find the document.
		documents.open(uri, documentVersion, text, parseSettings(knownSettings).settings);
		void settingsFor(uri).then((settings) => documents.configure(uri, settings));
	});
	connection.onDidChangeTextDocument(({ textDocument: { uri, version: documentVersion }, contentChanges }) => {
		documents.change(uri, documentVersion, contentChanges);
	});
	connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
		documents.close(uri);
		if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
	});

	connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => ({
		kind: DocumentDiagnosticReportKind.Full,
		items: await service.diagnostics(uri),
	}));
	connection.onCodeAction(({ textDocument: { uri }, context }) => service.codeActions(uri, context.diagnostics));
	connection.onCodeLens(({ textDocument: { uri } }) => service.codeLenses(uri));
	connection.onCodeLensResolve((lens) => service.resolveCodeLens(lens));
	connection.onHover(({ textDocument: { uri }, position: { line } }) => service.hover(uri, line));
	connection.onDocumentSymbol(({ textDocument: { uri } }) => service.documentSymbols(uri));

	connection.onRequest(heatmapRequest, (params: HeatmapParams) => service.heatmap(params));
	connection.onRequest(statusRequest, ({ uri }: DocumentParams) => service.status(uri));
	connection.onRequest(reviewRequest, (params: ReviewParams) => service.review(params));
	connection.onRequest(describeFormatRequest, ({ uri }: DocumentParams) => service.describeFormat(uri));
	connection.onRequest(navigateRequest, (params: NavigateParams) => service.navigate(params));
	connection.onRequest(rescoreRequest, ({ uri }: DocumentParams) => service.rescore(uri));
	connection.onRequest(exportRequest, (params: ExportParams, token: CancellationToken) =>
		answerExport(connection, params, token, async (signal, onProgress) =>
			service.exportTopK(params, await settingsFor(params.uri), signal, onProgress),
		),
	);
	serveTables(connection, tables);
	connection.listen();
}

/** What the client can do, of what matters here. */
function clientOf({ capabilities, initializationOptions }: InitializeParams) {
	const options = (initializationOptions ?? {}) as InitializationOptions;
	return {
		commands: options.commands === true,
		configuration: capabilities?.workspace?.configuration === true,
		registersConfiguration: capabilities?.workspace?.didChangeConfiguration?.dynamicRegistration === true,
		pullsDiagnostics: capabilities?.textDocument?.diagnostic !== undefined,
		refreshesDiagnostics: capabilities?.workspace?.diagnostics?.refreshSupport === true,
		refreshesLenses: capabilities?.workspace?.codeLens?.refreshSupport === true,
	};
}
