/** Says in words how a line stops being JSON, from what stands before the place. */
import { Byte, skipScalar, skipSpace, skipString } from './jsonTokens.ts';

/** What may come next between two tokens. */
type Expectation = 'value' | 'key' | 'colon' | 'separator' | 'nothing';

/**
 * @param at where the scanner found that `bytes[start, end)` is not JSON: everything before it could still have become JSON.
 * @returns the explanation, without the place.
 */
export function explainBreak(bytes: Uint8Array, start: number, at: number, end: number): string {
	return `Not valid JSON: ${expectationAt(bytes, start, at, end)}.`;
}

function expectationAt(bytes: Uint8Array, start: number, at: number, end: number): string {
	/** Closing bytes of the open containers. */
	const open: number[] = [];
	let expected: Expectation = 'value';
	const afterValue = (): Expectation => (open.length === 0 ? 'nothing' : 'separator');
	for (let token = skipSpace(bytes, start, at); token < at; ) {
		const byte = bytes[token]!;
		let next = token + 1;
		if (byte === Byte.openBrace || byte === Byte.openBracket) {
			open.push(byte + 2); // In ASCII a closing bracket stands two behind its opening one.
			expected = byte === Byte.openBrace ? 'key' : 'value';
		} else if (byte === Byte.closeBrace || byte === Byte.closeBracket) {
			open.pop();
			expected = afterValue();
		} else if (byte === Byte.comma) expected = open.at(-1) === Byte.closeBrace ? 'key' : 'value';
		else if (byte === Byte.colon) expected = 'value';
		else {
			const isString = byte === Byte.quote;
			next = isString ? skipString(bytes, token, end) : skipScalar(bytes, token, end);
			if (next < 0) return isString ? insideString(bytes, at, end) : insideScalar(byte);
			expected = expected === 'key' ? 'colon' : afterValue();
		}
		token = skipSpace(bytes, next, at);
	}
	return between(expected, open.at(-1), at < end ? bytes[at] : undefined, at + 1 < end ? bytes[at + 1] : undefined);
}

function between(expected: Expectation, closing: number | undefined, found: number | undefined, next: number | undefined): string {
	if (found === Byte.slash) return 'comments are not JSON';
	// What a crash leaves where a file had grown and its bytes were not written yet.
	if (found === 0 && next === 0) return 'zero bytes stand here: the file may have been damaged in a crash';
	// Every second byte of UTF-16 is mostly zero, and its first two are these, in either order.
	if (found === 0 || found === 0xfe || found === 0xff) return 'this is not UTF-8 text but looks like UTF-16';
	switch (expected) {
		case 'key':
			return 'a property name in double quotes is expected here';
		case 'colon':
			return 'a colon is expected here';
		case 'separator':
			return `a comma or a closing ${closing === Byte.closeBrace ? 'brace' : 'bracket'} is expected here`;
		case 'nothing':
			return 'the value is complete before this';
		default: {
			const isMissing = found === undefined || found === Byte.comma || found === Byte.closeBrace || found === Byte.closeBracket;
			return isMissing ? 'a value is expected here' : 'this is not a JSON value';
		}
	}
}

function insideScalar(first: number): string {
	return first === Byte.minus || (first >= Byte.zero && first <= Byte.nine)
		? 'this is not a JSON number'
		: 'this is not a JSON value';
}

function insideString(bytes: Uint8Array, at: number, end: number): string {
	if (at >= end) return 'this string has no closing quote';
	if (bytes[at]! < Byte.space) return 'a control character must be escaped here';
	return bytes[at - 1] === Byte.backslash
		? 'this is not an escape that JSON knows'
		: 'four hexadecimal digits are expected after \\u';
}
