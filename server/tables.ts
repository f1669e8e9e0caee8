/** The tables that are open in dataset editors. */
import type { Settings } from '../shared/settings.ts';
import type {
	ExportTableParams,
	ExportTableResult,
	FindMarksParams,
	FindMarksResult,
	FindRowParams,
	FindRowResult,
	MarkKeysParams,
	MarkKeysResult,
	RowLinesResult,
	TableRecord,
	TableRecordParams,
	TableRowsParams,
	TableRowsResult,
	TableState,
	TableStateParams,
	ViewTableParams,
	ViewTableResult,
} from '../shared/tableProtocol.ts';
import type { ExportProgress } from './exportTopK.ts';
import { describeFormat, describeUnknown } from './features/describeFormat.ts';
import { oneAfterAnother } from './oneAfterAnother.ts';
import type { RolloutFinder, RolloutSet } from './rollouts.ts';
import { exportRows } from './table/exportRows.ts';
import { keysOfMarks, marksOfKeys } from './table/markKeys.ts';
import type { TableHost } from './table/readTable.ts';
import { Table } from './table/table.ts';
import type { Workspace } from './workspace.ts';

export interface Tables {
	/** @returns the state of the moment; what follows is announced. */
	open(uri: string): TableState;
	reload(uri: string): void;
	stop(uri: string): void;
	check(uri: string): Promise<void>;
	close(uri: string): void;
	view(params: ViewTableParams, signal: AbortSignal): Promise<ViewTableResult>;
	rows(params: TableRowsParams): Promise<TableRowsResult>;
	find(params: FindRowParams): FindRowResult;
	rowLines(params: TableRowsParams): RowLinesResult;
	record(params: TableRecordParams): Promise<TableRecord>;
	markKeys(params: MarkKeysParams): MarkKeysResult;
	findMarks(params: FindMarksParams): FindMarksResult;
	/** What was detected and why, as Markdown. */
	describe(uri: string): string;
	exportRows(params: ExportTableParams, signal: AbortSignal, onProgress: ExportProgress): Promise<ExportTableResult>;
	/** Looks whether rollouts that stand elsewhere have changed on the disk, and reads the tables anew whose have. */
	refreshRollouts(): Promise<void>;
	/** Reads the tables anew whose settings changed. */
	configureAll(): Promise<void>;
}

interface Entry {
	readonly table: Table;
	settings: Settings | undefined;
	/** As they were read last; `undefined` where they could not be had, or stand in the file itself. */
	rollouts: RolloutSet | undefined;
	/** Never rejects. */
	reading: Promise<void>;
	readonly closing: AbortController;
}

/** @param settingsFor the settings in force for a file. */
export function createTables(
	workspace: Workspace,
	rollouts: RolloutFinder,
	settingsFor: (uri: string) => Promise<Settings>,
	onState: (params: TableStateParams) => void,
): Tables {
	const readRollouts = async (uri: string, settings: Settings, signal: AbortSignal): Promise<RolloutSet | undefined> => {
		const entry = tables.get(uri);
		const known = entry?.rollouts;
		if (entry !== undefined) entry.rollouts = undefined;
		const set = await rollouts.read(uri, settings, signal, known);
		if (entry !== undefined) entry.rollouts = set;
		return set;
	};
	const host: TableHost = {
		openSources: (uri) => workspace.openSources(uri),
		readRollouts,
		pool: workspace.pool,
		pause: () => workspace.pause(),
		now: () => workspace.now(),
		schedule: (callback, milliseconds) => workspace.schedule(callback, milliseconds),
	};
	/** Of a folder, by the settings file that lies in it, as on the command line. */
	const settingsOf = async (uri: string): Promise<Settings> => settingsFor((await workspace.isFolder(uri)) ? `${uri}/` : uri);
	const tables = new Map<string, Entry>();

	const entryOf = (uri: string) => {
		const entry = tables.get(uri);
		if (entry === undefined) throw new Error('The dataset is not open any more.');
		return entry;
	};
	const read = async (uri: string): Promise<void> => {
		const settings = await settingsOf(uri);
		const entry = tables.get(uri);
		if (entry === undefined) return;
		entry.settings = settings;
		entry.reading = entry.table.read(settings);
		await entry.reading;
	};
	const refresh = async (uri: string, entry: Entry): Promise<void> => {
		// A run that writes all the time must not keep a table from ever being read to its end.
		await entry.reading;
		const { settings, rollouts: known, closing } = entry;
		if (tables.get(uri) !== entry || settings === undefined || settings.rollouts.length === 0) return;
		// What cannot be had is no news where it could not be had before.
		const now = await readRollouts(uri, settings, closing.signal).catch(() => undefined);
		if (now !== known && tables.get(uri) === entry) await read(uri);
	};

	return {
		open(uri) {
			const known = tables.get(uri);
			if (known !== undefined) return known.table.state;
			const table = new Table(uri, host, (state) => onState({ uri, state }));
			tables.set(uri, {
				table,
				settings: undefined,
				rollouts: undefined,
				reading: Promise.resolve(),
				closing: new AbortController(),
			});
			void read(uri);
			return table.state;
		},
		reload: (uri) => void read(uri),
		stop: (uri) => entryOf(uri).table.stop(),
		check: (uri) => entryOf(uri).table.check(),
		close(uri) {
			tables.get(uri)?.table.dispose();
			tables.get(uri)?.closing.abort();
			tables.delete(uri);
		},
		view: (params, signal) => entryOf(params.uri).table.view(params, signal),
		rows: (params) => entryOf(params.uri).table.rows(params),
		find: (params) => entryOf(params.uri).table.find(params),
		rowLines: (params) => ({ lines: entryOf(params.uri).table.rowLines(params) }),
		record: ({ uri, line }) => entryOf(uri).table.record(line),
		markKeys({ uri, marks, numbering }) {
			const read = entryOf(uri).table.numbered(numbering);
			return read === undefined ? null : { keys: keysOfMarks(read.dataset, marks), fingerprint: read.fingerprint };
		},
		findMarks({ uri, keys, numbering }) {
			const read = entryOf(uri).table.numbered(numbering);
			return read?.isWhole === true ? { marks: marksOfKeys(read.dataset, keys) } : null;
		},
		describe(uri) {
			const { contents, detection } = entryOf(uri).table.described;
			return contents === undefined ? describeUnknown(uri, detection) : describeFormat({ uri, detection, ...contents });
		},
		exportRows: (params, signal, onProgress) =>
			exportRows(workspace, entryOf(params.uri).table.exportable(params.generation), params, signal, onProgress),
		refreshRollouts: oneAfterAnother(async () => {
			for (const [uri, entry] of [...tables]) await refresh(uri, entry);
		}),
		async configureAll() {
			for (const [uri, entry] of tables) {
				const settings = await settingsOf(uri);
				if (JSON.stringify(settings) !== JSON.stringify(entry.settings)) await read(uri);
			}
		},
	};
}
