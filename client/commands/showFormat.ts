/** Accounts of the server as read-only documents, rendered: Show Detected Format, Fit Prior and Discount. */
import * as vscode from 'vscode';
import type { Datasets } from '../datasets.ts';
import { activeDataset } from '../languageClient.ts';

const scheme = 'insight';
/** Of VS Code's own Markdown extension. */
const previewCommand = 'markdown.showPreviewToSide';

/** What is told of a dataset, and what the document is called. */
const titles = { format: 'Format', fit: 'Prior and discount' } as const;
export type AccountKind = keyof typeof titles;

/** Serves the accounts, and anew when their document was scored anew. */
export function registerAccounts(datasets: Datasets): vscode.Disposable {
	const changed = new vscode.EventEmitter<vscode.Uri>();
	const provider: vscode.TextDocumentContentProvider = {
		onDidChange: changed.event,
		provideTextDocumentContent: async ({ authority, query }) => {
			const account = await (authority === 'fit' ? datasets.fit(query) : datasets.describeFormat(query));
			return account?.markdown ?? 'The dataset is not open any more.';
		},
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
	if (source !== undefined) await showAccount(source, 'format');
}

export async function showAccount(source: vscode.Uri, kind: AccountKind): Promise<void> {
	const uri = accountUri(source, kind);
	try {
		// Asking whether there is such a command would miss it: it is not registered before its extension has started.
		await vscode.commands.executeCommand(previewCommand, uri);
	} catch {
		await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true });
	}
}

/** The kind is the authority, and the document asked about stands in the query. */
function accountUri(source: vscode.Uri, kind: AccountKind): vscode.Uri {
	const name = source.path.slice(source.path.lastIndexOf('/') + 1);
	return vscode.Uri.from({ scheme, authority: kind, path: `/${titles[kind]} of ${name}.md`, query: source.toString() });
}
