import { Byte } from '../json/jsonTokens.ts';

/**
 * A column of texts in one buffer: 5 bytes and one for each letter that tells an id from the others, where a string of its own takes 30 at
 * least. Columns of the same texts are the same, however they were put together, but for slices of others.
 */
export interface TextColumn {
	/** Something that all texts begin with: of `train/0`, `train/1` … it is `train/`. */
	readonly prefix: string;
	/**
	 * UTF-16 units of what is behind the prefix, of each text with a unit before it, so that a text without any is told from none. In bytes,
	 * if all are Latin-1.
	 */
	readonly units: Uint8Array | Uint16Array;
	/** Where each text ends. */
	readonly ends: Uint32Array;
}

/** Where the units of the text at an index start, behind the one that tells it from none: where there is none, they end before they start. */
export function startOf({ ends }: TextColumn, index: number): number {
	return (index === 0 ? 0 : ends[index - 1]!) + 1;
}

/** Whether the text at an index is this one. Units are compared, so that no text is made: 10⁷ texts are looked through in a tenth of a second. */
export function isTextAt(column: TextColumn, index: number, text: string): boolean {
	const { prefix, units, ends } = column;
	const start = startOf(column, index);
	if (prefix.length + ends[index]! - start !== text.length) return false;
	let at = prefix.length;
	while (at < text.length && units[start + at - prefix.length] === text.charCodeAt(at)) at++;
	return at === text.length && text.startsWith(prefix);
}

/** The text at an index, or `null` where there is none. */
export function textAt(column: TextColumn, index: number): string | null {
	const start = startOf(column, index);
	const end = column.ends[index]!;
	if (start > end) return null;
	let text = column.prefix;
	for (let at = start; at < end; at += longestCall) {
		text += String.fromCharCode(...column.units.subarray(at, Math.min(at + longestCall, end)));
	}
	return text;
}

/** A call takes no more arguments than the stack has room for. */
const longestCall = 4096;

/** In units. */
const longestPrefix = 64;

export class TextColumnBuilder {
	/** `undefined` until there is a text. */
	#prefix: string | undefined;
	#units: TextColumn['units'] = new Uint8Array(1024);
	#length = 0;
	#ends: Uint32Array;
	#count = 0;

	constructor(capacity = 64) {
		this.#ends = new Uint32Array(Math.max(1, capacity));
	}

	push(text: string | null): void {
		if (text !== null) {
			this.#shorten(text);
			this.#append(text.slice(this.#prefix!.length));
		}
		this.#makeRows(this.#count + 1);
		this.#ends[this.#count++] = this.#length;
	}

	/** Pushes what is written there, where it is ASCII without escapes and begins as all do. @returns whether it is; otherwise nothing is pushed. */
	pushAscii(bytes: Uint8Array, start: number, end: number): boolean {
		const prefix = this.#prefix;
		if (prefix === undefined || end - start < prefix.length) return false;
		const startOfRest = start + prefix.length;
		const from = this.#length + 1;
		this.#makeRoom(from + end - startOfRest, false);
		for (let at = start; at < end; at++) {
			const byte = bytes[at]!;
			if (byte >= 0x80 || byte === Byte.backslash) return false;
			if (at >= startOfRest) this.#units[from + at - startOfRest] = byte;
			else if (byte !== prefix.charCodeAt(at - start)) return false;
		}
		this.#length = from + end - startOfRest;
		this.#makeRows(this.#count + 1);
		this.#ends[this.#count++] = this.#length;
		return true;
	}

