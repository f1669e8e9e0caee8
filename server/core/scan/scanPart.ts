/**
 * What a scan found in one contiguous range of a source's bytes. Whoever reads (this thread, a worker, a cache, the tail of a growing
 * file) makes scan parts, and whoever looks at them sees no difference.
 */

import type { Rows } from '../json/lineRows.ts';
import type { SplitLine } from '../json/lineSplitter.ts';
import type { LineReading } from '../record/lineReading.ts';
import type { LineProblem } from '../record/problem.ts';
import { ColumnBuilder, type NumberColumn } from './column.ts';
import { type ColumnMaker, makeColumn } from './columnMaker.ts';
import { type LineColumns, LineColumnsBuilder, type TextName } from './lineColumns.ts';

/** Immutable. Lines are numbered from the part's first. */
export interface ScanPart {
	/** The bytes that it covers, the end exclusive: whole lines. */
	readonly start: number;
	readonly end: number;
	readonly lines: LineColumns;
	/** Byte offset in the source of each line's first byte. A line ends where the next one starts, the last one at `end`. */
	readonly starts: NumberColumn;
	/** The elements of an array, which do not follow each other without a gap: where each ends, and the line it starts on in the file. */
	readonly elements: { readonly ends: NumberColumn; readonly lineNumbers: NumberColumn } | undefined;
	/** By line. */
	readonly problems: readonly LineProblem[];
	/** Why this is not all of it, where the source is cut off or damaged. */
	readonly damage: string | undefined;
}

/** Bytes `[start, end)` of a line, its line break included. */
export function lineRange(
	{ starts, elements, end }: Pick<ScanPart, 'starts' | 'elements' | 'end'>,
	index: number,
): { readonly start: number; readonly end: number } {
	return { start: starts[index]!, end: elements?.ends[index] ?? starts[index + 1] ?? end };
}

export interface PartOptions {
	readonly container: 'lines' | 'array';
	/** Texts to keep; none unless given. */
	readonly texts?: readonly TextName[];
	/** Lines to make room for at once, which spares copying. */
	readonly expectedLines?: number;
	/** What columns of numbers are made by; in memory of their own unless given. */
	readonly makeColumn?: ColumnMaker | undefined;
}

export class ScanPartBuilder {
	readonly #start: number;
	readonly #lines: LineColumnsBuilder;
	readonly #starts: ColumnBuilder;
	readonly #elements: { readonly ends: ColumnBuilder; readonly lineNumbers: ColumnBuilder } | undefined;
	readonly #problems: LineProblem[] = [];

	/** @param start byte offset in the source of the part's first line. */
	constructor(start: number, { container, texts = [], expectedLines = 64, makeColumn: make = makeColumn }: PartOptions) {
		this.#start = start;
		this.#lines = new LineColumnsBuilder(texts, expectedLines, make);
		this.#starts = new ColumnBuilder(expectedLines, make);
		if (container === 'array') this.#elements = { ends: new ColumnBuilder(), lineNumbers: new ColumnBuilder() };
	}

	/** Lines so far. */
	get length(): number {
		return this.#lines.length;
	}

	/** Adds the next line of the source. */
	add(
		reading: LineReading,
		{ sourceStart, sourceEnd, lineNumber }: Pick<SplitLine, 'sourceStart' | 'sourceEnd' | 'lineNumber'>,
	): void {
		const at = this.#lines.length;
		this.#starts.push(sourceStart);
		this.#elements?.ends.push(sourceEnd);
		this.#elements?.lineNumbers.push(lineNumber);
		this.#lines.add(reading);
		if (reading.kind !== 'record' && reading.kind !== 'broken') return;
		for (const problem of reading.problems) this.#problems.push({ ...problem, lineNumber: at });
	}

	/** Adds the first of the rows that come next in the source. @param windowStart byte offset that their starts count from. */
	addRows(rows: Rows, windowStart: number, length: number): void {
		for (let row = 0; row < length; row++) this.#starts.push(windowStart + rows.starts[row]!);
		this.#lines.addRows(rows, length);
	}

	/** Adds the lines that come next, at once. */
	append({ lines, starts, elements, problems }: ScanPart): void {
		const firstLine = this.#lines.length;
		this.#lines.append(lines);
		this.#starts.append(starts);
		if (elements !== undefined) {
			this.#elements?.ends.append(elements.ends);
			this.#elements?.lineNumbers.append(elements.lineNumbers);
		}
		for (const problem of problems) this.#problems.push({ ...problem, lineNumber: problem.lineNumber + firstLine });
	}

	/** What was added so far, without a copy; what is added afterwards does not change it. @param end byte offset behind the part's last line. */
	finish(end: number, damage?: string): ScanPart {
		return {
			start: this.#start,
			end,
			lines: this.#lines.finish(),
			starts: this.#starts.finish(),
			elements: this.#elements && {
				ends: this.#elements.ends.finish(),
				lineNumbers: this.#elements.lineNumbers.finish(),
			},
			problems: [...this.#problems],
			damage,
		};
	}
}

/**
 * The buffers that a part is made of: those that are its own, to hand over to another thread, after which the part must not be used here, and
 * those that threads share, to be used again when nobody looks at the part any more.
 */
export function buffersOf({ lines, starts, elements }: ScanPart): {
	readonly own: readonly ArrayBuffer[];
	readonly shared: readonly SharedArrayBuffer[];
} {
	const { kinds, counts, numbers, texts, passes = {} } = lines;
	const arrays = [
		...[kinds, starts, ...Object.values(counts), ...Object.values(numbers), ...Object.values<ArrayBufferView>(passes)],
		...Object.values(texts).flatMap(({ units, ends }) => [units, ends]),
		...(elements === undefined ? [] : [elements.ends, elements.lineNumbers]),
	];
	const buffers = [...new Set(arrays.map(({ buffer }) => buffer))];
	const isOwn = (buffer: ArrayBufferLike): buffer is ArrayBuffer => buffer instanceof ArrayBuffer;
	return { own: buffers.filter(isOwn), shared: buffers.filter((buffer) => !isOwn(buffer)) };
}
