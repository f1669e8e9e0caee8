/** Accounts of the server as read-only documents, rendered: Show Detected Format, Fit Prior and Discount, Compare Strategies. */
import * as vscode from 'vscode';
import { parseAmount } from '../../shared/settings.ts';
import type { Datasets } from '../datasets.ts';
import { activeDataset } from '../languageClient.ts';

const scheme = 'insight';
/** Of VS Code's own Markdown extension. */
const previewCommand = 'markdown.showPreviewToSide';

/** What is told of a dataset, and what the document is called. */
const titles = { format: 'Format', fit: 'Prior and discount', strategies: 'Strategies' } as const;
export type AccountKind = keyof typeof titles;

/** Serves the accounts, and anew when their document was scored anew. */
export function registerAccounts(datasets: Datasets): vscode.Disposable {
	const changed = new vscode.EventEmitter<vscode.Uri>();
	const accountOf = ({ authority, query, fragment }: vscode.Uri): Promise<{ readonly markdown: string } | null> => {
		if (authority === 'fit') return datasets.fit(query);
		const top = parseAmount(fragment);
		return authority === 'strategies' && top !== undefined ? datasets.compare({ uri: query, top }) : datasets.describeFormat(query);
	};
	const provider: vscode.TextDocumentContentProvider = {
		onDidChange: changed.event,
		provideTextDocumentContent: async (uri) => (await accountOf(uri))?.markdown ?? 'The dataset is not open any more.',
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

/** @param amount how many each strategy is to choose, where strategies are compared. */
export async function showAccount(source: vscode.Uri, kind: AccountKind, amount = ''): Promise<void> {
	const uri = accountUri(source, kind, amount);
	try {
		// Asking whether there is such a command would miss it: it is not registered before its extension has started.
		await vscode.commands.executeCommand(previewCommand, uri);
	} catch {
		await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true });
	}
}

/** The kind is the authority, the document asked about stands in the query, an amount in the fragment. */
function accountUri(source: vscode.Uri, kind: AccountKind, fragment: string): vscode.Uri {
	const name = source.path.slice(source.path.lastIndexOf('/') + 1);
	return vscode.Uri.from({ scheme, authority: kind, path: `/${titles[kind]} of ${name}.md`, query: source.toString(), fragment });
}
