/** A language client for tests: drives a server over streams as any editor would, and remembers what it was sent. */
import { Duplex } from 'node:stream';
import {
	createProtocolConnection,
	type Diagnostic,
	type InitializeParams,
	type InitializeResult,
	type ProtocolConnection,
	StreamMessageReader,
	StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { type ScoredParams, scoredNotification } from '../../shared/protocol.ts';

export interface TestClient {
	readonly connection: ProtocolConnection;
	readonly initialized: InitializeResult;
	/** Diagnostics pushed last, by URI. */
	readonly pushed: ReadonlyMap<string, readonly Diagnostic[]>;
	/** How often the server asked for a refresh of diagnostics. */
	refreshes(): number;
	/** What the server logged. */
	readonly logged: readonly string[];
	open(uri: string, text: string): Promise<void>;
	change(uri: string, version: number, changes: readonly unknown[]): Promise<void>;
	/** Resolves when the version of the document has been scored; at once if it has been already. */
	scored(uri: string, version: number): Promise<void>;
	/** Resolves when diagnostics of the document have been pushed that satisfy the test. */
	published(uri: string, test: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
	stop(): Promise<void>;
}

export interface TestClientOptions {
	readonly capabilities?: InitializeParams['capabilities'];
	readonly initializationOptions?: unknown;
	/** Answers `workspace/configuration`; an error refuses to. */
	readonly settings?: unknown;
}

export async function startClient(
	input: NodeJS.ReadableStream,
	output: NodeJS.WritableStream,
	{ capabilities = {}, initializationOptions, settings }: TestClientOptions = {},
): Promise<TestClient> {
	const connection = createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
	const pushed = new Map<string, readonly Diagnostic[]>();
	let refreshes = 0;
	const logged: string[] = [];
	const versions = new Map<string, number>();
	const waiting = new Set<() => void>();
	const wake = (): void => {
		for (const check of [...waiting]) check();
	};
	const until = (isReached: () => boolean): Promise<void> =>
		new Promise((resolve) => {
			const check = (): void => {
				if (!isReached()) return;
				waiting.delete(check);
				resolve();
			};
			waiting.add(check);
			check();
		});
	connection.onNotification(
		'textDocument/publishDiagnostics',
		({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
			pushed.set(uri, diagnostics);
			wake();
		},
	);
	connection.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
	connection.onNotification(scoredNotification, ({ uri, version }: ScoredParams) => {
		versions.set(uri, version);
		wake();
	});
	connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => {
		if (settings instanceof Error) throw settings;
		return items.map(() => settings ?? null);
	});
	connection.onRequest('workspace/diagnostic/refresh', () => {
		refreshes++;
		return null;
	});
	connection.onRequest('workspace/codeLens/refresh', () => null);
	connection.onRequest('client/registerCapability', () => null);
	connection.listen();
	const initialized = await connection.sendRequest<InitializeResult>('initialize', {
		processId: null,
		rootUri: null,
		capabilities,
		initializationOptions,
	});
	await connection.sendNotification('initialized', {});
	return {
		connection,
		initialized,
		pushed,
		logged,
		refreshes: () => refreshes,
		open: (uri, text) =>
			connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'jsonl', version: 1, text } }),
		change: (uri, version, contentChanges) =>
			connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
		scored: (uri, version) => until(() => (versions.get(uri) ?? -1) >= version),
		published: async (uri, test) => {
			await until(() => pushed.has(uri) && test(pushed.get(uri)!));
			return pushed.get(uri)!;
		},
		stop: async () => {
			await connection.sendRequest('shutdown');
			await connection.sendNotification('exit');
			connection.dispose();
		},
	};
}

/** Two ends of a wire. */
export function createWire(): readonly [Duplex, Duplex] {
	const ends: Duplex[] = [];
	for (const other of [1, 0]) {
		ends.push(
			new Duplex({
				read: () => undefined,
				write: (chunk, _, done) => {
					ends[other]!.push(chunk);
					done();
				},
			}),
		);
	}
	return [ends[0]!, ends[1]!];
}
