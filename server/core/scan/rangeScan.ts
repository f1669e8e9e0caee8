/** Reads the lines that start in a range of a source's bytes, so that several can read one source. Ranges side by side share no line. */
import { Byte } from '../json/jsonTokens.ts';
import type { Rows } from '../json/lineRows.ts';
import { createLineSplitter, type Splitter } from '../json/lineSplitter.ts';
import type { TextIndex } from '../json/textIndex.ts';
import { compileMapping, rowRulesOf } from '../record/compiledMapping.ts';
import type { Mapping } from '../record/mapping.ts';
import type { ReaderOptions } from '../record/readerOptions.ts';
import { createRecordReader } from '../record/recordReader.ts';
import type { ColumnMaker } from './columnMaker.ts';
import { readLine } from './scan.ts';
import { type ScanPart, ScanPartBuilder } from './scanPart.ts';
import { expectedLinesOf, textsOf } from './scanToPart.ts';

/** Byte offsets, the end exclusive. */
export interface ByteRange {
	readonly start: number;
	readonly end: number;
}

export interface RangeScanOptions extends ReaderOptions {
	readonly index?: TextIndex | undefined;
	readonly lineLimit?: number;
	/** Bytes to read at once. */
	readonly chunkSize?: number;
	/** Lines to make room for; as many as there may be unless given. */
	readonly expectedLines?: number | undefined;
	/** See {@link PartOptions.makeColumn}. */
	readonly makeColumn?: ColumnMaker;
}

/** Whoever drives it does the reading, and waits for it or not. */
export interface RangeScan {
	/** The bytes to read next; `undefined` when all lines of the range are complete. */
	next(): ByteRange | undefined;
	/** Where they are best put, which spares copying them; room for them all. Not there without an index. */
	room(): Uint8Array | undefined;
	/** As many of them as there were; none where the source ends. */
	take(bytes: Uint8Array): void;
	/** The range's lines, or `undefined` where none starts in it. */
	finish(): ScanPart | undefined;
}

const defaultChunkSize = 2 ** 20;

/** The last line of a range ends somewhere behind it: it is looked for in pieces of this size. */
const pieceBehind = 2 ** 16;

export function createRangeScan(range: ByteRange, mapping: Mapping | undefined, options: RangeScanOptions): RangeScan {
	const { chunkSize = defaultChunkSize, lineLimit, index, isUtf8 } = options;
	const compiled = compileMapping(mapping);
	const reader = createRecordReader(compiled, options);
	const rules = rowRulesOf(compiled, options);
	/** From the range's first line on. */
	let splitter: Splitter | undefined;
	let builder: ScanPartBuilder | undefined;
	/** A line starts where one byte before it is a line break, which may be the last byte of the range before. */
	let offset = Math.max(0, range.start - 1);
	/** Where the line starts that is complete next, and where the last one of the range ended. */
	let lineStart = 0;
	let isDone = false;

	const addRows = (rows: Rows, windowStart: number): void => {
		if (lineStart >= range.end) return;
		let length = rows.length;
		while (windowStart + rows.starts[length - 1]! >= range.end) length--;
		builder!.addRows(rows, windowStart, length);
		lineStart = windowStart + (rows.starts[length] ?? rows.end);
	};
	const begin = (start: number): void => {
		const { expectedLines = expectedLinesOf(range.end - start), makeColumn } = options;
		builder = new ScanPartBuilder(start, { container: 'lines', texts: textsOf(mapping, options), expectedLines, makeColumn });
		lineStart = start;
		splitter = createLineSplitter(
			(line) => {
				if (lineStart >= range.end) return;
				builder!.add(readLine(reader, line), line);
				lineStart = line.sourceEnd;
			},
			{
				sourceStart: start,
				index,
				isUtf8,
				rows: rules && { rules, add: addRows },
				...(lineLimit === undefined ? {} : { lineLimit }),
			},
		);
	};
	if (range.start === 0) begin(0);
	const room = (): Uint8Array | undefined => (splitter === undefined ? index?.window : splitter.room?.());

	return {
		next() {
			if (isDone || range.start >= range.end) return undefined;
			const most = Math.min(chunkSize, room()?.length ?? chunkSize);
			const end = offset < range.end ? Math.min(offset + most, range.end) : offset + Math.min(most, pieceBehind);
			return { start: offset, end };
		},
		room,
		take(bytes) {
			if (bytes.length === 0) {
				splitter?.finish();
				isDone = true;
				return;
			}
			let first = 0;
			if (splitter === undefined) {
				first = bytes.indexOf(Byte.lineFeed) + 1;
				if (first > 0 && offset + first < range.end) begin(offset + first);
			}
			offset += bytes.length;
			splitter?.push(bytes.subarray(first));
			isDone = splitter === undefined ? offset >= range.end : lineStart >= range.end;
		},
		finish: () => (builder === undefined || builder.length === 0 ? undefined : builder.finish(lineStart, undefined)),
	};
}
