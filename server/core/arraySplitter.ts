/** Cuts a file that is one JSON array (`[{…}, {…}]`, as `json.dump` writes it) into its elements, so that it reads like lines. */
import { Byte, skipSpace } from './jsonTokens.ts';
import {
	byteOrderMark,
	byteOrderMarkLength,
	defaultLineLimit,
	type LineSink,
	type Splitter,
	type SplitterOptions,
} from './lineSplitter.ts';

/** Whether a source's first bytes are those of an array of objects. A line of JSONL cannot start like this and be a record. */
export function startsAsArray(head: Uint8Array): boolean {
	const open = skipSpace(head, byteOrderMarkLength(head), head.length);
	if (head[open] !== Byte.openBracket) return false;
	const first = skipSpace(head, open + 1, head.length);
	return head[first] === Byte.openBrace;
}

/**
 * Emits each element from its first byte to its last; `lineNumber` is the line it starts on. What is wrong inside an element is the
 * reader's to find; what stands before or behind the array is read line by line.
 */
export function createArraySplitter(sink: LineSink, { lineLimit = defaultLineLimit }: SplitterOptions = {}): Splitter {
	let element = new Uint8Array(Math.min(1 << 12, lineLimit));
	/** Bytes since the element's start, and how many of them there are up to the last that is not white space. */
	let length = 0;
	let contentLength = 0;
	let elementStart = -1;
	let elementLine = 0;
	let inArray = false;
	/** Containers that are open inside the element. */
	let depth = 0;
	let inString = false;
	let escaped = false;
	let lineNumber = 0;
	let offset = 0;

	const append = (byte: number): void => {
		if (length === element.length && length < lineLimit) {
			const larger = new Uint8Array(Math.min(length * 2, lineLimit));
			larger.set(element);
			element = larger;
		}
		if (length < element.length) element[length] = byte;
		length++;
		if (byte > Byte.space) contentLength = length;
	};
	const emit = (isTorn: boolean): void => {
		if (elementStart < 0) return;
		const isTooLong = contentLength > lineLimit;
		sink({
			buffer: element,
			start: 0,
			end: isTooLong ? 0 : contentLength,
			lineNumber: elementLine,
			sourceStart: elementStart,
			sourceEnd: elementStart + contentLength,
			isTorn,
			isTooLong,
			strings: undefined,
		});
		elementStart = -1;
		length = 0;
		contentLength = 0;
	};

	const take = (byte: number): void => {
		if (inString) {
			append(byte);
			if (escaped) escaped = false;
			else if (byte === Byte.backslash) escaped = true;
			else if (byte === Byte.quote) inString = false;
			return;
		}
		if (inArray) {
			if (depth === 0 && (byte === Byte.comma || byte === Byte.closeBracket)) {
				emit(false);
				inArray = byte === Byte.comma;
				return;
			}
		} else if (byte === Byte.lineFeed) {
			emit(false);
			return;
		} else if (byte === Byte.openBracket && elementStart < 0) {
			inArray = true;
			return;
		}
		if (elementStart < 0) {
			if (byte <= Byte.space) return;
			elementStart = offset;
			elementLine = lineNumber;
		}
		if (inArray) {
			if (byte === Byte.openBrace || byte === Byte.openBracket) depth++;
			else if (byte === Byte.closeBrace || byte === Byte.closeBracket) depth = Math.max(0, depth - 1);
			else if (byte === Byte.quote) inString = true;
		}
		append(byte);
	};

	return {
		push(chunk) {
			for (let at = 0; at < chunk.length; at++) {
				const byte = chunk[at]!;
				if (offset >= byteOrderMark.length || byte !== byteOrderMark[offset]) take(byte);
				if (byte === Byte.lineFeed) lineNumber++;
				offset++;
			}
		},
		finish() {
			emit(true);
		},
	};
}
