/**
 * One pass over the bytes of one JSON text: validates it exactly as `JSON.parse` does (plus bare NaN and Infinity, which Python's json
 * writes), and captures the spans of the fields that a plan names. Nothing is decoded and nothing is allocated per value; nesting is
 * walked with an explicit stack, so that depth is bounded by memory only.
 */
import { Captures, kindOf } from './captures.ts';
import { type FieldPlan, findKey } from './fieldPlan.ts';
import { Byte, isLoneDigit, skipScalar, skipSpace, skipString } from './jsonTokens.ts';
import type { LineStrings } from './lineStrings.ts';

/** `object` and `other` are valid JSON; `blank` is white space only; `invalid` comes with {@link JsonScanner.errorOffset}. */
export type ScanOutcome = 'object' | 'other' | 'blank' | 'invalid';

/** Methods that read return the offset behind what they read, or the complement of where it breaks (see jsonTokens.ts). */
export class JsonScanner {
	readonly captures = new Captures();
	#bytes: Uint8Array = new Uint8Array(0);
	#end = 0;
	/** As in {@link LineStrings}; none where the strings are not known. */
	#quotes: Int32Array = noQuotes;
	#nextQuote = 0;
	/** Offset of the closing quote of the key read last. */
	#keyEnd = 0;
	/** Number of elements of the array captured last. */
	#count = 0;
	#errorOffset = -1;
	#duplicateOffset = -1;
	/** Containers that are open during a skip: by depth, from 1 on, the byte that closes it. */
	#open = new Uint8Array(64);

	/** Where the text stops being JSON: a byte offset in the scanned buffer, after an `invalid` outcome. */
	get errorOffset(): number {
		return this.#errorOffset;
	}

	/** Where a planned key stood for the second time in one object, or -1. */
	get duplicateOffset(): number {
		return this.#duplicateOffset;
	}

	/**
	 * Scans `bytes[start, end)` as one JSON text and fills {@link captures}.
	 *
	 * @param strings where the text's strings begin and end, if that is known and all of them are valid: WebAssembly then walks over the text
	 * where it is written as most are, and the walk here hops over the strings, with the same result.
	 */
	scan(bytes: Uint8Array, start: number, end: number, plan: FieldPlan, strings?: LineStrings): ScanOutcome {
		this.#errorOffset = -1;
		this.#duplicateOffset = -1;
		if (strings !== undefined) {
			const { walk } = strings;
			const count = walk.walk(plan, start, end, strings.next);
			if (count >= 0) {
				strings.next = walk.nextQuote();
				this.captures.show(walk.captures, count);
				return 'object';
			}
		}
		this.#bytes = bytes;
		this.#end = end;
		this.#quotes = strings === undefined ? noQuotes : strings.quotes;
		this.#nextQuote = strings === undefined ? 0 : strings.next;
		this.captures.clear();
		const first = skipSpace(bytes, start, end);
		if (first === end) return 'blank';
		const isObject = bytes[first] === Byte.openBrace;
		let at = isObject ? this.#plannedObject(first, plan, -1) : this.#skipValue(first);
		if (at >= 0) {
			if (strings !== undefined) strings.next = this.#nextQuote;
			at = skipSpace(bytes, at, end);
			if (at === end) return isObject ? 'object' : 'other';
			at = ~at;
		}
		// The walk may take what stands behind the end for another element; but nothing ends there, so that it comes to say so.
		this.#errorOffset = Math.min(~at, end);
		return 'invalid';
	}

	/** A value that a plan wants: captured, and descended into where the plan goes on. */
	#plannedValue(start: number, plan: FieldPlan, item: number): number {
		const byte = start < this.#end ? this.#bytes[start] : undefined;
		let at: number;
		let count = 0;
		if (byte === Byte.openBrace && plan.keys.length > 0) at = this.#plannedObject(start, plan, item);
		else if (byte === Byte.openBracket) {
			at = this.#plannedArray(start, plan.items);
			count = this.#count;
		} else at = this.#skipValue(start);
		if (at >= 0 && plan.slot >= 0) this.captures.push(plan.slot, kindOf(this.#bytes, start), start, at, count, item);
		return at;
	}

	#plannedObject(start: number, plan: FieldPlan, item: number): number {
		const bytes = this.#bytes;
		const end = this.#end;
		const mark = this.captures.length;
		/** Bits of the planned keys that were there. */
		let seen = 0;
		let at = skipSpace(bytes, start + 1, end);
		if (at < end && bytes[at] === Byte.closeBrace) return at + 1;
		for (;;) {
			const keyStart = at;
			at = this.#skipKey(keyStart);
			if (at < 0) return at;
			const key = findKey(plan, bytes, keyStart + 1, this.#keyEnd);
			if (key === undefined) at = this.#skipValue(at);
			else {
				// Of a duplicate key the last value counts, as in Python and JavaScript.
				const { firstSlot, lastSlot } = key.plan;
				if ((seen & key.bit) !== 0 && this.captures.retract(mark, firstSlot, lastSlot)) this.#duplicateOffset = keyStart;
				seen |= key.bit;
				at = this.#plannedValue(at, key.plan, item);
			}
			if (at < 0) return at;
			at = skipSpace(bytes, at, end);
			if (at >= end) return ~end;
			if (bytes[at] === Byte.closeBrace) return at + 1;
			if (bytes[at] !== Byte.comma) return ~at;
			at = skipSpace(bytes, at + 1, end);
		}
	}

	/** Leaves the number of elements in `#count`. */
	#plannedArray(start: number, items: FieldPlan | undefined): number {
		const bytes = this.#bytes;
		const end = this.#end;
		let count = 0;
		let at = skipSpace(bytes, start + 1, end);
		if (at < end && bytes[at] === Byte.closeBracket) at++;
		else {
			for (;;) {
				at = items === undefined ? this.#skipValue(at) : this.#plannedValue(at, items, count);
				if (at < 0) return at;
				count++;
				at = skipSpace(bytes, at, end);
				if (at >= end) return ~end;
				if (bytes[at] === Byte.closeBracket) break;
				if (bytes[at] !== Byte.comma) return ~at;
				at = skipSpace(bytes, at + 1, end);
			}
			at++;
		}
		this.#count = count;
		return at;
	}

