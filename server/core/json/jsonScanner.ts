/**
 * One pass over the bytes of one JSON text: validates it exactly as `JSON.parse` does (plus bare NaN and Infinity, which Python's json
 * writes), and captures the spans of the fields that a plan names. Nothing is decoded and nothing is allocated per value; nesting is
 * walked with an explicit stack, so that depth is bounded by memory only.
 */
import { Captures, JsonKind } from './captures.ts';
import type { FieldPlan } from './fieldPlan.ts';
import { Byte, skipScalar, skipSpace, skipString } from './jsonTokens.ts';
import type { LineStrings } from './lineStrings.ts';

/** `object` and `other` are valid JSON; `blank` is white space only; `invalid` comes with {@link JsonScanner.errorOffset}. */
export type ScanOutcome = 'object' | 'other' | 'blank' | 'invalid';

/** Methods that read return the offset behind what they read, or the complement of where it breaks (see jsonTokens.ts). */
export class JsonScanner {
	readonly captures = new Captures();
	readonly #decoder = new TextDecoder();
	#bytes: Uint8Array = new Uint8Array(0);
	#end = 0;
	#strings: LineStrings | undefined;
	/** Offset of the closing quote of the key read last. */
	#keyEnd = 0;
	/** Number of elements of the array captured last. */
	#count = 0;
	#errorOffset = -1;
	#duplicateOffset = -1;
	/** Containers that are open during a skip, each by the byte that closes it. */
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
	 * @param strings where the text's strings begin and end, if that is known and all of them are valid: the walk then hops over them,
	 * with the same result.
	 */
	scan(bytes: Uint8Array, start: number, end: number, plan: FieldPlan, strings?: LineStrings): ScanOutcome {
		this.#bytes = bytes;
		this.#end = end;
		this.#strings = strings;
		this.#errorOffset = -1;
		this.#duplicateOffset = -1;
		this.captures.clear();
		const first = skipSpace(bytes, start, end);
		if (first === end) return 'blank';
		const isObject = bytes[first] === Byte.openBrace;
		let at = isObject ? this.#plannedObject(first, plan, -1) : this.#skipValue(first);
		if (at >= 0) {
			at = skipSpace(bytes, at, end);
			if (at === end) return isObject ? 'object' : 'other';
			at = ~at;
		}
		this.#errorOffset = ~at;
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
		let at = skipSpace(bytes, start + 1, end);
		if (at < end && bytes[at] === Byte.closeBrace) return at + 1;
		for (;;) {
			const keyStart = at;
			at = this.#skipKey(keyStart);
			if (at < 0) return at;
			const wanted = this.#planOfKey(plan, keyStart + 1, this.#keyEnd);
			if (wanted === undefined) at = at < end && bytes[at] === Byte.quote ? this.#skipString(at) : this.#skipValue(at);
			else {
				// Of a duplicate key the last value counts, as in Python and JavaScript.
				if (this.captures.retract(mark, wanted.firstSlot, wanted.lastSlot)) this.#duplicateOffset = keyStart;
				at = this.#plannedValue(at, wanted, item);
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
		const strings = this.#strings;
		if (strings === undefined) return skipString(this.#bytes, at, this.#end);
		// Outside strings no valid text has a backslash, so that the walk has come past every quote before this one.
		const close = strings.quotes[strings.next + 1]!;
		if (close >= this.#end) return ~this.#end; // A quote of a later line, if any.
		strings.next += 2;
		return close + 1;
	}

	#planOfKey(plan: FieldPlan, start: number, end: number): FieldPlan | undefined {
		const bytes = this.#bytes;
		candidates: for (const key of plan.keys) {
			if (key.utf8.length !== end - start) continue;
			for (let index = 0; index < key.utf8.length; index++) if (bytes[start + index] !== key.utf8[index]) continue candidates;
			return key.plan;
		}
		// "\u0072eward" is the key `reward` too; escapes in keys are rare, so decoding is affordable.
		for (let at = start; at < end; at++) {
			if (bytes[at] !== Byte.backslash) continue;
			const text: unknown = JSON.parse(this.#decoder.decode(bytes.subarray(start - 1, end + 1)));
			return plan.keys.find((key) => key.text === text)?.plan;
		}
		return undefined;
	}

	/** One value of any depth, walked without recursion. */
	#skipValue(at: number): number {
		const bytes = this.#bytes;
		const end = this.#end;
		let depth = 0;
		for (;;) {
			const byte = at < end ? bytes[at]! : 0;
			if (byte === Byte.openBrace || byte === Byte.openBracket) {
				const close = byte + 2; // In ASCII a closing bracket stands two behind its opening one.
				at = skipSpace(bytes, at + 1, end);
				if (at < end && bytes[at] === close) at++;
				else {
					if (depth === this.#open.length) this.#growStack();
					this.#open[depth++] = close;
					if (close === Byte.closeBrace) at = this.#skipKey(at);
					if (at < 0) return at;
					continue;
				}
			} else {
				at = byte === Byte.quote ? this.#skipString(at) : skipScalar(bytes, at, end);
				if (at < 0) return at;
			}
			// A value has ended: close the containers that end with it, or go on to the next element.
			for (;;) {
				if (depth === 0) return at;
				at = skipSpace(bytes, at, end);
				if (at >= end) return ~end;
				const close = this.#open[depth - 1]!;
				if (bytes[at] === close) {
					at++;
					depth--;
					continue;
				}
				if (bytes[at] !== Byte.comma) return ~at;
				at = skipSpace(bytes, at + 1, end);
				if (close === Byte.closeBrace) at = this.#skipKey(at);
				if (at < 0) return at;
				break;
			}
		}
	}

	#growStack(): void {
		const larger = new Uint8Array(this.#open.length * 2);
		larger.set(this.#open);
		this.#open = larger;
	}
}

/** The kind of a valid value, told by its first byte. */
function kindOf(bytes: Uint8Array, start: number): JsonKind {
	switch (bytes[start]) {
		case Byte.quote:
			return JsonKind.string;
		case Byte.openBrace:
			return JsonKind.object;
		case Byte.openBracket:
			return JsonKind.array;
		case 0x74:
			return JsonKind.true;
		case 0x66:
			return JsonKind.false;
		case 0x6e:
			return JsonKind.null;
		case 0x4e:
		case 0x49:
			return JsonKind.nonFinite;
		case Byte.minus:
			return bytes[start + 1] === 0x49 ? JsonKind.nonFinite : JsonKind.number;
		default:
			return JsonKind.number;
	}
}
