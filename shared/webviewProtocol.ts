/** What the dataset editor's webview and the extension say to each other: requests of the webview, and messages to it. */
import type { NumberColumnName } from './tableColumns.ts';
import type {
	FindRowParams,
	FindRowResult,
	RowLinesResult,
	SortOrder,
	TableRecord,
	TableRowsParams,
	TableRowsResult,
	TableState,
	ViewTableParams,
	ViewTableResult,
} from './tableProtocol.ts';

type OfFile<Params> = Omit<Params, 'uri'>;

/** Requests of the webview; the extension passes most of them on to the server. `null` takes or gives nothing. */
export type WebviewMethods = {
	/** The webview listens now. */
	ready: [null, WebviewStart];
	view: [OfFile<ViewTableParams>, ViewTableResult];
	rows: [OfFile<TableRowsParams>, TableRowsResult];
	rowLines: [OfFile<TableRowsParams>, RowLinesResult];
	find: [OfFile<FindRowParams>, FindRowResult];
	record: [{ readonly line: number }, TableRecord];
	stop: [null, null];
	reload: [null, null];
	/** Shows what was detected and why. */
	describe: [null, null];
	/** Asks for a line or an id, and finds it. `null`: the user thought better of it. */
	goTo: [{ readonly generation: number }, (FindRowResult & { readonly target: string }) | null];
	/** Asks for the rest, and exports. */
	export: [null, null];
	/** Keeps the marks, for the next time the file is opened. `numbering` is what the lines of the rows are counted by that they were made in. */
	saveMarks: [{ readonly marks: string; readonly numbering: number }, null];
	/** Compares two rollouts of a record in an editor of VS Code's own. */
	diff: [{ readonly line: number; readonly left: number; readonly right: number }, null];
	/** Goes to the line in a text editor. */
	openText: [{ readonly line: number }, null];
};

/** What the webview starts from. */
export interface WebviewStart {
	readonly state: TableState;
	readonly marks: string;
	/** How to open it, where the user asked for something. */
	readonly opening: TableOpening;
}

/** What to show first. */
export interface TableOpening {
	readonly filter?: string;
	readonly sort?: SortOrder;
	readonly histogram?: NumberColumnName;
	/** 0-based line of the example to go to. */
	readonly line?: number;
}

/** What is done to the selected rows; the extension passes some on, from menus and keybindings. */
export type TableCommand =
	| 'include'
	| 'exclude'
	| 'toggleInclude'
	| 'toggleExclude'
	| 'unmark'
	| 'goTo'
	| 'export'
	| 'openText'
	| 'copyId';

export type WebviewMessage =
	| { readonly kind: 'state'; readonly state: TableState }
	/** The marks became others: the file was written anew. */
	| { readonly kind: 'marks'; readonly marks: string; readonly notice: string | null }
	| { readonly kind: 'open'; readonly opening: TableOpening }
	/** `line` names the example that a context menu was opened on. */
	| { readonly kind: 'command'; readonly command: TableCommand; readonly line?: number };

/** What the webview keeps while it is hidden, and across restarts of the editor. */
export interface WebviewMemory {
	readonly filter: string;
	readonly sort: SortOrder;
	readonly histogram: NumberColumnName;
	/** Line of the example under the cursor; `null` where that is not known. */
	readonly line: number | null;
	/** Row of the cursor, and whether the pane beside the table shows its record. */
	readonly row: number;
	readonly isPaneOpen: boolean;
	/** Share of the width, in (0, 1). */
	readonly paneShare: number;
	readonly isRaw: boolean;
}

/** The memory, from what was kept; of what is not one, nothing is taken. */
export function isWebviewMemory(value: unknown): value is WebviewMemory {
	return typeof value === 'object' && value !== null && 'filter' in value && 'sort' in value && 'paneShare' in value;
}
