/** LSP → language service: what is offered, how settings arrive, how answers are cancelled. */
import {
	type CancellationToken,
	CodeActionKind,
	CodeLensRefreshRequest,
	type Connection,
	type Diagnostic,
	DiagnosticRefreshRequest,
	DidChangeConfigurationNotification,
	DocumentDiagnosticReportKind,
	type InitializeParams,
	type InitializeResult,
	TextDocumentSyncKind,
} from 'vscode-languageserver';
import {
	type CompareParams,
	compareRequest,
	type DocumentParams,
	describeFormatRequest,
	type ExportParams,
	exportRequest,
	fitRequest,
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
import { createConfigurations } from './configurations.ts';
import type { ScoredDocument } from './core/document/scoredDocument.ts';
import { createLanguageService } from './languageService.ts';
import { answer, answerExport } from './longRequests.ts';
import { createRolloutFinder } from './rollouts.ts';
import { serveTables } from './tableRequests.ts';
import { createTables } from './tables.ts';
import type { Workspace } from './workspace.ts';

/** Serves one client over a connection until it ends. */
export function startServer(connection: Connection, workspace: Workspace): void {
	let client = clientOf({} as InitializeParams);
	/** The settings heard of last: pushed by clients that cannot be asked, else those of the last answer. */
	let knownSettings: unknown = {};
	/** The version of each document that the client was told of last. */
	const announced = new Map<string, number>();
	/** Settings arrive one document after the other, so that a round of them can be overtaken by a newer one. */
	let rounds = 0;
	const { console } = connection;
	const logger = {
		info: (text: string) => console.info(text),
		warn: (text: string) => console.warn(text),
		error: (text: string) => console.error(text),
	};
	const configurations = createConfigurations(workspace, logger, () => !client.checksJson);
	const rollouts = createRolloutFinder(workspace, () => client.folders);
	const service = createLanguageService({ workspace, logger, rollouts, withCommands: () => client.commands, onScored: announce });
	const { documents } = service;
	const tables = createTables(workspace, rollouts, settingsFor, (params) =>
		start(connection.sendNotification(tableStateNotification, params)),
	);

	/** Lets something run that nobody waits for. What fails of it is logged: a rejection that nobody hears ends the process. */
	function start(work: Promise<unknown>): void {
		work.catch((error: unknown) => logger.error(String(error)));
	}
	/** Tells the client that what it shows is out of date, each part in the way that the client understands. */
	function announce({ uri, version: documentVersion }: ScoredDocument): void {
		const params: ScoredParams = { uri, version: documentVersion };
		start(connection.sendNotification(scoredNotification, params));
		// After an edit clients ask by themselves; refreshing makes them ask again, and for all of their documents.
		const isNewText = announced.get(uri) !== documentVersion;
		announced.set(uri, documentVersion);
		if (!client.pullsDiagnostics) start(publish(uri));
		if (isNewText) return;
		if (client.refreshesDiagnostics) start(connection.sendRequest(DiagnosticRefreshRequest.type));
		if (client.refreshesLenses) start(connection.sendRequest(CodeLensRefreshRequest.type));
	}
	async function publish(uri: string): Promise<void> {
		await connection.sendDiagnostics({ uri, diagnostics: await diagnosticsOf(uri) });
	}
	async function diagnosticsOf(uri: string): Promise<Diagnostic[]> {
		return configurations.isConfig(uri) ? configurations.diagnostics(uri, knownSettings) : service.diagnostics(uri);
	}
	/** A settings file has changed under the client's eyes: what it says of itself, and of datasets beside it, is out of date. */
	function reconfigure(uri: string): void {
		if (!client.pullsDiagnostics) start(publish(uri));
		start(configureAll());
	}
	async function settingsFor(uri: string): Promise<Settings> {
		let settings = knownSettings;
		try {
			if (client.configuration) settings = await connection.workspace.getConfiguration({ scopeUri: uri, section: 'insight' });
			knownSettings = settings;
		} catch (error) {
			logger.error(`The settings for ${uri} are not to be had, so those known before stay in force: ${error}`);
		}
		return configurations.settingsFor(uri, settings);
	}
	/** The settings of a document that was opened, unless a round of them has begun meanwhile, which has newer ones for it. */
	async function configure(uri: string): Promise<void> {
		const round = rounds;
		const settings = await settingsFor(uri);
		if (round === rounds) documents.configure(uri, settings);
	}
	async function configureAll(): Promise<void> {
		const round = ++rounds;
		for (const uri of documents.uris()) {
			const settings = await settingsFor(uri);
			if (round !== rounds) return;
			documents.configure(uri, settings);
		}
		await tables.configureAll();
	}

	connection.onInitialize((params): InitializeResult => {
		client = clientOf(params);
		if (client.cacheFolder !== undefined) workspace.rememberIn(client.cacheFolder);
		return {
			serverInfo: { name: 'InSight', version },
			capabilities: {
				textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
				codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
				codeLensProvider: { resolveProvider: true },
				completionProvider: { triggerCharacters: ['"', ':'] },
				hoverProvider: true,
				documentSymbolProvider: true,
				diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
			},
		};
	});
	connection.onInitialized(() => {
		if (client.registersConfiguration)
			start(connection.client.register(DidChangeConfigurationNotification.type, { section: 'insight' }));
	});
	connection.onDidChangeConfiguration(({ settings }) => {
		knownSettings = settings;
		start(configureAll());
	});

	connection.onDidChangeWatchedFiles(({ changes }) => {
		// A run may write both at once. New settings alone do not tell that what they name has changed.
		if (changes.some(({ uri }) => configurations.isConfig(uri))) start(configureAll());
		if (changes.every(({ uri }) => configurations.isConfig(uri))) return;
		start(documents.refreshRollouts());
		start(tables.refreshRollouts());
	});
	connection.onDidOpenTextDocument(({ textDocument: { uri, version: documentVersion, text } }) => {
		if (configurations.isConfig(uri)) {
			configurations.open(uri, documentVersion, text);
			reconfigure(uri);
			return;
		}
		// Opened with the settings heard of last, without waiting: a change may follow at once, and has to find the document.
		documents.open(uri, documentVersion, text, parseSettings(knownSettings).settings);
		start(configure(uri));
	});
	connection.onDidChangeTextDocument(({ textDocument: { uri, version: documentVersion }, contentChanges }) => {
		if (configurations.isConfig(uri)) {
			configurations.change(uri, documentVersion, contentChanges);
			reconfigure(uri);
			return;
		}
		documents.change(uri, documentVersion, contentChanges);
	});
	connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
		if (configurations.isConfig(uri)) {
			configurations.close(uri);
			start(configureAll());
		} else {
			documents.close(uri);
			announced.delete(uri);
		}
		if (!client.pullsDiagnostics) start(connection.sendDiagnostics({ uri, diagnostics: [] }));
	});

	connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => ({
		kind: DocumentDiagnosticReportKind.Full,
		items: await diagnosticsOf(uri),
	}));
	connection.onCodeAction(async ({ textDocument: { uri }, context: { diagnostics } }) => {
		const actions = await service.codeActions(uri, diagnostics);
		if (await configurations.has(uri)) return actions;
		return [...actions, ...(await service.describeFormatAction(uri, configurations.configUriOf(uri), diagnostics))];
	});
	connection.onCodeLens(({ textDocument: { uri } }) => service.codeLenses(uri));
	connection.onCodeLensResolve((lens) => service.resolveCodeLens(lens));
	connection.onHover(({ textDocument: { uri }, position }) =>
		configurations.isConfig(uri) ? configurations.hover(uri, position) : service.hover(uri, position.line),
	);
	connection.onCompletion(({ textDocument: { uri }, position }) => configurations.complete(uri, position));
	connection.onDocumentSymbol(({ textDocument: { uri } }) => service.documentSymbols(uri));

	connection.onRequest(heatmapRequest, (params: HeatmapParams) => service.heatmap(params));
	connection.onRequest(statusRequest, ({ uri }: DocumentParams) => service.status(uri));
	connection.onRequest(reviewRequest, (params: ReviewParams, token: CancellationToken) =>
		answer(token, (signal) => service.review(params, signal)),
	);
	connection.onRequest(describeFormatRequest, ({ uri }: DocumentParams) => service.describeFormat(uri));
	connection.onRequest(fitRequest, ({ uri }: DocumentParams, token: CancellationToken) =>
		answer(token, (signal) => service.fit(uri, signal)),
	);
	connection.onRequest(navigateRequest, (params: NavigateParams) => service.navigate(params));
	connection.onRequest(compareRequest, (params: CompareParams, token: CancellationToken) =>
		answer(token, (signal) => service.compare(params, signal)),
	);
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
function clientOf({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams) {
	const options = (initializationOptions ?? {}) as InitializationOptions;
	return {
		commands: options.commands === true,
		folders: workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []),
		checksJson: options.checksJson === true,
		cacheFolder: options.cacheFolder,
		configuration: capabilities?.workspace?.configuration === true,
		registersConfiguration: capabilities?.workspace?.didChangeConfiguration?.dynamicRegistration === true,
		pullsDiagnostics: capabilities?.textDocument?.diagnostic !== undefined,
		refreshesDiagnostics: capabilities?.workspace?.diagnostics?.refreshSupport === true,
		refreshesLenses: capabilities?.workspace?.codeLens?.refreshSupport === true,
	};
}
