import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../shared/protocol.ts';

/** The documents that the extension is about. */
export const documentSelector = [
	{ language: 'jsonl', scheme: 'file' },
	{ language: 'jsonl', scheme: 'untitled' },
];

/** Whether a document is one that the extension is about. */
export function isDataset(document: vscode.TextDocument): boolean {
	return vscode.languages.match(documentSelector, document) > 0;
}

/** A client for the server that is bundled with the extension; it is not started yet. */
export function createLanguageClient(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): LanguageClient {
	const module = context.asAbsolutePath('dist/server.cjs');
	const initializationOptions: InitializationOptions = { commands: true };
	return new LanguageClient(
		'insight',
		'InSight',
		{
			run: { module, transport: TransportKind.ipc },
			debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6013'] } },
		},
		{ documentSelector, initializationOptions, outputChannel: output, synchronize: { configurationSection: 'insight' } },
	);
}