	/** Pushes the texts of a column, at once. */
	append(column: TextColumn): void {
		if (column.units.length > 0) this.#shorten(column.prefix);
		const { units, ends } = withPrefix(column, this.#prefix ?? '');
		this.#makeRoom(this.#length + units.length, units instanceof Uint16Array);
		this.#units.set(units, this.#length);
		this.#makeRows(this.#count + ends.length);
		for (let at = 0; at < ends.length; at++) this.#ends[this.#count + at] = this.#length + ends[at]!;
		this.#count += ends.length;
		this.#length += units.length;
	}

	finish(): TextColumn {
		return {
			prefix: this.#prefix ?? '',
			units: this.#units.subarray(0, this.#length),
			ends: this.#ends.subarray(0, this.#count),
		};
	}

	/** Makes the prefix one that a text to come has, too. Where it gets shorter, which it seldom does, all texts are written anew. */
	#shorten(text: string): void {
		if (this.#prefix !== undefined && text.startsWith(this.#prefix)) return;
		const prefix = sharedPrefix(this.#prefix ?? text, text);
		if (prefix.length < (this.#prefix?.length ?? 0)) {
			const { units, ends } = withPrefix(this.finish(), prefix);
			[this.#units, this.#length] = [units, units.length];
			this.#ends = new Uint32Array(this.#ends.length);
			this.#ends.set(ends);
		}
		this.#prefix = prefix;
	}

	#append(text: string): void {
		const start = this.#length + 1;
		const end = start + text.length;
		this.#makeRoom(end, false);
		for (let index = 0; index < text.length; index++) {
			const unit = text.charCodeAt(index);
			if (unit >= 2 ** 8) this.#makeRoom(end, true);
			this.#units[start + index] = unit;
		}
		this.#length = end;
	}

	/** @param isWide whether units come that are wider than a byte. */
	#makeRoom(units: number, isWide: boolean): void {
		const mustWiden = isWide && this.#units instanceof Uint8Array;
		if (units <= this.#units.length && !mustWiden) return;
		const capacity = units > this.#units.length ? Math.max(units, this.#units.length * 2) : this.#units.length;
		const Units = isWide || this.#units instanceof Uint16Array ? Uint16Array : Uint8Array;
		const larger = new Units(capacity);
		// What was written so far of the text that widens it, too.
		larger.set(this.#units.subarray(0, Math.min(units, capacity)));
		this.#units = larger;
	}

	#makeRows(rows: number): void {
		if (rows <= this.#ends.length) return;
		const larger = new Uint32Array(Math.max(rows, this.#ends.length * 2));
		larger.set(this.#ends.subarray(0, this.#count));
		this.#ends = larger;
	}
}

/**
 * A beginning of both, as long as a power of two, or half as long again, or empty: the longest one of all texts is the same in whatever order
 * they come, and it gets shorter twelve times at most.
 */
function sharedPrefix(left: string, right: string): string {
	let length = 0;
	while (length < Math.min(left.length, longestPrefix) && left[length] === right[length]) length++;
	return left.slice(0, length & (0b11 << Math.max(0, 30 - Math.clz32(length))));
}

/** The same texts with a prefix that is the beginning of theirs: the rest of that is in the units then. */
function withPrefix(column: TextColumn, prefix: string): TextColumn {
	const rest = Array.from({ length: column.prefix.length - prefix.length }, (_, at) =>
		column.prefix.charCodeAt(prefix.length + at),
	);
	if (rest.length === 0 || column.units.length === 0) return column;
	const { units, ends } = column;
	const isWide = units instanceof Uint16Array || rest.some((unit) => unit >= 2 ** 8);
	const longer = new (isWide ? Uint16Array : Uint8Array)(units.length + Math.min(units.length, ends.length) * rest.length);
	const longerEnds = new Uint32Array(ends.length);
	let length = 0;
	for (let index = 0; index < ends.length; index++) {
		const start = startOf(column, index);
		const end = ends[index]!;
		if (start <= end) {
			longer.set(rest, length + 1);
			length += 1 + rest.length;
			for (let at = start; at < end; at++) longer[length++] = units[at]!;
		}
		longerEnds[index] = length;
	}
	return { prefix, units: longer.subarray(0, length), ends: longerEnds };
}

/** The texts `[start, end)`. */
export function sliceTexts({ prefix, units, ends }: TextColumn, start: number, end: number): TextColumn {
	const first = start === 0 ? 0 : ends[start - 1]!;
	const last = end === 0 ? 0 : ends[end - 1]!;
	// Moved by a loop: `map` takes ten times as long.
	const ofSlice = first === 0 ? ends.subarray(start, end) : ends.slice(start, end);
	if (first > 0) for (let at = 0; at < ofSlice.length; at++) ofSlice[at]! -= first;
	return { prefix, units: units.subarray(first, Math.max(first, last)), ends: ofSlice };
}
