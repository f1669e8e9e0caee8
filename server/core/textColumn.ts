/** A column of texts in one buffer: 10 bytes and two for each UTF-16 unit, where a string of its own takes 30 at least. */
export interface TextColumn {
	/** UTF-16 units of all texts, each text with a unit before it, so that an empty text is told from none. */
	readonly units: Uint16Array;
	/** Where each text ends. */
	readonly ends: Uint32Array;
}

/** The text at an index, or `null` where there is none. */
export function textAt({ units, ends }: TextColumn, index: number): string | null {
	const start = index === 0 ? 0 : ends[index - 1]!;
	const end = ends[index]!;
	if (start === end) return null;
	let text = '';
	for (let at = start + 1; at < end; at += longestCall) {
		text += String.fromCharCode(...units.subarray(at, Math.min(at + longestCall, end)));
	}
	return text;
}

/** A call takes no more arguments than the stack has room for. */
const longestCall = 4096;

export class TextColumnBuilder {
	#units = new Uint16Array(1024);
	#length = 0;
	#ends: Uint32Array;
	#count = 0;

	constructor(capacity = 64) {
		this.#ends = new Uint32Array(Math.max(1, capacity));
	}

	push(text: string | null): void {
		if (text !== null) this.#append(text);
		if (this.#count === this.#ends.length) {
			const larger = new Uint32Array(this.#count * 2);
			larger.set(this.#ends);
			this.#ends = larger;
		}
		this.#ends[this.#count++] = this.#length;
	}

	finish(): TextColumn {
		return { units: this.#units.subarray(0, this.#length), ends: this.#ends.subarray(0, this.#count) };
	}

	#append(text: string): void {
		const end = this.#length + 1 + text.length;
		if (end > this.#units.length) {
			const larger = new Uint16Array(Math.max(end, this.#units.length * 2));
			larger.set(this.#units.subarray(0, this.#length));
			this.#units = larger;
		}
		for (let index = 0; index < text.length; index++) this.#units[this.#length + 1 + index] = text.charCodeAt(index);
		this.#length = end;
	}
}

export function concatTexts(columns: readonly TextColumn[]): TextColumn {
	const units = new Uint16Array(columns.reduce((sum, column) => sum + column.units.length, 0));
	const ends = new Uint32Array(columns.reduce((sum, column) => sum + column.ends.length, 0));
	let unit = 0;
	let row = 0;
	for (const column of columns) {
		units.set(column.units, unit);
		for (const end of column.ends) ends[row++] = unit + end;
		unit += column.units.length;
	}
	return { units, ends };
}

/** The texts `[start, end)`. */
export function sliceTexts({ units, ends }: TextColumn, start: number, end: number): TextColumn {
	const first = start === 0 ? 0 : ends[start - 1]!;
	const last = end === 0 ? 0 : ends[end - 1]!;
	return { units: units.subarray(first, Math.max(first, last)), ends: ends.subarray(start, end).map((offset) => offset - first) };
}
