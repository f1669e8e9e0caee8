/** Accounts of the server as read-only documents, rendered: Show Detected Format, Fit Prior and Discount, Compare Strategies. */
import * as vscode from 'vscode';
import type { DescribeFormatResult, FitResult } from '../../shared/protocol.ts';
import { parseAmount } from '../../shared/settings.ts';
import type { Datasets } from '../datasets.ts';
import { activeDataset } from '../languageClient.ts';
import { longRequest } from '../longRequest.ts';

const scheme = 'insight';
/** Of VS Code's own Markdown extension. */
const previewCommand = 'markdown.showPreviewToSide';

/** What is told of a dataset, and what the document is called. */
const titles = { format: 'Format', fit: 'Prior and discount', strategies: 'Strategies' } as const;
export type AccountKind = keyof typeof titles;
const working = {
	format: 'InSight: reading',
	fit: 'InSight: fitting prior and discount',
	strategies: 'InSight: comparing strategies',
} as const satisfies Record<AccountKind, string>;

export interface Accounts {
	/**
	 * Shows an account once it is there; the user can cancel one that takes a while.
	 *
	 * @param amount how many each strategy is to choose, where strategies are compared.
	 * @returns what is told, with the settings that a fit speaks for; `undefined` where there is none to show.
	 */
	show(source: vscode.Uri, kind: AccountKind, amount?: string): Promise<Account | undefined>;
	dispose(): void;
}

export type Account = DescribeFormatResult & Partial<FitResult>;

/** Serves the accounts, and anew when their document was scored anew. */
export function createAccounts(datasets: Datasets): Accounts {
	const changed = new vscode.EventEmitter<vscode.Uri>();
	/** Those that were asked for and not shown yet. */
	const ready = new Map<string, string>();
	const accountOf = (uri: vscode.Uri, token: vscode.CancellationToken): Promise<Account | null> => {
		const { authority, query, fragment } = uri;
		if (authority === 'fit') return datasets.fit(query, token);
		const top = parseAmount(fragment);
		return authority === 'strategies' && top !== undefined
			? datasets.compare({ uri: query, top }, token)
			: datasets.describeFormat(query);
	};
	const provider: vscode.TextDocumentContentProvider = {
		onDidChange: changed.event,
		provideTextDocumentContent: async (uri, token) => {
			const known = ready.get(uri.toString());
			ready.delete(uri.toString());
			return known ?? (await accountOf(uri, token))?.markdown ?? 'The dataset is not open any more.';
		},
	};
	const subscriptions = [
		changed,
		vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
		datasets.onScored(({ uri }) => {
			for (const account of vscode.workspace.textDocuments)
				if (account.uri.scheme === scheme && account.uri.query === uri) changed.fire(account.uri);
		}),
	];
	return {
		show: async (source, kind, amount = '') => {
			const uri = accountUri(source, kind, amount);
			const account = (await longRequest(working[kind], (token) => accountOf(uri, token))) ?? undefined;
			if (account === undefined) return undefined;
			ready.set(uri.toString(), account.markdown);
			// One that is open already takes it up.
			changed.fire(uri);
			await preview(uri);
			return account;
		},
		dispose: () => {
			for (const subscription of subscriptions) subscription.dispose();
		},
	};
}

export async function showFormat(accounts: Accounts): Promise<void> {
	const source = activeDataset()?.document.uri;
	if (source !== undefined) await accounts.show(source, 'format');
}

async function preview(uri: vscode.Uri): Promise<void> {
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
