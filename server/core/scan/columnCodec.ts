/**
 * Data with columns in it as bytes that outlive the process: a header, a description in JSON, and the columns as they lie in memory, so that
 * nothing is done for each of their values. A column that repeats one value, as that of the rollouts mostly does, is kept as that value.
 * Made for this kind of machine and this version alone; anything else reads as nothing.
 */
import { hashBytes } from '../../../shared/hash.ts';
import { isJsonObject } from '../json/fieldPath.ts';

/** "InSP" as a 32-bit number in the byte order of this machine: on a machine with the other order it reads as something else. */
const magic = 0x496e5350;
/** Raised whenever what is encoded, or what is made of the same bytes of a file, changes. */
const codecVersion = 8;
/** Bytes: magic, version, stamp (8), length of the whole (8), length of the description (8). */
const headerLength = 32;

const arrayKinds = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const;
type Column = InstanceType<(typeof arrayKinds)[keyof typeof arrayKinds]>;

/** A column in the description: the keys that lead to it, its kind, where it lies behind the description, values that lie there, those it has. */
type Placed = readonly [path: readonly string[], kind: keyof typeof arrayKinds, offset: number, stored: number, length: number];

interface Description {
	readonly label: string;
	/** Without its columns. */
	readonly data: Readonly<Record<string, unknown>>;
	readonly columns: readonly Placed[];
}

/**
 * @param data an object of what JSON knows and of columns, which may stand in objects in it, but not in arrays.
 * @param label what {@link decodeColumns} has to be asked for: what the data is of, and under what conditions it holds.
 */
export function encodeColumns(data: object, label: string): Uint8Array {
	const placed: Placed[] = [];
	const columns: Column[] = [];
	let columnBytes = 0;
	const withoutColumns = (value: unknown, path: readonly string[]): unknown => {
		if (!isJsonObject(value)) return value;
		if (!isColumn(value)) {
			return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutColumns(inner, [...path, key])]));
		}
		const stored = isConstant(value) ? value.subarray(0, 1) : value;
		placed.push([path, kindOf(value), columnBytes, stored.length, value.length]);
		columns.push(stored);
		columnBytes += aligned(stored.byteLength);
		return undefined;
	};
	const description = { label, data: withoutColumns(data, []), columns: placed };
	const text = new TextEncoder().encode(JSON.stringify(description));
	const columnStart = headerLength + aligned(text.length);
	const bytes = new Uint8Array(columnStart + columnBytes);
	new Uint32Array(bytes.buffer, 0, 2).set([magic, codecVersion]);
	new Float64Array(bytes.buffer, 16, 2).set([bytes.length, text.length]);
	bytes.set(text, headerLength);
	for (const [index, { buffer, byteOffset, byteLength }] of columns.entries())
		bytes.set(new Uint8Array(buffer, byteOffset, byteLength), columnStart + placed[index]![2]);
	new Float64Array(bytes.buffer, 8, 1)[0] = hashBytes(bytes, 16, bytes.length);
	return bytes;
}

/** What tells data that was encoded from other data, and from the same under another label. @param bytes that {@link decodeColumns} takes. */
export function stampOf({ buffer, byteOffset }: Uint8Array): number {
	return new Float64Array(buffer, byteOffset + 8, 1)[0]!;
}

/**
 * @param bytes as {@link encodeColumns} made them, of this version or another, or none of its. The columns are views of them, but for those of one value.
 * @returns `undefined` unless they were made by this version, under this label.
 */
export function decodeColumns(bytes: Uint8Array, label: string): unknown {
	const { buffer, byteOffset } = bytes;
	if (bytes.length < headerLength || byteOffset % 8 !== 0) return undefined;
	const [foundMagic, foundVersion] = new Uint32Array(buffer, byteOffset, 2);
	const [length, textLength] = new Float64Array(buffer, byteOffset + 16, 2);
	if (foundMagic !== magic || foundVersion !== codecVersion || length !== bytes.length) return undefined;
	try {
		const text = new TextDecoder().decode(bytes.subarray(headerLength, headerLength + textLength!));
		const description = JSON.parse(text) as Description;
		if (description.label !== label) return undefined;
		return withColumns(description, buffer as ArrayBuffer, byteOffset + headerLength + aligned(textLength!));
	} catch {
		return undefined; // It says that this version made it, and does not look like it.
	}
}

/** @throws where a column is described that cannot be there. */
function withColumns({ data, columns }: Description, buffer: ArrayBuffer, columnStart: number): unknown {
	for (const [path, kind, offset, stored, length] of columns) {
		if (stored !== length && stored !== 1) throw new RangeError(`${stored} of ${length} values`);
		let owner = data as Record<string, unknown>;
		for (const key of path.slice(0, -1)) owner = owner[key] as Record<string, unknown>;
		const column = new arrayKinds[kind](buffer, columnStart + offset, stored);
		owner[path.at(-1)!] = stored === length ? column : new arrayKinds[kind](length).fill(column[0]!);
	}
	return data;
}

/** Eight bytes, so that every column can lie at its place. */
function aligned(length: number): number {
	return Math.ceil(length / 8) * 8;
}

function isColumn(value: unknown): value is Column {
	return Object.values(arrayKinds).some((kind) => value instanceof kind);
}

/** Whether it has several values, which are all the same. */
function isConstant(column: Column): boolean {
	const [first] = column;
	return column.length > 1 && column.every((value) => Object.is(value, first));
}

function kindOf(column: Column): keyof typeof arrayKinds {
	return Object.entries(arrayKinds).find(([, kind]) => column instanceof kind)![0] as keyof typeof arrayKinds;
}
