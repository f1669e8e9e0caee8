import { Byte } from '../json/jsonTokens.ts';

/** A column of texts in one buffer: 5 bytes and one for each letter of ids as they mostly are, where a string of its own takes 30 at least. */
export interface TextColumn {
	/** UTF-16 units of all texts, each text with a unit before it, so that an empty text is told from none. In bytes, if all are Latin-1. */
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
	const start = startOf(column, index);
	if (column.ends[index]! - start !== text.length) return false;
	let at = 0;
	while (at < text.length && column.units[start + at] === text.charCodeAt(at)) at++;
	return at === text.length;
}

/** The text at an index, or `null` where there is none. */
export function textAt(column: TextColumn, index: number): string | null {
	const start = startOf(column, index);
	const end = column.ends[index]!;
	if (start > end) return null;
	let text = '';
	for (let at = start; at < end; at += longestCall) {
		text += String.fromCharCode(...column.units.subarray(at, Math.min(at + longestCall, end)));
	}
	return text;
}

/** A call takes no more arguments than the stack has room for. */
const longestCall = 4096;

export class TextColumnBuilder {
	#units: TextColumn['units'] = new Uint8Array(1024);
	#length = 0;
	#ends: Uint32Array;
	#count = 0;

	constructor(capacity = 64) {
		this.#ends = new Uint32Array(Math.max(1, capacity));
	}

	push(text: string | null): void {
		if (text !== null) this.#append(text);
		this.#makeRows(this.#count + 1);
		this.#ends[this.#count++] = this.#length;
	}

	/** Pushes what is written there, where it is ASCII without escapes. @returns whether it is; otherwise nothing is pushed. */
	pushAscii(bytes: Uint8Array, start: number, end: number): boolean {
		const from = this.#length + 1;
		this.#makeRoom(from + end - start, false);
		for (let at = start; at < end; at++) {
			const byte = bytes[at]!;
			if (byte >= 0x80 || byte === Byte.backslash) return false;
			this.#units[from + at - start] = byte;
		}
		this.#length = from + end - start;
		this.#makeRows(this.#count + 1);
		this.#ends[this.#count++] = this.#length;
		return true;
	}

	/** Pushes the texts of a column, at once. */
	append({ units, ends }: TextColumn): void {
		this.#makeRoom(this.#length + units.length, units instanceof Uint16Array);
		this.#units.set(units, this.#length);
		this.#makeRows(this.#count + ends.length);
		for (const end of ends) this.#ends[this.#count++] = this.#length + end;
		this.#length += units.length;
	}

	finish(): TextColumn {
		return { units: this.#units.subarray(0, this.#length), ends: this.#ends.subarray(0, this.#count) };
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

/** The texts `[start, end)`. */
export function sliceTexts({ units, ends }: TextColumn, start: number, end: number): TextColumn {
	const first = start === 0 ? 0 : ends[start - 1]!;
	const last = end === 0 ? 0 : ends[end - 1]!;
	return { units: units.subarray(first, Math.max(first, last)), ends: ends.subarray(start, end).map((offset) => offset - first) };
}
