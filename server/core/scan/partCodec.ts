/**
 * Scan parts as bytes that outlive the process: a header, a description in JSON, and the columns as they lie in memory. Made for this kind of
 * machine and this version alone; anything else reads as nothing.
 */
import { hashBytes } from '../../../shared/hash.ts';
import { isJsonObject } from '../json/fieldPath.ts';
import type { ScanPart } from './scanPart.ts';

/** "InSP" as a 32-bit number in the byte order of this machine: on a machine with the other order it reads as something else. */
const magic = 0x496e5350;
/** Raised whenever parts, or what readers make of the same bytes, change. */
const codecVersion = 3;
/** Bytes: magic, version, checksum (8), length of the whole (8), length of the description (8). */
const headerLength = 32;

const arrayKinds = { Uint8Array, Uint16Array, Uint32Array, Float64Array } as const;
type Column = InstanceType<(typeof arrayKinds)[keyof typeof arrayKinds]>;

/** A column in the description: its kind, where it lies from the end of the description on, and how many values it has. */
type Placed = readonly [kind: string, offset: number, length: number];

/** @param label what {@link decodePart} has to be asked for: whose part it is, and under what conditions it holds. */
export function encodePart(part: ScanPart, label: string): Uint8Array {
	const columns: Column[] = [];
	let columnBytes = 0;
	const description = JSON.stringify({ label, part }, (_, value: unknown) => {
		if (!isColumn(value)) return value;
		const placed: Placed = [kindOf(value), columnBytes, value.length];
		columns.push(value);
		columnBytes += aligned(value.byteLength);
		return { $column: placed };
	});
	const text = new TextEncoder().encode(description);
	const columnStart = headerLength + aligned(text.length);
	const bytes = new Uint8Array(columnStart + columnBytes);
	bytes.set(text, headerLength);
	let at = columnStart;
	for (const column of columns) {
		bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
		at += aligned(column.byteLength);
	}
	new Uint32Array(bytes.buffer, 0, 2).set([magic, codecVersion]);
	new Float64Array(bytes.buffer, 16, 2).set([bytes.length, text.length]);
	new Float64Array(bytes.buffer, 8, 1)[0] = hashBytes(bytes, 16, bytes.length);
	return bytes;
}

/**
 * @param bytes whatever is found where a part was put. The part's columns are views of them.
 * @returns `undefined` unless they are, to the last byte, what {@link encodePart} made under this label.
 */
export function decodePart(bytes: Uint8Array, label: string): ScanPart | undefined {
	const { buffer, byteOffset } = bytes;
	if (bytes.length < headerLength || byteOffset % 8 !== 0) return undefined;
	const [foundMagic, foundVersion] = new Uint32Array(buffer, byteOffset, 2);
	const [checksum, length, textLength] = new Float64Array(buffer, byteOffset + 8, 3);
	if (foundMagic !== magic || foundVersion !== codecVersion || length !== bytes.length) return undefined;
	if (checksum !== hashBytes(bytes, 16, bytes.length)) return undefined;
	const columnStart = headerLength + aligned(textLength!);
	const text = new TextDecoder().decode(bytes.subarray(headerLength, headerLength + textLength!));
	const found: unknown = JSON.parse(text, (_, value: unknown) => {
		if (!isJsonObject(value) || !('$column' in value)) return value;
		const [kind, offset, count] = value.$column as Placed;
		return new arrayKinds[kind as keyof typeof arrayKinds](buffer as ArrayBuffer, byteOffset + columnStart + offset, count);
	});
	const { label: foundLabel, part } = found as { readonly label: string; readonly part: ScanPart };
	// JSON has no undefined.
	return foundLabel === label ? { ...part, elements: part.elements, damage: part.damage } : undefined;
}

/** Eight bytes, so that every column can lie at its place. */
function aligned(length: number): number {
	return Math.ceil(length / 8) * 8;
}

function isColumn(value: unknown): value is Column {
	return Object.values(arrayKinds).some((kind) => value instanceof kind);
}

function kindOf(column: Column): string {
	return Object.entries(arrayKinds).find(([, kind]) => column instanceof kind)![0];
}
