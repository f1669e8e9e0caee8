/** Answers what the page of a dataset editor asks for. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Handlers } from '../shared/rpc.ts';
import type { TableState } from '../shared/tableProtocol.ts';
import type { TableOpening, WebviewMethods } from '../shared/webviewProtocol.ts';
import { exportRows, type RowsShown } from './commands/exportRows.ts';
import type { Datasets } from './datasets.ts';
import type { MarkKeeper } from './markKeeper.ts';
import type { RolloutDocuments } from './rolloutDocuments.ts';
import type { Tables } from './tables.ts';
import { largestTextDocument } from './tiers.ts';

export interface PanelServices {
	readonly tables: Tables;
	readonly datasets: Datasets;
	readonly rollouts: RolloutDocuments;
	/** Remembers marks by file. */
	readonly memory: vscode.Memento;
	readonly log: vscode.LogOutputChannel;
}

export interface PanelEvents {
	/** How the page is to open, where somebody asked for something. */
	takeOpening(): TableOpening;
	/** The state that the server announced last. */
	state(): TableState | undefined;
	/** The page asked for other rows, or for other parts of them. */
	onRows(rows: RowsShown | undefined): void;
	onIds(ids: readonly (string | null)[]): void;
}

export function createPanelHandlers(
	file: vscode.Uri,
	{ tables, rollouts, memory }: PanelServices,
	keeper: MarkKeeper,
	events: PanelEvents,
): Handlers<WebviewMethods> {
	const uri = file.toString();
	let shown: RowsShown | undefined;
	const show = (rows: RowsShown | undefined): void => {
		shown = rows;
		events.onRows(rows);
	};
	return {
		ready: async (_, signal) => {
			let state = await tables.open(uri);
			if (state.fingerprint === '' && state.phase === 'reading') state = await stateOfFile(tables, uri, signal);
			const now = events.state() ?? state;
			keeper.start(now);
			return { state: now, marks: keeper.marks, opening: events.takeOpening() };
		},
		view: async (params, signal) => {
			const source = new vscode.CancellationTokenSource();
			signal.addEventListener('abort', () => source.cancel(), { once: true });
			const view = await tables.view({ ...params, uri }, source.token);
			show(
				view.kind === 'view'
					? { generation: view.generation, rows: view.rows, filter: params.filter, marks: keeper.marks }
					: undefined,
			);
			return view;
		},
		rows: async (params) => {
			const result = await tables.rows({ ...params, uri });
			if (result.rows !== null) events.onIds(result.rows.map(({ id }) => id));
			return result;
		},
		rowLines: (params) => tables.rowLines({ ...params, uri }),
		find: (params) => tables.find({ ...params, uri }),
		record: ({ line }) => tables.record({ uri, line }),
		stop: async () => {
			await tables.stop(uri);
			return null;
		},
		reload: async () => {
			await tables.reload(uri);
			return null;
		},
		describe: async () => {
			await rollouts.showText(`Format of ${basename(file.path)}.md`, (await tables.describe(uri)).markdown);
			return null;
		},
		goTo: async ({ generation }) => {
			const text = await vscode.window.showInputBox({
				title: 'Go to an example',
				prompt: 'A line number, or an id. An id that is a number is written in quotes.',
			});
			if (text === undefined || text.trim() === '') return null;
			const trimmed = text.trim();
			const isLine = /^\d+$/.test(trimmed);
			const id = trimmed.replace(/^(["'])(.*)\1$/, '$2');
			const target = isLine ? { line: Number(trimmed) - 1 } : { id };
			const found = await tables.find({ uri, generation, target });
			return { ...found, target: isLine ? `on line ${trimmed}` : `"${id}"` };
		},
		export: async () => {
			if (shown === undefined) throw new Error('The rows are not there yet.');
			await exportRows(tables, memory, file, shown);
			return null;
		},
		saveMarks: ({ marks, numbering }) => {
			const isSaved = keeper.save(marks, numbering);
			if (isSaved && shown !== undefined) show({ ...shown, marks });
			return null;
		},
		diff: async ({ line, left, right }) => {
			const record = await tables.record({ uri, line });
			const pick = (position: number) => record.rollouts.find((rollout) => rollout.position === position);
			await rollouts.showDiff(record.id ?? `line ${line + 1}`, [pick(left), pick(right)]);
			return null;
		},
		openText: async ({ line }) => {
			const found = shown && (await tables.find({ uri, generation: shown.generation, target: { line } }));
			if (found?.place == null) throw new Error('The rows changed meanwhile. Try again.');
			const target = vscode.Uri.file(found.place.path);
			const { size } = await vscode.workspace.fs.stat(target);
			if (size > largestTextDocument)
				throw new Error(
					`The file has more than ${largestTextDocument / 2 ** 20} MiB, too many for a text editor with extensions. The pane beside the table shows the record.`,
				);
			const selection = new vscode.Range(found.place.line, 0, found.place.line, 0);
			await vscode.window.showTextDocument(target, { selection, viewColumn: vscode.ViewColumn.Beside });
			return null;
		},
	};
}

/** The first state that says what the file is, or why there is none. @throws the signal's reason when aborted. */
function stateOfFile(tables: Tables, uri: string, signal: AbortSignal): Promise<TableState> {
	return new Promise((resolve, reject) => {
		const subscription = tables.onState(({ uri: changed, state }) => {
			if (changed !== uri || (state.fingerprint === '' && state.phase !== 'failed')) return;
			subscription.dispose();
			resolve(state);
		});
		signal.addEventListener('abort', () => {
			subscription.dispose();
			reject(signal.reason);
		});
	});
}
