/** Show Detected Format: the server's account as a read-only document, rendered. */
import * as vscode from 'vscode';
import type { Datasets } from '../datasets.ts';
import { activeDataset } from '../languageClient.ts';

const scheme = 'insight';
/** Of VS Code's own Markdown extension. */
const previewCommand = 'markdown.showPreviewToSide';

/** Serves the accounts, and anew when their document was scored anew. */
export function registerFormatDocuments(datasets: Datasets): vscode.Disposable {
	const changed = new vscode.EventEmitter<vscode.Uri>();
	const provider: vscode.TextDocumentContentProvider = {
		onDidChange: changed.event,
		provideTextDocumentContent: async ({ query }) =>
			(await datasets.describeFormat(query))?.markdown ?? 'The dataset is not open any more.',
	};
	return vscode.Disposable.from(
		changed,
		vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
		datasets.onScored(({ uri }) => {
			for (const account of vscode.workspace.textDocuments)
				if (account.uri.scheme === scheme && account.uri.query === uri) changed.fire(account.uri);
		}),
	);
}

export async function showFormat(): Promise<void> {
	const source = activeDataset()?.document.uri;
	if (source === undefined) return;
	const uri = formatUri(source);
	try {
		// Asking whether there is such a command would miss it: it is not registered before its extension has started.
		await vscode.commands.executeCommand(previewCommand, uri);
	} catch {
		await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true });
	}
}

/** The document asked about stands in the query. */
function formatUri(source: vscode.Uri): vscode.Uri {
	const name = source.path.slice(source.path.lastIndexOf('/') + 1);
	return vscode.Uri.from({ scheme, path: `/Format of ${name}.md`, query: source.toString() });
}
