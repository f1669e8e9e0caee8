/**
 * The requests of the dataset editor, beyond LSP. All go from the client to the server but for one notification. Files of any size:
 * they are read by byte ranges and are no text documents; only what a viewport shows crosses the wire.
 *
 * Lines are 0-based. Examples are named by the number of their first line, which stays the same when settings change.
 */
import type { FilterProblem } from './filter/filterTokens.ts';
import type { ExportOrder, ExportResult } from './protocol.ts';
import type { Amount } from './settings.ts';
import type { ColumnName, NumberColumnName } from './tableColumns.ts';

export interface TableParams {
	readonly uri: string;
}

/** Starts reading the file, unless it is open already. Progress and the end come as {@link tableStateNotification}. */
export const openTableRequest = 'insight/table/open';
/** Reads the file again, as it is now. */
export const reloadTableRequest = 'insight/table/reload';
/** Stops reading. What was read until then stays. */
export const stopTableRequest = 'insight/table/stop';
/** Looks whether the file changed since it was read; the state tells. */
export const checkTableRequest = 'insight/table/check';
/** Forgets the file. */
export const closeTableRequest = 'insight/table/close';

/** Server → client: how far the table is. At most a few a second. */
export const tableStateNotification = 'insight/table/state';
export interface TableStateParams extends TableParams {
	readonly state: TableState;
}
export interface TableState {
	/**
	 * `reading`: rows of the beginning may be there already. `ready`: all of it. `stopped`: the part until the user stopped.
	 * `failed`: see `message`; nothing is there.
	 */
	readonly phase: 'reading' | 'ready' | 'stopped' | 'failed';
	/** Grows with every set of rows; answers about an older one are stale. 0: there are no rows yet. */
	readonly generation: number;
	readonly bytesRead: number;
	/** `null` where it is not known. */
	readonly bytes: number | null;
	/** Bytes a second of the reading under way; 0 when not known. */
	readonly bytesPerSecond: number;
	readonly examples: number;
	readonly lines: number;
	/** The file changed on the disk since it was read. */
	readonly isOutdated: boolean;
	/** Why it failed, or why no rows are there though it did not; for people. */
	readonly message: string | null;
	/** Title of the format; `null` where none was recognised. */
	readonly format: string | null;
	/** What to know before believing the scores. */
	readonly notes: readonly string[];
	/** Fields of the records at the start of the file, for completion. */
	readonly fields: readonly (readonly string[])[];
	/** Of a file's content; equal again only for a file that did not change. */
	readonly fingerprint: string;
	/** Grows when lines are numbered anew: what was known by its line is on another one then, or gone. */
	readonly numbering: number;
}

export interface SortOrder {
	readonly column: ColumnName;
	readonly descending: boolean;
}

/** Chooses and orders the rows. Reads the file where the filter looks at fields of records. Cancellable. */
export const viewTableRequest = 'insight/table/view';
export interface ViewTableParams extends TableParams {
	readonly filter: string;
	readonly sort: SortOrder;
	/** The column to count by. */
	readonly histogram: NumberColumnName;
	/** Marks of the user ({@link encodeMarks}), for `marked` in filter or sort. */
	readonly marks: string;
}
export type ViewTableResult =
	| {
			readonly kind: 'view';
			/** Of the view: newer than that of any other view or set of rows. */
			readonly generation: number;
			/** What the lines of its rows are counted by. */
			readonly numbering: number;
			readonly rows: number;
			readonly histogram: Histogram;
	  }
	| { readonly kind: 'problem'; readonly problem: FilterProblem };

/** Counts of values in bars: `counts[i]` are in `[edges[i], edges[i + 1])`. Without a bar there is no edge either. */
export interface Histogram {
	readonly edges: readonly number[];
	readonly counts: readonly number[];
}

