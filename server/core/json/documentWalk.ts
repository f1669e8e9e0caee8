/** Finds records in a JSON object that holds them under a key of its own: `{"items": [{…}]}`, `{"simulations": [{…}]}`, `{"eval": {"task": [{…}]}}`. */
import type { ElementBuffer } from './elementBuffer.ts';
import { Byte } from './jsonTokens.ts';

/** Keys of whole documents under which records lie, as elements of lists. */
const recordKeys: ReadonlySet<string> = new Set(['items', 'eval', 'simulations']);
const longestKey = Math.max(...[...recordKeys].map(({ length }) => length));

/** Takes a document byte by byte; the offset and the line are those of the byte. */
export type DocumentWalk = (byte: number, sourceOffset: number, lineNumber: number) => void;

/** Hands each object that is directly an element of a list below one of the keys to the buffer. */
export function createDocumentWalk(element: ElementBuffer): DocumentWalk {
	/** Opening bytes of the containers around. */
	const open: number[] = [];
	/** Containers that are open inside the element. */
	let depth = 0;
	let inString = false;
	let escaped = false;
	/** The string read last directly in the document, and whether its value is being read. */
	let key = '';
	let isWanted = false;

	const takeString = (byte: number): void => {
		if (escaped) escaped = false;
		else if (byte === Byte.backslash) escaped = true;
		else if (byte === Byte.quote) {
			inString = false;
			return;
		}
		if (open.length === 1 && key.length <= longestKey) key += String.fromCharCode(byte);
	};

	return (byte, sourceOffset, lineNumber) => {
		if (element.isOpen()) element.append(byte);
		if (inString) {
			takeString(byte);
			return;
		}
		const opens = byte === Byte.openBrace || byte === Byte.openBracket;
		const closes = byte === Byte.closeBrace || byte === Byte.closeBracket;
		if (byte === Byte.quote) {
			inString = true;
			if (open.length === 1) key = '';
		} else if (element.isOpen()) {
			if (opens) depth++;
			else if (closes && --depth === 0) element.end(false);
		} else if (byte === Byte.openBrace && isWanted && open.at(-1) === Byte.openBracket) {
			element.begin(sourceOffset, lineNumber);
			element.append(byte);
			depth = 1;
		} else if (opens) open.push(byte);
		else if (closes) open.pop();
		else if (open.length === 1 && (byte === Byte.colon || byte === Byte.comma))
			isWanted = byte === Byte.colon && recordKeys.has(key);
	};
}
