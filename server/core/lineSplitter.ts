/** Cuts a stream of chunks into lines at byte 0x0A, and only there: U+2028, U+2029 and U+0085 stand raw inside strings of real files. */
import { Byte } from './jsonTokens.ts';

/** A record's bytes `buffer[start, end)` without line break, valid during the call only. */
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
}

export type LineSink = (line: SplitLine) => void;

/** Cuts chunks into records: lines of JSONL, or elements of an array. */
export interface Splitter {
	push(chunk: Uint8Array): void;
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

export function createLineSplitter(sink: LineSink, lineLimit = defaultLineLimit): Splitter {
	/** Chunks of a line that is not complete yet; joined once, so that a long line costs its length and not its square. */
	let pending: Uint8Array[] = [];
	let pendingLength = 0;
	let skipped = 0;
	let sourceOffset = 0;
	let lineNumber = 0;

	const emit = (buffer: Uint8Array, start: number, end: number, hasBreak: boolean): void => {
		const length = end - start + skipped;
		const isTooLong = length > lineLimit;
		let contentStart = start;
		if (sourceOffset === 0 && !isTooLong) contentStart += byteOrderMarkLength(buffer.subarray(start, end));
		const contentEnd = hasBreak && end > contentStart && buffer[end - 1] === Byte.carriageReturn ? end - 1 : end;
		const sourceStart = sourceOffset + (contentStart - start);
		sourceOffset += length + (hasBreak ? 1 : 0);
		sink({
			buffer,
			start: contentStart,
			end: contentEnd,
			lineNumber,
			sourceStart,
			sourceEnd: sourceOffset,
			isTorn: !hasBreak,
			isTooLong,
		});
		lineNumber++;
	};

	const hold = (bytes: Uint8Array): void => {
		if (bytes.length === 0) return;
		if (skipped > 0 || pendingLength + bytes.length > lineLimit) {
			skipped += pendingLength + bytes.length;
			pending = [];
			pendingLength = 0;
			return;
		}
		pending.push(bytes.slice());
		pendingLength += bytes.length;
	};

	const release = (hasBreak: boolean): void => {
		const joined = pending.length === 1 ? pending[0]! : joinChunks(pending, pendingLength);
		emit(joined, 0, joined.length, hasBreak);
		pending = [];
		pendingLength = 0;
		skipped = 0;
	};

	return {
		push(chunk) {
			let start = 0;
			for (;;) {
				const end = chunk.indexOf(Byte.lineFeed, start);
				if (end < 0) break;
				if (pendingLength > 0 || skipped > 0) {
					hold(chunk.subarray(start, end));
					release(true);
				} else emit(chunk, start, end, true);
				start = end + 1;
			}
			hold(chunk.subarray(start));
		},
		finish() {
			if (pendingLength > 0 || skipped > 0) release(false);
		},
	};
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