	/** A key, its colon and the space behind it. */
	#skipKey(at: number): number {
		const bytes = this.#bytes;
		if (at >= this.#end || bytes[at] !== Byte.quote) return ~Math.min(at, this.#end);
		at = this.#skipString(at);
		if (at < 0) return at;
		this.#keyEnd = at - 1;
		at = skipSpace(bytes, at, this.#end);
		if (at >= this.#end || bytes[at] !== Byte.colon) return ~at;
		return skipSpace(bytes, at + 1, this.#end);
	}

	/** A string, from its opening quote. */
	#skipString(at: number): number {
		const quotes = this.#quotes;
		if (quotes.length === 0) return skipString(this.#bytes, at, this.#end);
		// Outside strings no valid text has a backslash, so that the walk has come past every quote before this one.
		const close = quotes[this.#nextQuote + 1]!;
		if (close >= this.#end) return ~this.#end; // A quote of a later line, if any.
		this.#nextQuote += 2;
		return close + 1;
	}

	/**
	 * One value of any depth, walked without recursion: in one loop, and with all of its state in variables, as a token takes 4 ns then and 9 ns
	 * with functions for each kind. `| 0` has them kept as plain integers.
	 */
	#skipValue(start: number): number {
		const bytes = this.#bytes;
		const end = this.#end;
		const quotes = this.#quotes;
		let nextQuote = this.#nextQuote | 0;
		let open = this.#open;
		let depth = 0;
		/** The byte that closes the innermost container. */
		let close = 0;
		let isKey = false;
		let at = start | 0;
		for (;;) {
			const byte = bytes[at]!;
			if (byte === Byte.quote) {
				if (quotes.length === 0) {
					at = skipString(bytes, at, end) | 0;
					if (at < 0) return at;
				} else {
					at = quotes[nextQuote + 1]! + 1;
					if (at > end) return ~end;
					nextQuote += 2;
				}
				if (isKey) {
					at = skipSpace(bytes, at, end) | 0;
					if (at >= end || bytes[at] !== Byte.colon) return ~at;
					at = skipSpace(bytes, at + 1, end) | 0;
					isKey = false;
					continue;
				}
			} else if (isKey) return ~at;
			else if (byte === Byte.openBrace || byte === Byte.openBracket) {
				at = skipSpace(bytes, at + 1, end) | 0;
				const closer = byte + 2; // In ASCII a closing bracket stands two behind its opening one.
				if (at < end && bytes[at] === closer) at++;
				else {
					close = closer;
					isKey = close === Byte.closeBrace;
					if (++depth === open.length) open = this.#growStack();
					open[depth] = close;
					continue;
				}
			} else if (isLoneDigit(bytes, at)) at++;
			else {
				at = skipScalar(bytes, at, end) | 0;
				if (at < 0) return at;
			}
			// A value has ended: close the containers that end with it, or go on to the next element.
			for (;;) {
				if (depth === 0) {
					this.#nextQuote = nextQuote;
					return at;
				}
				at = skipSpace(bytes, at, end) | 0;
				if (at >= end) return ~end;
				const next = bytes[at]!;
				if (next === Byte.comma) break;
				if (next !== close) return ~at;
				at++;
				close = open[--depth]!;
			}
			at = skipSpace(bytes, at + 1, end) | 0;
			isKey = close === Byte.closeBrace;
		}
	}

	#growStack(): Uint8Array<ArrayBuffer> {
		const larger = new Uint8Array(this.#open.length * 2);
		larger.set(this.#open);
		this.#open = larger;
		return larger;
	}
}

const noQuotes = new Int32Array(0);
