/** Files in containers, made for tests. */
import { crc32, deflateRawSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';

export interface ZipEntry {
	readonly name: string;
	readonly content: string;
}

/** One Zstandard frame that holds its bytes as they are (RFC 8878), at most 128 KiB of them. */
function zstdOf(bytes: Uint8Array): Uint8Array {
	const head = Buffer.alloc(12);
	head.writeUInt32LE(0xfd2fb528, 0);
	head.writeUInt8(0xa0, 4); // One segment, its size in four bytes.
	head.writeUInt32LE(bytes.length, 5);
	head.writeUIntLE(bytes.length * 8 + 1, 9, 3); // The last block, raw.
	return Buffer.concat([head, bytes]);
}

/** A zip file as Inspect writes it, deflated or by Zstandard (APPNOTE 6.3, the parts that are not optional). */
export function zipOf(entries: readonly ZipEntry[], method: 'deflate' | 'zstd' = 'deflate'): Uint8Array {
	const parts: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	let offset = 0;
	for (const { name, content } of entries) {
		const plain = Buffer.from(content);
		const packed = method === 'zstd' ? zstdOf(plain) : deflateRawSync(plain);
		const fields = Buffer.alloc(26);
		fields.writeUInt16LE(20, 0); // Version that is needed.
		fields.writeUInt16LE(0x800, 2); // Names are UTF-8.
		fields.writeUInt16LE(method === 'zstd' ? 93 : 8, 4);
		fields.writeUInt32LE(crc32Of(plain), 10);
		fields.writeUInt32LE(packed.length, 14);
		fields.writeUInt32LE(plain.length, 18);
		fields.writeUInt16LE(Buffer.byteLength(name), 22);
		parts.push(Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, tail, Buffer.from(name));
		offset += 4 + fields.length + Buffer.byteLength(name) + packed.length;
	}
	const end = Buffer.alloc(18);
	end.writeUInt16LE(entries.length, 4);
	end.writeUInt16LE(entries.length, 6);
	end.writeUInt32LE(Buffer.concat(directory).length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06'), end]);
}

/** The checksum of zip and gzip, bit by bit; Node's own is newer than the oldest Node that runs these tests. */
function crc32Of(bytes: Uint8Array): number {
	if (typeof crc32 === 'function') return crc32(bytes);
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc >>> 0;
}

/** A Parquet file of columns, in row groups of so many rows. */
export function parquetOf(columns: Readonly<Record<string, readonly unknown[]>>, rowGroupSize = 1000): Uint8Array {
	const columnData = Object.entries(columns).map(([name, data]) => ({ name, data: [...data] }));
	return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize }));
}

/** Records of the same fields, as columns. */
export function columnsOf(records: readonly Readonly<Record<string, unknown>>[]): Readonly<Record<string, readonly unknown[]>> {
	const names = Object.keys(records[0] ?? {});
	return Object.fromEntries(names.map((name) => [name, records.map((record) => record[name])]));
}
