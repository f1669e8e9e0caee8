/** Cuts a file that is one JSON text (`[{…}, {…}]`, as `json.dump` writes it) into its elements, so that it reads like lines. */
import { createDocumentWalk } from './documentWalk.ts';
import { createElementBuffer } from './elementBuffer.ts';
import { Byte, skipSpace } from './jsonTokens.ts';
import {
	byteOrderMark,
	byteOrderMarkLength,
	defaultLineLimit,
	type LineSink,
	type Splitter,
	type SplitterOptions,
} from './lineSplitter.ts';

/**
 * Whether a source's first bytes are those of an array of objects, or of one object that holds records in a list of its own. A line of
 * JSONL cannot start like the former and be a record; the latter has to be all there is.
 */
export function startsAsArray(head: Uint8Array): boolean {
	const open = skipSpace(head, byteOrderMarkLength(head), head.length);
	const first = skipSpace(head, open + 1, head.length);
	if (head[open] === Byte.openBracket) return head[first] === Byte.openBrace;
	return head[open] === Byte.openBrace && isOneText(head, open) && holdsElements(head);
}

/** Whether the first bytes are those of a JSON object over several lines: no line of JSONL, but it may hold records further on. */
export function startsSpread(head: Uint8Array): boolean {
	const open = skipSpace(head, byteOrderMarkLength(head), head.length);
	const lineEnd = head.indexOf(Byte.lineFeed, open);
	return head[open] === Byte.openBrace && lineEnd >= 0 && isOneText(head, open);
}

/** Not a record that ends with its line and is followed by another. */
function isOneText(head: Uint8Array, start: number): boolean {
	const lineEnd = head.indexOf(Byte.lineFeed, start);
	if (lineEnd < 0) return true;
	let last = lineEnd;
	while (last > start && head[last]! <= Byte.space) last--;
	const isWhole = head[last] === Byte.closeBrace && last > start;
	return !isWhole || skipSpace(head, lineEnd, head.length) === head.length;
}

function holdsElements(head: Uint8Array): boolean {
	let count = 0;
	createArraySplitter(({ isTorn }) => {
		if (!isTorn) count++;
	}).push(head);
	return count > 0;
}

/**
 * Emits each element from its first byte to its last; `lineNumber` is the line it starts on. What is wrong inside an element is the
 * reader's to find; what stands before or behind an array is read line by line.
 */
export function createArraySplitter(sink: LineSink, { lineLimit = defaultLineLimit }: SplitterOptions = {}): Splitter {
	const element = createElementBuffer(sink, lineLimit);
	const walkDocument = createDocumentWalk(element);
	let isDocument: boolean | undefined;
	let inArray = false;
	/** Containers that are open inside the element. */
	let depth = 0;
	let inString = false;
	let escaped = false;
	let lineNumber = 0;
	let offset = 0;

	const take = (byte: number): void => {
		if (inString) {
			element.append(byte);
			if (escaped) escaped = false;
			else if (byte === Byte.backslash) escaped = true;
			else if (byte === Byte.quote) inString = false;
			return;
		}
		if (inArray) {
			if (depth === 0 && (byte === Byte.comma || byte === Byte.closeBracket)) {
				element.end(false);
				inArray = byte === Byte.comma;
				return;
			}
		} else if (byte === Byte.lineFeed) {
			element.end(false);
			return;
		} else if (byte === Byte.openBracket && !element.isOpen()) {
			inArray = true;
			return;
		}
		if (!element.isOpen()) {
			if (byte <= Byte.space) return;
			element.begin(offset, lineNumber);
		}
		if (inArray) {
			if (byte === Byte.openBrace || byte === Byte.openBracket) depth++;
			else if (byte === Byte.closeBrace || byte === Byte.closeBracket) depth = Math.max(0, depth - 1);
			else if (byte === Byte.quote) inString = true;
		}
		element.append(byte);
	};

	return {
		push(chunk) {
			for (let at = 0; at < chunk.length; at++) {
				const byte = chunk[at]!;
				if (offset >= byteOrderMark.length || byte !== byteOrderMark[offset]) {
					if (byte > Byte.space) isDocument ??= byte === Byte.openBrace;
					if (isDocument === true) walkDocument(byte, offset, lineNumber);
					else take(byte);
				}
				if (byte === Byte.lineFeed) lineNumber++;
				offset++;
			}
		},
		finish() {
			element.end(true);
		},
	};
}
