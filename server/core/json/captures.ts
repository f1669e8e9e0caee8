/** What one scan of a line captured: spans of the fields in use, kept in columns that are reused from line to line. */
import { Byte } from './jsonTokens.ts';

/** JSON kinds as the scanner tells them apart. `nonFinite` is a bare NaN, Infinity or -Infinity, which Python's json writes. */
export const JsonKind = { null: 0, false: 1, true: 2, number: 3, nonFinite: 4, string: 5, object: 6, array: 7 } as const;
export type JsonKind = (typeof JsonKind)[keyof typeof JsonKind];

/** How a kind is named to people. */
export const jsonKindNames = ['null', 'false', 'true', 'a number', 'NaN or Infinity', 'a string', 'an object', 'a list'] as const;

/** The kind of a valid value, told by its first byte. */
export function kindOf(bytes: Uint8Array, start: number): JsonKind {
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

/** Captured spans in the order in which their values end. Offsets are bytes in the scanned buffer; `end` is exclusive. */
export class Captures {
	#own = new Int32Array(6 * 64);
	/** Six numbers each. Those of another are only looked at. */
	#columns: Int32Array = this.#own;
	#length = 0;

	get length(): number {
		return this.#length;
	}

	slot(index: number): number {
		return this.#columns[index * 6]!;
	}

	kind(index: number): JsonKind {
		return this.#columns[index * 6 + 1]! as JsonKind;
	}

	start(index: number): number {
		return this.#columns[index * 6 + 2]!;
	}

	end(index: number): number {
		return this.#columns[index * 6 + 3]!;
	}

	/** Number of elements, when the value is an array. */
	count(index: number): number {
		return this.#columns[index * 6 + 4]!;
	}

	/** Index of the enclosing array's element, or -1 outside arrays. */
	item(index: number): number {
		return this.#columns[index * 6 + 5]!;
	}

	/** Index of the only capture of a slot, or -1. */
	find(slot: number): number {
		for (let index = 0; index < this.#length; index++) if (this.slot(index) === slot) return index;
		return -1;
	}

	clear(): void {
		this.#columns = this.#own;
		this.#length = 0;
	}

	/** Shows what another captured, until the next scan: six numbers each, those of {@link push}. */
	show(columns: Int32Array, length: number): void {
		this.#columns = columns;
		this.#length = length;
	}

	push(slot: number, kind: JsonKind, start: number, end: number, count: number, item: number): void {
		const at = this.#length * 6;
		if (at === this.#columns.length) {
			const larger = new Int32Array(this.#columns.length * 2);
			larger.set(this.#columns);
			this.#own = larger;
			this.#columns = larger;
		}
		const columns = this.#columns;
		columns[at] = slot;
		columns[at + 1] = kind;
		columns[at + 2] = start;
		columns[at + 3] = end;
		columns[at + 4] = count;
		columns[at + 5] = item;
		this.#length++;
	}

	/**
	 * Takes back the captures from `mark` on whose slot lies in the range: of a duplicate key the last value counts, as in Python and
	 * JavaScript.
	 *
	 * @returns whether anything was taken back.
	 */
	retract(mark: number, firstSlot: number, lastSlot: number): boolean {
		let kept = mark;
		for (let index = mark; index < this.#length; index++) {
			const slot = this.slot(index);
			if (slot >= firstSlot && slot <= lastSlot) continue;
			if (kept !== index) this.#columns.copyWithin(kept * 6, index * 6, index * 6 + 6);
			kept++;
		}
		const retracted = kept < this.#length;
		this.#length = kept;
		return retracted;
	}
}