/** Rows `[start, start + count)` of a view. At most {@link largestPage}. */
export const tableRowsRequest = 'insight/table/rows';
export const largestPage = 200;
export interface TableRowsParams extends TableParams {
	readonly generation: number;
	readonly start: number;
	readonly count: number;
}
/** `rows` is `null` where the generation is not the view's any more: ask for a view again. */
export interface TableRowsResult {
	readonly rows: readonly TableRow[] | null;
}
export interface TableRow {
	readonly rank: number;
	/** 0-based number of the example's first line. */
	readonly line: number;
	readonly lines: number;
	/** Where that line stands, for people; `null` where there is one file, and the number says it all. */
	readonly place: string | null;
	readonly id: string | null;
	/** The beginning of its prompt; `null` where there is none to read. */
	readonly preview: string | null;
	/** A character a rollout: `1` solved, `0` not, `-` unscored. In the record's order where `isOrdered`, else by outcome. Cut when long. */
	readonly strip: string;
	readonly isOrdered: boolean;
	readonly successes: number;
	readonly trials: number;
	readonly unscored: number;
	readonly mean: number;
	readonly lower: number;
	readonly upper: number;
	readonly evidence: number;
	readonly information: number;
	readonly weight: number;
	readonly score: number;
}

/** Where a line (0-based) or an id is in the view. */
export const findRowRequest = 'insight/table/find';
export interface FindRowParams extends TableParams {
	readonly generation: number;
	readonly target: { readonly line: number } | { readonly id: string };
}
/** `row` is `null` where the example is not in the view, `line` where there is no such example. */
export interface FindRowResult {
	readonly row: number | null;
	readonly line: number | null;
	/** Where that line stands: a file, and the 0-based number in it. */
	readonly place: { readonly path: string; readonly line: number } | null;
}

/** First lines of the examples in rows `[start, start + count)` of a view, for marking many at once. */
export const rowLinesRequest = 'insight/table/rowLines';
export interface RowLinesResult {
	readonly lines: readonly number[] | null;
}

/** Reads all lines of one example. */
export const tableRecordRequest = 'insight/table/record';
export interface TableRecordParams extends TableParams {
	readonly line: number;
}
export interface TableRecord {
	readonly line: number;
	readonly id: string | null;
	/** As Markdown text; of messages, each under its role. */
	readonly prompt: string | null;
	readonly groundTruth: string | null;
	/** The highest reward first, then as they stand. */
	readonly rollouts: readonly TableRollout[];
	/** The record's lines as they stand in the file. */
	readonly raw: string;
	/** What was left out because it is too long; for people. */
	readonly notes: readonly string[];
}
export interface TableRollout {
	/** 0-based place in the record. */
	readonly position: number;
	readonly text: string | null;
	/** `null`: unscored, or not told apart. */
	readonly reward: number | null;
	readonly isSuccess: boolean | null;
}

/** Names of marked examples that hold when the file is written anew. */
export const markKeysRequest = 'insight/table/markKeys';
export interface MarkKeysParams extends TableParams {
	readonly marks: string;
	/** What the lines of the marks are counted by. */
	readonly numbering: number;
}
/** `null`: there are no rows of that numbering, not yet or not any more. */
export type MarkKeysResult = {
	/** `null`: there are too many. */
	readonly keys: string | null;
	/** Of the file that the marks' lines are those of. */
	readonly fingerprint: string;
} | null;

/** The marks of the examples that have these names now. */
export const findMarksRequest = 'insight/table/findMarks';
export interface FindMarksParams extends TableParams {
	readonly keys: string;
	/** What the lines of the marks are to be counted by. */
	readonly numbering: number;
}
/** The marks that are found; `null`: the file is not read to its end under that numbering. */
export type FindMarksResult = { readonly marks: string } | null;

/** What was detected and why, as Markdown. */
export const describeTableRequest = 'insight/table/describe';

/**
 * Writes examples of the table to a file, with a manifest beside it. Progress under the work-done token; cancelling leaves nothing
 * behind. Fails with a message for people.
 */
export const exportTableRequest = 'insight/table/export';
export interface ExportTableParams extends TableParams {
	/** `included`: what is marked so. `view`: the rows that the filter shows, without those marked as excluded. */
	readonly rows: 'included' | 'view';
	readonly generation: number;
	readonly marks: string;
	/** Only so many, the best of them. */
	readonly top?: Amount;
	/** For the manifest. */
	readonly filter: string;
	readonly order: ExportOrder;
	readonly target: string;
	readonly workDoneToken?: string | number;
}
export type ExportTableResult = ExportResult;
