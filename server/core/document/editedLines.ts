/** Lines of a document under edit, in columns: which of them were read as what, and which are to be read. */

import type { LineReading } from '../record/lineReading.ts';
import type { LineProblem } from '../record/problem.ts';
import { concatLines, type LineColumns, LineColumnsBuilder, LineKind, sliceLines, type TextName } from '../scan/lineColumns.ts';

/** The lines in their order, all of them read. */
export interface SettledLines {
	readonly lines: LineColumns;
	readonly problems: readonly LineProblem[];
	/** Lines read since the last time; `undefined` where others have moved meanwhile. */
	readonly changed: readonly number[] | undefined;
}

/** In place of the row of a line that has no reading. */
const unread = -1;

export class EditedLines {
	readonly #texts: readonly TextName[];
	/** The lines as they were settled last, then those read since. */
	#read: LineColumns = concatLines([]);
	#fresh: LineColumnsBuilder;
	/** By row of what was read. */
	#problems: LineProblem[] = [];
	/** By line, the row that it was read into, or {@link unread}. */
	#rows: number[];
	#settled = 0;

	/** @param texts to keep of each line. */
	constructor(lineCount: number, texts: readonly TextName[]) {
		this.#texts = texts;
		this.#fresh = new LineColumnsBuilder(texts);
		this.#rows = new Array<number>(lineCount).fill(unread);
	}

	/** The first line from one on that has no reading, or -1. */
	nextUnread(lineNumber: number): number {
		return this.#rows.indexOf(unread, lineNumber);
	}

	/** Takes a reading of a line that has none. */
	add(lineNumber: number, reading: LineReading): void {
		const row = this.#read.length + this.#fresh.length;
		this.#fresh.add(reading);
		this.#rows[lineNumber] = row;
		if (reading.kind !== 'record' && reading.kind !== 'broken') return;
		for (const problem of reading.problems) this.#problems.push({ ...problem, lineNumber: row });
	}

	/** Puts so many unread lines in place of the lines `[start, end)`. */
	replace(start: number, end: number, count: number): void {
		const lastBefore = this.#rows.length - 1 + count - (end - start);
		this.#rows = spliced(this.#rows, start, end, new Array<number>(count).fill(unread));
		// Whether a broken line is a torn one depends on its being the last.
		const [read, fresh] = this.#parts();
		for (const lineNumber of [lastBefore, this.#rows.length - 1]) {
			const row = this.#rows[lineNumber] ?? unread;
			const kind = row < read.length ? read.kinds[row] : fresh.kinds[row - read.length];
			if (kind === LineKind.broken) this.#rows[lineNumber] = unread;
		}
	}

	/** Puts what was read into the order of the lines. All must have been read. */
	settle(): SettledLines {
		const rows = this.#rows;
		const changed: number[] = [];
		let isMoved = false;
		for (let lineNumber = 0; lineNumber < rows.length; lineNumber++) {
			const row = rows[lineNumber]!;
			if (row >= this.#settled) changed.push(lineNumber);
			else if (row !== lineNumber) isMoved = true;
		}
		if (this.#problems.length > 0) this.#problems = this.#problemsInOrder();
		this.#read = rearranged(this.#parts(), rows);
		this.#fresh = new LineColumnsBuilder(this.#texts);
		for (let lineNumber = 0; lineNumber < rows.length; lineNumber++) rows[lineNumber] = lineNumber;
		this.#settled = rows.length;
		return { lines: this.#read, problems: this.#problems.slice(), changed: isMoved ? undefined : changed };
	}

	/** The problems of rows that are still there, by line. */
	#problemsInOrder(): LineProblem[] {
		const lineOfRow = new Int32Array(this.#read.length + this.#fresh.length).fill(-1);
		for (const [lineNumber, row] of this.#rows.entries()) lineOfRow[row] = lineNumber;
		return this.#problems
			.map((problem) => ({ ...problem, lineNumber: lineOfRow[problem.lineNumber]! }))
			.filter(({ lineNumber }) => lineNumber >= 0)
			.sort((left, right) => left.lineNumber - right.lineNumber);
	}

	/** The lines as they were settled last, and those read since, whose rows follow. */
	#parts(): readonly [LineColumns, LineColumns] {
		return [this.#read, this.#fresh.finish()];
	}
}

/** Rows of two parts, one after the other, in another order: runs of neighbours at once. */
function rearranged([first, second]: readonly [LineColumns, LineColumns], rows: readonly number[]): LineColumns {
	const runs: LineColumns[] = [];
	for (let start = 0; start < rows.length; ) {
		let end = start + 1;
		while (end < rows.length && rows[end] === rows[end - 1]! + 1 && rows[end] !== first.length) end++;
		const [from, to] = [rows[start]!, rows[end - 1]! + 1];
		runs.push(from < first.length ? sliceLines(first, from, to) : sliceLines(second, from - first.length, to - first.length));
		start = end;
	}
	return concatLines(runs);
}

/** `items` with `[start, end)` replaced. In place where that is possible: an edit of one line must not copy 300,000. */
export function spliced<T>(items: T[], start: number, end: number, replacement: readonly T[]): T[] {
	// Spreading very many arguments overflows the stack.
	if (replacement.length > 10_000) return [...items.slice(0, start), ...replacement, ...items.slice(end)];
	items.splice(start, end - start, ...replacement);
	return items;
}
