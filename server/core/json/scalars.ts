/** Decoding of captured spans. */
import { hashBytes } from '../../../shared/hash.ts';
import { type Captures, JsonKind } from './captures.ts';
import { Byte } from './jsonTokens.ts';

/** A byte order mark inside a value belongs to it. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The number at a span that the scanner validated. Plain decimals of up to 15 digits, which most rewards are, take a path without a
 * string: their digits and the power of ten below them are exact, so that the quotient is rounded once, as `Number` rounds.
 */
export function decodeNumber(bytes: Uint8Array, start: number, end: number): number {
	if (end - start === 1) return bytes[start]! - Byte.zero;
	const isNegative = bytes[start] === Byte.minus;
	const first = isNegative ? start + 1 : start;
	if (end - first <= 16) {
		let digits = 0;
		let scale = 0;
		let at = first;
		for (; at < end; at++) {
			const byte = bytes[at]!;
			if (byte >= Byte.zero && byte <= Byte.nine) {
				digits = digits * 10 + (byte - Byte.zero);
				scale *= 10;
			} else if (byte === Byte.dot) scale = 1;
			else break;
		}
		const isShort = scale > 0 || end - first <= 15;
		if (at === end && isShort) {
			const value = scale > 0 ? digits / scale : digits;
			return isNegative ? -value : value;
		}
	}
	return Number(decoder.decode(bytes.subarray(start, end)));
}

/** The text of a string at a span, quotes included. Invalid UTF-8 becomes U+FFFD. */
export function decodeString(bytes: Uint8Array, start: number, end: number): string {
	const text = decoder.decode(bytes.subarray(start + 1, end - 1));
	return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
}

/**
 * The outcome that a captured value stands for: a finite number; `null` for null and NaN, which frameworks write for "not scored";
 * `undefined` for what cannot be a reward (a string, an object, a list).
 */
export function decodeReward(bytes: Uint8Array, captures: Captures, index: number): number | null | undefined {
	switch (captures.kind(index)) {
		case JsonKind.true:
			return 1;
		case JsonKind.false:
			return 0;
		case JsonKind.number: {
			const value = decodeNumber(bytes, captures.start(index), captures.end(index));
			return Number.isFinite(value) ? value : null;
		}
		case JsonKind.null:
		case JsonKind.nonFinite:
			return null;
		default:
			return undefined;
	}
}

/** An id as text, or `null` for null, objects and lists. `7` and `"7"` are the same id: files of one run mix them. */
export function decodeId(bytes: Uint8Array, captures: Captures, index: number): string | null {
	switch (captures.kind(index)) {
		case JsonKind.string:
			return decodeString(bytes, captures.start(index), captures.end(index));
		case JsonKind.number: {
			const text = decoder.decode(bytes.subarray(captures.start(index), captures.end(index)));
			// Beyond 2^53 a double would merge different ids.
			return text.length < 16 ? String(Number(text)) : text;
		}
		case JsonKind.true:
			return 'true';
		case JsonKind.false:
			return 'false';
		default:
			return null;
	}
}

/** Longer strings are compared as they are written: decoding their escapes, which prompts are full of, costs more than reading them. */
const longestDecoded = 64;

/**
 * A hash of a captured value: equal for equal ids, however they are written (`7`, `"7"`, `"\u0037"`), but for strings of more than 64 bytes,
 * which have to be written alike.
 *
 * @param hash of `createByteHash`, for who hashes values of many lines in one buffer.
 */
export function hashScalar(bytes: Uint8Array, captures: Captures, index: number, seed = 0, hash = hashBytes): number {
	const kind = captures.kind(index);
	const start = captures.start(index);
	const end = captures.end(index);
	if (kind === JsonKind.string) {
		if (end - start > longestDecoded || !hasBackslash(bytes, start, end)) return hash(bytes, start + 1, end - 1, seed);
	} else if (kind !== JsonKind.number || isPlainInteger(bytes, start, end)) return hash(bytes, start, end, seed);
	const text = decodeId(bytes, captures, index)!;
	// Halves of characters and what is not UTF-8 would all become the same.
	if (/[\ud800-\udfff\ufffd]/u.test(text)) return hash(bytes, start, end, seed);
	return hashOfText(text, seed);
}

/** The hash that a string of this text has. */
export function hashOfText(text: string, seed = 0): number {
	const bytes = encoder.encode(text);
	return hashBytes(bytes, 0, bytes.length, seed);
}

const encoder = new TextEncoder();

function hasBackslash(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) if (bytes[at] === Byte.backslash) return true;
	return false;
}

/** Digits alone, as {@link decodeId} would write them. */
function isPlainInteger(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) if (bytes[at]! < Byte.zero || bytes[at]! > Byte.nine) return false;
	return true;
}
