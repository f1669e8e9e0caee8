/** The tables that are open in dataset editors. */
import type { Settings } from '../shared/settings.ts';
import type {
	ExportTableParams,
	ExportTableResult,
	FindRowParams,
	FindRowResult,
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
import type { RolloutFinder } from './rollouts.ts';
import { exportRows } from './table/exportRows.ts';
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
	/** What was detected and why, as Markdown. */
	describe(uri: string): string;
	exportRows(params: ExportTableParams, signal: AbortSignal, onProgress: ExportProgress): Promise<ExportTableResult>;
	/** Reads the tables anew whose settings changed. */
	configureAll(): Promise<void>;
}

/** @param settingsFor the settings in force for a file. */
export function createTables(
	workspace: Workspace,
	rollouts: RolloutFinder,
	settingsFor: (uri: string) => Promise<Settings>,
	onState: (params: TableStateParams) => void,
): Tables {
	const host: TableHost = {
		openSource: (uri) => workspace.openSource(uri),
		readRollouts: (uri, settings, signal) => rollouts.read(uri, settings, signal),
		pool: workspace.pool,
		pause: () => workspace.pause(),
		now: () => workspace.now(),
	};
	const tables = new Map<string, { readonly table: Table; settings: Settings | undefined }>();

	const entryOf = (uri: string) => {
		const entry = tables.get(uri);
		if (entry === undefined) throw new Error('The dataset is not open any more.');
		return entry;
	};
	const read = async (uri: string): Promise<void> => {
		const settings = await settingsFor(uri);
		const entry = tables.get(uri);
		if (entry === undefined) return;
		entry.settings = settings;
		await entry.table.read(settings);
	};

	return {
		open(uri) {
			const known = tables.get(uri);
			if (known !== undefined) return known.table.state;
			const table = new Table(uri, host, (state) => onState({ uri, state }));
			tables.set(uri, { table, settings: undefined });
			void read(uri);
			return table.state;
		},
		reload: (uri) => void read(uri),
		stop: (uri) => entryOf(uri).table.stop(),
		check: (uri) => entryOf(uri).table.check(),
		close(uri) {
			tables.get(uri)?.table.dispose();
			tables.delete(uri);
		},
		view: (params, signal) => entryOf(params.uri).table.view(params, signal),
		rows: (params) => entryOf(params.uri).table.rows(params),
		find: (params) => entryOf(params.uri).table.find(params),
		rowLines: (params) => ({ lines: entryOf(params.uri).table.rowLines(params) }),
		record: ({ uri, line }) => entryOf(uri).table.record(line),
		describe(uri) {
			const { contents, detection } = entryOf(uri).table.described;
			return contents === undefined ? describeUnknown(uri, detection) : describeFormat({ uri, detection, ...contents });
		},
		exportRows: (params, signal, onProgress) =>
			exportRows(workspace, entryOf(params.uri).table.exportable(params.generation), params, signal, onProgress),
		async configureAll() {
			for (const [uri, entry] of tables) {
				const settings = await settingsFor(uri);
				if (JSON.stringify(settings) !== JSON.stringify(entry.settings)) await read(uri);
			}
		},
	};
}
