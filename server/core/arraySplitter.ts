/** Cuts a file that is one JSON array (`[{…}, {…}]`, as `json.dump` writes it) into its elements, so that it reads like lines. */
import { Byte, skipSpace } from './jsonTokens.ts';
import { byteOrderMarkLength, defaultLineLimit, type LineSink, type Splitter } from './lineSplitter.ts';

/** Whether a source's first bytes are those of an array of objects. A line of JSONL cannot start like this and be a record. */
export function startsAsArray(head: Uint8Array): boolean {
	const open = skipSpace(head, byteOrderMarkLength(head), head.length);
	if (head[open] !== Byte.openBracket) return false;
	const first = skipSpace(head, open + 1, head.length);
	return head[first] === Byte.openBrace;
}

/**
 * Emits each element from its first byte to its last; `lineNumber` is the line it starts on. What is wrong inside an element is the
 * reader's to find; text between elements other than commas becomes an element of its own, and so a finding.
 */
export function createArraySplitter(sink: LineSink, lineLimit = defaultLineLimit): Splitter {
	let element = new Uint8Array(1 << 12);
	let length = 0;
	let elementStart = -1;
	let elementLine = 0;
	let depth = 0;
	let inString = false;
	let escaped = false;
	let lineNumber = 0;
	let offset = 0;

	const append = (byte: number): void => {
		if (length === element.length && length < lineLimit) {
			const larger = new Uint8Array(length * 2);
			larger.set(element);
			element = larger;
		}
		if (length < element.length) element[length] = byte;
		length++;
	};
	const emit = (sourceEnd: number, isTorn: boolean): void => {
		if (elementStart < 0) return;
		const buffer = element;
		const isTooLong = length > buffer.length;
		let end = Math.min(length, buffer.length);
		while (end > 0 && buffer[end - 1]! <= Byte.space) end--;
		sink({
			buffer,
			start: 0,
			end,
			lineNumber: elementLine,
			sourceStart: elementStart,
			sourceEnd: sourceEnd - (length - end),
			isTorn,
			isTooLong,
		});
		elementStart = -1;
		length = 0;
	};

	const take = (byte: number): void => {
		if (inString) {
			append(byte);
			if (escaped) escaped = false;
			else if (byte === Byte.backslash) escaped = true;
			else if (byte === Byte.quote) inString = false;
			return;
		}
		const opens = byte === Byte.openBrace || byte === Byte.openBracket;
		const closes = byte === Byte.closeBrace || byte === Byte.closeBracket;
		if (depth === 0 && opens) {
			depth = 1; // The array itself.
			return;
		}
		if (depth === 1 && (byte === Byte.comma || byte === Byte.closeBracket)) {
			emit(offset, false);
			if (byte === Byte.closeBracket) depth = 0;
			return;
		}
		if (elementStart < 0) {
			if (byte <= Byte.space) return;
			elementStart = offset;
			elementLine = lineNumber;
		}
		if (opens) depth++;
		else if (closes) depth--;
		else if (byte === Byte.quote) inString = true;
		append(byte);
	};

	return {
		push(chunk) {
			const skip = offset === 0 ? byteOrderMarkLength(chunk) : 0;
			offset += skip;
			for (let at = skip; at < chunk.length; at++) {
				take(chunk[at]!);
				if (chunk[at] === Byte.lineFeed) lineNumber++;
				offset++;
			}
		},
		finish() {
			emit(offset, true);
		},
	};
}
