/** Cuts a stream of chunks into lines at byte 0x0A, and only there: U+2028, U+2029 and U+0085 stand raw inside strings of real files. */
import { Byte } from './jsonTokens.ts';
import type { RowRules, Rows } from './lineRows.ts';
import type { LineStrings } from './lineStrings.ts';
import { endOfList, type TextIndex } from './textIndex.ts';

/** A record's bytes `buffer[start, end)` without line break. The object and the bytes are valid during the call only. */
export interface SplitLine {
	readonly buffer: Uint8Array;
	readonly start: number;
	readonly end: number;
	/** 0-based number of the line that the record starts on. */
	readonly lineNumber: number;
	/** Bytes of the source that are this line, its line break included. */
	readonly sourceStart: number;
	readonly sourceEnd: number;
	/** The source ends here without a line break. */
	readonly isTorn: boolean;
	/** The line is longer than the limit: its bytes are not there. */
	readonly isTooLong: boolean;
	/** Where its strings begin and end, if that is known. */
	readonly strings: LineStrings | undefined;
}

export type LineSink = (line: SplitLine) => void;

/** Takes lines that are written as most are, many at once, where the index knows how to read them. Others come one by one, in their order. */
export interface RowSink {
	readonly rules: RowRules;
	/** @param windowStart byte offset in the source that the offsets of the rows count from. */
	add(rows: Rows, windowStart: number): void;
}

/** Cuts chunks into records: lines of JSONL, or elements of an array. */
export interface Splitter {
	push(chunk: Uint8Array): void;
	/** Where the next chunk is best put: one that is pushed from there is not copied. Valid until then; not there without an index. */
	room?(): Uint8Array;
	/** After the last chunk. */
	finish(): void;
}

/** A longer line is refused: it cannot be one string in JavaScript, so nobody could look at it. Memory is bounded by it. */
export const defaultLineLimit = 2 ** 28;

/** UTF-8's, which Windows programs put at the start of a file. */
export const byteOrderMark = [0xef, 0xbb, 0xbf] as const;

/** Length of a UTF-8 byte order mark at the start of a source: 3 or 0. */
export function byteOrderMarkLength(bytes: Uint8Array): number {
	return byteOrderMark.every((byte, index) => bytes[index] === byte) ? byteOrderMark.length : 0;
}

export interface SplitterOptions {
	readonly lineLimit?: number;
	/** Where in the source the first chunk begins: with a line. */
	readonly sourceStart?: number;
	/** Finds the strings of all lines that fit into its window. */
	readonly index?: TextIndex | undefined;
	/** Only with an index. */
	readonly rows?: RowSink | undefined;
	/** Whether bytes are valid UTF-8, for a whole window at once; a call for each line of 1 KB would take a seventh of the time. */
	readonly isUtf8?: ((bytes: Uint8Array) => boolean) | undefined;
}

/** Lines that are read one by one where many at once are not, at most: each try costs as much as half a line of 1 KB. */
const longestPause = 64;

