import * as vscode from 'vscode';
import {
	DidChangeWatchedFilesNotification,
	type FileEvent,
	LanguageClient,
	State,
	TransportKind,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../shared/protocol.ts';
import { gather } from './gather.ts';

/** The documents that the extension is about. */
export const documentSelector = [
	{ language: 'jsonl', scheme: 'file' },
	{ language: 'jsonl', scheme: 'untitled' },
];

/** Settings that lie beside datasets. */
const configSelector = [{ language: 'jsonc', scheme: 'file', pattern: '**/insight.jsonc' }];

/** Whether a document is one that the extension is about. */
export function isDataset(document: vscode.TextDocument): boolean {
	return vscode.languages.match(documentSelector, document) > 0;
}

/** The dataset in front; where there is none, says so. */
export function activeDataset(): vscode.TextEditor | undefined {
	const editor = vscode.window.activeTextEditor;
	if (editor !== undefined && isDataset(editor.document)) return editor;
	void vscode.window.showInformationMessage('InSight: open a dataset first, a file in the language JSON Lines.');
	return undefined;
}

/** The server is told of changed files together, so many milliseconds after the first. */
const changesTogether = 250;

/** A client for the server that is bundled with the extension; it is not started yet. */
export function createLanguageClient(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): LanguageClient {
	const module = context.asAbsolutePath('dist/server.cjs');
	const cacheFolder = vscode.Uri.joinPath(context.globalStorageUri, 'indexes').fsPath;
	const initializationOptions: InitializationOptions = { commands: true, checksJson: true, cacheFolder };
	const client = new QuietLanguageClient(
		'insight',
		'InSight',
		{
			run: { module, transport: TransportKind.ipc },
			debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6013'] } },
		},
		{
			documentSelector: [...documentSelector, ...configSelector],
			initializationOptions,
			outputChannel: output,
			// The server asks for settings itself; sent ahead of the first document, they spare it from being scored twice.
			synchronize: {
				configurationSection: 'insight',
				fileEvents: [
					vscode.workspace.createFileSystemWatcher('**/insight.jsonc'),
					// Any of them can be the rollouts of a training set.
					vscode.workspace.createFileSystemWatcher('**/*.{jsonl,ndjson,parquet,eval,jsonl.gz,jsonl.zst}'),
				],
			},
			middleware: { workspace: { didChangeWatchedFile: async (event) => tell(event) } },
			// The failure is reported once, below.
			initializationFailedHandler: () => false,
		},
	);
	// The library waits until no file has changed for a while, which of a run that writes all the time never comes.
	const tell = gather<FileEvent>((changes) => {
		if (client.state !== State.Running) return;
		client
			.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [...changes] })
			.catch((error: unknown) => output.error(`changed files: ${error}`));
	}, changesTogether);
	return client;
}

/**
 * The base class reports a server that does not start in up to three messages, each with its stack. This one logs what it is told, and
 * shows one message until the server runs again.
 */
class QuietLanguageClient extends LanguageClient {
	#isReported = false;

	override error(message: string, data?: unknown, showNotification?: boolean | 'force'): void {
		super.error(message, data, false);
		if (showNotification !== 'force' || this.#isReported) return;
		this.#isReported = true;
		void this.#report();
	}

	async #report(): Promise<void> {
		const recovery = this.onDidChangeState(({ newState }) => {
			if (newState !== State.Running) return;
			this.#isReported = false;
			recovery.dispose();
		});
		const show = 'Show Output';
		const message = 'InSight: the language server does not run, so datasets are not scored.';
		if ((await vscode.window.showErrorMessage(message, show)) === show) this.outputChannel.show(true);
	}
}
