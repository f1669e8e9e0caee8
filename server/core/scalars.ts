/** Decoding of captured spans. */
import { type Captures, JsonKind } from './captures.ts';
import { Byte } from './jsonTokens.ts';

/** A byte order mark inside a value belongs to it. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The number at a span that the scanner validated. Short integers, which most rewards are, take a path without a string. */
export function decodeNumber(bytes: Uint8Array, start: number, end: number): number {
	if (end - start === 1) return bytes[start]! - Byte.zero;
	if (end - start === 3 && bytes[start + 1] === Byte.dot && bytes[start + 2] === Byte.zero) return bytes[start]! - Byte.zero;
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
