/** The dataset editor: a table over a file of any size, which is never opened as a text document for it. */
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { serveRequests } from '../shared/rpc.ts';
import type { TableState } from '../shared/tableProtocol.ts';
import type { TableCommand, TableOpening, WebviewMessage, WebviewMethods } from '../shared/webviewProtocol.ts';
import { coalesce } from './coalesce.ts';
import type { RowsShown } from './commands/exportRows.ts';
import { datasetEditorPage } from './datasetEditorPage.ts';
import { createPanelHandlers, type PanelServices } from './datasetPanel.ts';
import { MarkKeeper } from './markKeeper.ts';

export const datasetViewType = 'insight.dataset';

/** What is seen in a dataset editor, as its page asked for it last. */
export interface ShownTable {
	readonly state: TableState | undefined;
	/** `undefined` while there are none. */
	readonly rows: RowsShown | undefined;
	/** Ids of the rows that the page received last. */
	readonly ids: readonly (string | null)[];
}

export interface DatasetEditors {
	/** Opens a file in a dataset editor, or goes to the one that shows it. */
	open(uri: vscode.Uri, opening?: TableOpening): Promise<void>;
	/** The file in front, where a dataset editor is. */
	active(): vscode.Uri | undefined;
	/** Passes a command on to the editor in front. @param line of the row that a menu was opened on. */
	run(command: TableCommand, line?: number): void;
	shown(uri: string): ShownTable | undefined;
	dispose(): void;
}

interface DatasetDocument extends vscode.CustomDocument {
	/** Whether its files are one dataset, as the steps of a run are. */
	readonly isFolder: boolean;
}

interface Panel {
	readonly uri: vscode.Uri;
	readonly panel: vscode.WebviewPanel;
	shown: ShownTable;
	post(message: WebviewMessage): void;
}

export function createDatasetEditors(extensionUri: vscode.Uri, services: PanelServices): DatasetEditors {
	const panels = new Map<string, Panel>();
	/** How files that are being opened are to be shown. */
	const openings = new Map<string, TableOpening>();
	/** Looks at a file that a trainer appends to once more after a burst of writes, and not once a write. */
	const check = coalesce(
		async (uri) => {
			const startedAt = Date.now();
			await services.tables.check(uri);
			// A run that writes without a pause leaves half of the time to everything else.
			await delay(Date.now() - startedAt);
		},
		(error) => services.log.error(`check: ${error}`),
	);
	const pageFolder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');

	const show = async (document: DatasetDocument, panel: vscode.WebviewPanel): Promise<void> => {
		const { uri } = document;
		const key = uri.toString();
		const { webview } = panel;
		webview.options = { enableScripts: true, localResourceRoots: [pageFolder] };
		const entry: Panel = {
			uri,
			panel,
			shown: { state: undefined, rows: undefined, ids: [] },
			post: (message) => void webview.postMessage(message),
		};
		panels.set(key, entry);
		const update = (changes: Partial<ShownTable>): void => {
			entry.shown = { ...entry.shown, ...changes };
		};
		const keeper = createMarkKeeper(key, services, (message) => entry.post(message));
		const handlers = createPanelHandlers(uri, services, keeper, {
			takeOpening: () => {
				const opening = openings.get(key) ?? {};
				openings.delete(key);
				return opening;
			},
			state: () => entry.shown.state,
			onRows: (rows) => update({ rows }),
			onIds: (ids) => update({ ids }),
		});
		const port = {
			post: (message: unknown) => void webview.postMessage(message),
			listen: (listener: (message: unknown) => void) => {
				const subscription = webview.onDidReceiveMessage(listener);
				return () => subscription.dispose();
			},
		};
		const subscriptions = [
			{ dispose: serveRequests<WebviewMethods>(port, handlers) },
			services.tables.onState(({ uri: changed, state }) => {
				if (changed !== key) return;
				update({ state });
				entry.post({ kind: 'state', state });
				keeper.follow(state);
			}),
			// A server that was started again knows of no table.
			services.datasets.onDidChangeState(() => {
				if (services.datasets.state() !== 'running') return;
				services.tables.open(key).catch((error: unknown) => services.log.error(`open: ${error}`));
			}),
			watch(uri, document.isFolder, () => check(key)),
		];
		panel.onDidDispose(() => {
			if (panels.get(key) === entry) panels.delete(key);
			for (const subscription of subscriptions) subscription.dispose();
		});
		webview.html = datasetEditorPage({
			origin: webview.cspSource,
			nonce: randomBytes(18).toString('base64'),
			script: webview.asWebviewUri(vscode.Uri.joinPath(pageFolder, 'table.js')).toString(),
			style: webview.asWebviewUri(vscode.Uri.joinPath(pageFolder, 'table-style.css')).toString(),
		});
	};
	const front = (): Panel | undefined => [...panels.values()].find(({ panel }) => panel.active);

	const registration = vscode.window.registerCustomEditorProvider(
		datasetViewType,
		{
			openCustomDocument: async (uri) => ({
				uri,
				isFolder: await isFolderAt(uri),
				dispose: () => void services.tables.close(uri.toString()).catch((error: unknown) => services.log.error(`close: ${error}`)),
			}),
			resolveCustomEditor: show,
		},
		{ supportsMultipleEditorsPerDocument: false },
	);
	return {
		open: async (uri, opening = {}) => {
			const known = panels.get(uri.toString());
			if (known === undefined) openings.set(uri.toString(), opening);
			await vscode.commands.executeCommand('vscode.openWith', uri, datasetViewType);
			known?.post({ kind: 'open', opening });
		},
		active: () => front()?.uri,
		run: (command, line) => front()?.post({ kind: 'command', command, ...(line === undefined ? {} : { line }) }),
		shown: (uri) => panels.get(uri)?.shown,
		dispose: () => registration.dispose(),
	};
}

/** @param post tells the page. */
function createMarkKeeper(
	uri: string,
	{ tables, memory, log }: PanelServices,
	post: (message: WebviewMessage) => void,
): MarkKeeper {
	const name = `insight.marks:${uri}`;
	return new MarkKeeper({
		load: () => memory.get(name),
		store: (kept) => memory.update(name, kept),
		keysOf: (marks, numbering) => tables.markKeys({ uri, marks, numbering }),
		find: (keys, numbering) => tables.findMarks({ uri, keys, numbering }),
		onMarks: (marks, notice) => post({ kind: 'marks', marks, notice }),
		onFailure: (error) => log.error(`marks: ${error}`),
	});
}

/** Calls back when a file, or one in a folder, changed, was replaced or deleted, wherever it lies. */
function watch(uri: vscode.Uri, isFolder: boolean, onChange: () => void): vscode.Disposable {
	const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
	const folder = uri.with({ path: uri.path.slice(0, uri.path.lastIndexOf('/')) || '/' });
	const pattern = isFolder
		? new vscode.RelativePattern(uri, '**/*')
		: // Of a glob, the name may be one itself.
			new vscode.RelativePattern(folder, name.replace(/[*?{}[\]]/g, '?'));
	const watcher = vscode.workspace.createFileSystemWatcher(pattern);
	for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) event(onChange);
	return watcher;
}

/** A file that is not there, or out of reach, is none. */
async function isFolderAt(uri: vscode.Uri): Promise<boolean> {
	return vscode.workspace.fs.stat(uri).then(
		({ type }) => (type & vscode.FileType.Directory) !== 0,
		() => false,
	);
}
