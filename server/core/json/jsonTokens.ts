/**
 * The tokens of JSON (RFC 8259) over bytes. Each function takes the offset of a token's first byte and returns the offset behind the
 * token, or the bitwise complement (`~offset`, always negative) of the byte at which the text stops being JSON.
 */

export const Byte = {
	tab: 0x09,
	lineFeed: 0x0a,
	carriageReturn: 0x0d,
	space: 0x20,
	quote: 0x22,
	plus: 0x2b,
	comma: 0x2c,
	minus: 0x2d,
	dot: 0x2e,
	slash: 0x2f,
	zero: 0x30,
	nine: 0x39,
	colon: 0x3a,
	openBracket: 0x5b,
	backslash: 0x5c,
	closeBracket: 0x5d,
	openBrace: 0x7b,
	closeBrace: 0x7d,
} as const;

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** NaN and Infinity are Python's; `JSON.parse` refuses them. */
const literals = { t: ascii('true'), f: ascii('false'), n: ascii('null'), N: ascii('NaN'), I: ascii('Infinity') } as const;
const letterI = 0x49;
const letterU = 0x75;

/** By byte: 1 where it may follow a backslash, but for the `u` of `\u`, which four digits must follow. */
const isSimpleEscape = new Uint8Array(256);
for (const byte of ascii('"\\/bfnrt')) isSimpleEscape[byte] = 1;

const isDigit = (byte: number): boolean => byte >= Byte.zero && byte <= Byte.nine;
const isHexDigit = (byte: number): boolean => isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);

/** The first offset at or behind `at` that is not white space. */
export function skipSpace(bytes: Uint8Array, at: number, end: number): number {
	// Mostly the first question is the last: small enough to be compiled into whoever asks, where a loop would be a burden.
	return bytes[at]! > Byte.space ? at : skipSpaces(bytes, at, end);
}

function skipSpaces(bytes: Uint8Array, at: number, end: number): number {
	for (; at < end; at++) {
		const byte = bytes[at]!;
		if (byte !== Byte.space && byte !== Byte.lineFeed && byte !== Byte.carriageReturn && byte !== Byte.tab) break;
	}
	return at;
}

/** A string, from its opening quote. Control characters and unknown escapes are errors, as they are for `JSON.parse` and Python. */
export function skipString(bytes: Uint8Array, at: number, end: number): number {
	for (at++; at < end; at++) {
		const byte = bytes[at]!;
		if (byte === Byte.quote) return at + 1;
		if (byte === Byte.backslash) {
			at++;
			if (at >= end) break;
			if (bytes[at] === letterU) {
				for (let digit = 0; digit < 4; digit++) {
					at++;
					if (at >= end || !isHexDigit(bytes[at]!)) return ~at;
				}
			} else if (isSimpleEscape[bytes[at]!] === 0) return ~at;
		} else if (byte < Byte.space) return ~at;
	}
	return ~end;
}

/** Whether a value is a single digit with another value or the end of a list behind it, as most rewards are. */
export function isLoneDigit(bytes: Uint8Array, at: number): boolean {
	const next = bytes[at + 1];
	return isDigit(bytes[at]!) && (next === Byte.comma || next === Byte.closeBracket);
}

/** Any value that is neither a string nor a container: a number or a literal. */
export function skipScalar(bytes: Uint8Array, at: number, end: number): number {
	if (at >= end) return ~end;
	const byte = bytes[at]!;
	if (byte === Byte.minus || isDigit(byte)) return skipNumber(bytes, at, end);
	switch (byte) {
		case 0x74:
			return skipLiteral(bytes, at, end, literals.t);
		case 0x66:
			return skipLiteral(bytes, at, end, literals.f);
		case 0x6e:
			return skipLiteral(bytes, at, end, literals.n);
		case 0x4e:
			return skipLiteral(bytes, at, end, literals.N);
		case letterI:
			return skipLiteral(bytes, at, end, literals.I);
		default:
			return ~at;
	}
}

function skipLiteral(bytes: Uint8Array, at: number, end: number, literal: Uint8Array): number {
	for (const expected of literal) {
		if (at >= end || bytes[at] !== expected) return ~at;
		at++;
	}
	return at;
}

function skipNumber(bytes: Uint8Array, at: number, end: number): number {
	if (bytes[at] === Byte.minus) {
		at++;
		if (at < end && bytes[at] === letterI) return skipLiteral(bytes, at, end, literals.I);
	}
	at = at < end && bytes[at] === Byte.zero ? at + 1 : skipDigits(bytes, at, end);
	if (at >= 0 && at < end && bytes[at] === Byte.dot) at = skipDigits(bytes, at + 1, end);
	if (at >= 0 && at < end && (bytes[at]! | 0x20) === 0x65) {
		at++;
		if (at < end && (bytes[at] === Byte.plus || bytes[at] === Byte.minus)) at++;
		at = skipDigits(bytes, at, end);
	}
	return at;
}

/** One digit or more. */
function skipDigits(bytes: Uint8Array, at: number, end: number): number {
	const start = at;
	while (at < end && isDigit(bytes[at]!)) at++;
	return at > start ? at : ~at;
}