export function createLineSplitter(sink: LineSink, options: SplitterOptions = {}): Splitter {
	const { lineLimit = defaultLineLimit, sourceStart: firstOffset = 0, index, rows, isUtf8 } = options;
	/** Chunks of a line that is not complete yet; joined once, so that a long line costs its length and not its square. */
	let pending: Uint8Array[] = [];
	let pendingLength = 0;
	let skipped = 0;
	let sourceOffset = firstOffset;
	/** Bytes in the index's window that belong to a line that is not complete yet. */
	let waiting = 0;

	/** One for all lines, as it is valid during a call only. */
	const line: { -readonly [Field in keyof SplitLine]: SplitLine[Field] } = {
		buffer: new Uint8Array(0),
		start: 0,
		end: 0,
		lineNumber: -1,
		sourceStart: 0,
		sourceEnd: 0,
		isTorn: false,
		isTooLong: false,
		strings: undefined,
	};

	const emit = (buffer: Uint8Array, start: number, end: number, hasBreak: boolean, strings?: LineStrings): void => {
		const length = end - start + skipped;
		const isTooLong = length > lineLimit;
		let contentStart = start;
		if (sourceOffset === 0 && !isTooLong) contentStart += byteOrderMarkLength(buffer.subarray(start, end));
		const contentEnd = hasBreak && end > contentStart && buffer[end - 1] === Byte.carriageReturn ? end - 1 : end;
		line.buffer = buffer;
		line.start = contentStart;
		line.end = contentEnd;
		line.lineNumber++;
		line.sourceStart = sourceOffset + (contentStart - start);
		sourceOffset += length + (hasBreak ? 1 : 0);
		line.sourceEnd = sourceOffset;
		line.isTorn = !hasBreak;
		line.isTooLong = isTooLong;
		line.strings = strings;
		sink(line);
	};

	const hold = (bytes: Uint8Array): void => {
		if (bytes.length === 0) return;
		if (skipped > 0 || pendingLength + bytes.length > lineLimit) {
			skipped += pendingLength + bytes.length;
			pending = [];
			pendingLength = 0;
			return;
		}
		// Not `slice`, which copies nothing of a Node Buffer.
		const copy = new Uint8Array(bytes.length);
		copy.set(bytes);
		pending.push(copy);
		pendingLength += bytes.length;
	};

	const release = (hasBreak: boolean): void => {
		const joined = pending.length === 1 ? pending[0]! : joinChunks(pending, pendingLength);
		emit(joined, 0, joined.length, hasBreak);
		pending = [];
		pendingLength = 0;
		skipped = 0;
	};

	/** Emits the lines that end in the first `filled` bytes of the window, and moves what is left to its start. */
	const emitWindow = ({ window, quotes, breaks, walk, rows: reader, hash, list }: TextIndex, filled: number): void => {
		const wholeLines = endOfLines(window, breaks, list(filled));
		const strings: LineStrings = {
			quotes,
			next: 0,
			walk,
			hash,
			isUtf8: isUtf8?.(window.subarray(0, wholeLines)) === true,
		};
		let start = 0;
		/** The first byte of the line that the index points at without its being the line break, or none. */
		let suspect = endOfList;
		/** Lines to read one by one before many are tried again, and how many these are after a try in vain. */
		let pause = 0;
		let nextPause = 1;
		const areRows = rows !== undefined && (isUtf8 === undefined || strings.isUtf8) && lineLimit >= window.length;
		for (let entry = 0; ; entry++) {
			// A line with a byte order mark does not begin as records do: it is read by itself.
			if (areRows && suspect === endOfList && pause-- <= 0) {
				const read = reader.read(rows.rules, { start, nextBreak: entry, nextQuote: strings.next });
				[pause, nextPause] = read.length > 0 ? [0, 1] : [nextPause, Math.min(longestPause, 2 * nextPause)];
				if (read.length > 0) {
					rows.add(read, sourceOffset - start);
					sourceOffset += read.end - start;
					line.lineNumber += read.length;
					({ end: start, nextBreak: entry, nextQuote: strings.next } = read);
				}
			}
			const at = breaks[entry]!;
			if (at === endOfList) break;
			if (window[at] !== Byte.lineFeed) {
				suspect = Math.min(suspect, at);
				continue;
			}
			while (quotes[strings.next]! < start) strings.next++;
			const isPlain = suspect === endOfList || (suspect === at - 1 && window[suspect] === Byte.carriageReturn);
			emit(window, start, at, true, isPlain ? strings : undefined);
			start = at + 1;
			suspect = endOfList;
		}
		waiting = filled - start;
		window.copyWithin(0, start, filled);
		if (waiting < window.length) return;
		hold(window);
		waiting = 0;
	};

	return {
		push(chunk) {
			let start = 0;
			while (start < chunk.length) {
				const isPending = pendingLength > 0 || skipped > 0;
				if (index !== undefined && !isPending) {
					const part = chunk.subarray(start, start + index.window.length - waiting);
					if (part.buffer !== index.window.buffer || part.byteOffset !== index.window.byteOffset + waiting) {
						index.window.set(part, waiting);
					}
					emitWindow(index, waiting + part.length);
					start += part.length;
					continue;
				}
				const end = chunk.indexOf(Byte.lineFeed, start);
				if (end < 0) {
					hold(chunk.subarray(start));
					return;
				}
				if (isPending) {
					hold(chunk.subarray(start, end));
					release(true);
				} else emit(chunk, start, end, true);
				start = end + 1;
			}
		},
		...(index === undefined ? {} : { room: () => index.window.subarray(waiting) }),
		finish() {
			if (index !== undefined && waiting > 0) emit(index.window, 0, waiting, false);
			if (pendingLength > 0 || skipped > 0) release(false);
		},
	};
}

/** Behind the last line break that is listed, or 0. */
function endOfLines(window: Uint8Array, breaks: Int32Array, count: number): number {
	for (let entry = count - 1; entry >= 0; entry--) if (window[breaks[entry]!] === Byte.lineFeed) return breaks[entry]! + 1;
	return 0;
}

/** One piece of all chunks. */
export function joinChunks(chunks: readonly Uint8Array[], length: number): Uint8Array {
	const joined = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		joined.set(chunk, at);
		at += chunk.length;
	}
	return joined;
}
