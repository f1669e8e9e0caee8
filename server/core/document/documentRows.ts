/** Lines of a document under edit, and the records that they hold: a row each, or several of a line that is a batch. */
import { rowsOfLine } from '../record/batchRecord.ts';
import { spliced } from './editedLines.ts';

/** A change as LSP gives it: UTF-16 positions; no range means the whole text. */
export interface TextChange {
	readonly range?: { readonly start: TextPosition; readonly end: TextPosition };
	readonly text: string;
}

interface TextPosition {
	readonly line: number;
	readonly character: number;
}

/** Where rows stand, at one version of a document. All numbers are 0-based. */
export interface RowPlaces {
	readonly lineCount: number;
	lineOf(row: number): number;
	/** The rows `[start, end)` of a line: at least one. */
	rowsOf(line: number): { readonly start: number; readonly end: number };
}

/** Where each line is a row. */
export function plainPlaces(lineCount: number): RowPlaces {
	return { lineCount, lineOf: (row) => row, rowsOf: (line) => ({ start: line, end: line + 1 }) };
}

/** How people name a row: by its line, and by its number in it where it is one of several. */
export function rowName(places: RowPlaces, row: number): string {
	const line = places.lineOf(row);
	const { start, end } = places.rowsOf(line);
	return end - start > 1 ? `entry ${row - start + 1} of line ${line + 1}` : `line ${line + 1}`;
}

/** Rows that were replaced, and how many came in their place. */
export interface ReplacedRows {
	readonly start: number;
	readonly end: number;
	readonly count: number;
}

export class DocumentRows {
	#lines: string[];
	/** By line, its rows; `undefined` where each line is one, as in nearly all documents. */
	#batches: (readonly string[])[] | undefined;
	/** By line, its first row, and behind them the number of all rows. */
	#firstRows: Int32Array | undefined;

	constructor(lines: readonly string[]) {
		this.#lines = [...lines];
	}

	get lineCount(): number {
		return this.#lines.length;
	}

	get length(): number {
		return this.#starts()?.at(-1) ?? this.#lines.length;
	}

	line(line: number): string {
		return this.#lines[line] ?? '';
	}

	/** Takes lines that are batches apart, or not any more. All of it at once: 25 MB take a third of a second, once a document. */
	takeApart(isBatched: boolean): void {
		this.#batches = isBatched ? this.#lines.map(rowsOfLine) : undefined;
		this.#firstRows = undefined;
	}

	row(row: number): string {
		if (this.#batches === undefined) return this.line(row);
		const { lineOf, rowsOf } = this.places();
		const line = lineOf(row);
		return this.#batches[line]?.[row - rowsOf(line).start] ?? '';
	}

	/** Puts lines in place of the lines `[start, end)`. */
	replace(start: number, end: number, lines: readonly string[]): ReplacedRows {
		const starts = this.#starts();
		this.#lines = spliced(this.#lines, start, end, lines);
		if (this.#batches === undefined || starts === undefined) return { start, end, count: lines.length };
		const batches = lines.map(rowsOfLine);
		this.#batches = spliced(this.#batches, start, end, batches);
		this.#firstRows = undefined;
		const rowAt = (line: number): number => starts[line] ?? starts.at(-1)!;
		return { start: rowAt(start), end: rowAt(end), count: batches.reduce((sum, { length }) => sum + length, 0) };
	}

	/** As they are now, whatever is replaced later. */
	places(): RowPlaces {
		const starts = this.#starts();
		if (starts === undefined) return plainPlaces(this.#lines.length);
		return {
			lineCount: starts.length - 1,
			lineOf: (row) => lastAtMost(starts, row),
			rowsOf: (line) => ({ start: starts[line]!, end: starts[line + 1]! }),
		};
	}

	#starts(): Int32Array | undefined {
		if (this.#batches === undefined) return undefined;
		if (this.#firstRows === undefined) {
			const starts = new Int32Array(this.#batches.length + 1);
			this.#batches.forEach(({ length }, line) => {
				starts[line + 1] = starts[line]! + length;
			});
			this.#firstRows = starts;
		}
		return this.#firstRows;
	}
}

/** Index of the last value that is no larger; values rise, the last is larger. */
function lastAtMost(values: Int32Array, wanted: number): number {
	let low = 0;
	let high = values.length - 1;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (values[middle]! <= wanted) low = middle;
		else high = middle;
	}
	return low;
}
