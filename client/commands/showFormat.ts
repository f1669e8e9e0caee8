/** Show Detected Format: the server's account as a read-only document, rendered. */
import * as vscode from 'vscode';
import type { Datasets } from '../datasets.ts';

const scheme = 'insight';

/** Serves the accounts; the document asked about stands in the query. */
export function registerFormatDocuments(datasets: Datasets): vscode.Disposable {
	return vscode.workspace.registerTextDocumentContentProvider(scheme, {
		provideTextDocumentContent: async ({ query }) =>
			(await datasets.describeFormat(query))?.markdown ?? 'The dataset is not open any more.',
	});
}

export async function showFormat(): Promise<void> {
	const source = vscode.window.activeTextEditor?.document.uri;
	if (source === undefined) return;
	const name = source.path.slice(source.path.lastIndexOf('/') + 1);
	const uri = vscode.Uri.from({ scheme, path: `/Format of ${name}.md`, query: source.toString() });
	await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
}
