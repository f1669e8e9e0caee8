import { type ColumnMaker, makeColumn } from './columnMaker.ts';

/** Columns of numbers, each as narrow as its values allow: most counts fit into a byte, fractions and large numbers take eight. */
export type NumberColumn = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** From the narrowest on. A 64-bit float holds every value there is. */
const kinds = [Uint8Array, Uint16Array, Uint32Array, Float64Array] as const;

/** The narrowest column that `value` fits into, with room for `length` values. */
function columnFor(value: number, length: number, make = makeColumn): NumberColumn {
	const isCount = Number.isInteger(value) && value >= 0;
	const kind = !isCount ? 3 : value < 2 ** 8 ? 0 : value < 2 ** 16 ? 1 : value < 2 ** 32 ? 2 : 3;
	return make<NumberColumn>(kinds[kind], length);
}

/** A column as wide as another. */
function emptyLike({ BYTES_PER_ELEMENT: width }: NumberColumn, length: number, make = makeColumn): NumberColumn {
	const kind = kinds.find(({ BYTES_PER_ELEMENT }) => BYTES_PER_ELEMENT === width)!;
	return make<NumberColumn>(kind, length);
}

/** The wider of two columns' kinds. */
function widerKind(left: NumberColumn, right: NumberColumn): NumberColumn {
	return left.BYTES_PER_ELEMENT >= right.BYTES_PER_ELEMENT ? left : right;
}

/** A column that is being filled. It widens at the first value that needs it. */
export class ColumnBuilder {
	#values: NumberColumn;
	#length = 0;
	readonly #make: ColumnMaker;

	/** @param capacity values to make room for at the start. Memory that is not written to costs nothing on the systems of today. */
	constructor(capacity = 64, make = makeColumn) {
		this.#values = columnFor(0, Math.max(1, capacity), make);
		this.#make = make;
	}

	push(value: number): void {
		if (this.#length === this.#values.length) this.#move(emptyLike(this.#values, this.#values.length * 2, this.#make));
		this.#values[this.#length] = value;
		// What does not come back as it went in needs a wider column; NaN never does.
		if (this.#values[this.#length] !== value && this.#values.BYTES_PER_ELEMENT < 8) {
			this.#move(columnFor(value, this.#values.length, this.#make));
			this.#values[this.#length] = value;
		}
		this.#length++;
	}

	/** Pushes the values of a column, at once. */
	append(values: NumberColumn): void {
		const length = this.#length + values.length;
		const isWider = values.BYTES_PER_ELEMENT > this.#values.BYTES_PER_ELEMENT;
		if (isWider || length > this.#values.length) {
			const capacity = length > this.#values.length ? Math.max(length, this.#values.length * 2) : this.#values.length;
			this.#move(emptyLike(isWider ? values : this.#values, capacity, this.#make));
		}
		this.#values.set(values, this.#length);
		this.#length = length;
	}

	/** The values so far, without a copy; what is pushed afterwards does not change them. */
	finish(): NumberColumn {
		return this.#values.subarray(0, this.#length);
	}

	#move(target: NumberColumn): void {
		target.set(this.#values.subarray(0, this.#length));
		this.#values = target;
	}
}

/** Columns one after the other, as wide as the widest. */
export function concatColumns(columns: readonly NumberColumn[]): NumberColumn {
	const length = columns.reduce((sum, column) => sum + column.length, 0);
	const widest = columns.reduce(widerKind, new Uint8Array(0));
	const joined = emptyLike(widest, length);
	let at = 0;
	for (const column of columns) {
		joined.set(column, at);
		at += column.length;
	}
	return joined;
}

/** The sums of a column's values by group, as narrow as they allow. @param groups of each value; a negative group is none. */
export function sumByGroup(values: NumberColumn, groups: Int32Array, groupCount: number): NumberColumn {
	const sums = new Float64Array(groupCount);
	for (let index = 0; index < values.length; index++) {
		const group = groups[index]!;
		if (group >= 0) sums[group]! += values[index]!;
	}
	return narrowed(sums);
}

/** The same values in the narrowest column that holds them all. */
export function narrowed(values: NumberColumn): NumberColumn {
	let largest = 0;
	for (const value of values) {
		if (!Number.isInteger(value) || value < 0) return values;
		if (value > largest) largest = value;
	}
	const column = columnFor(largest, values.length);
	if (column.BYTES_PER_ELEMENT >= values.BYTES_PER_ELEMENT) return values;
	column.set(values);
	return column;
}

/** A copy with some values replaced, widened where they need it. */
export function withValues(column: NumberColumn, replaced: ReadonlyMap<number, number>): NumberColumn {
	const widest = [...replaced.values()].reduce<NumberColumn>((soFar, value) => widerKind(soFar, columnFor(value, 0)), column);
	const copy = concatColumns([column, widest.subarray(0, 0)]);
	for (const [index, value] of replaced) copy[index] = value;
	return copy;
}
