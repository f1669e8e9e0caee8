/** A pool that remembers what it has read: a second scan of a file that has not changed reads the file's ends and its index. */
import { hashBytes } from '../../../shared/hash.ts';
import { version } from '../../../shared/version.ts';
import type { ByteSource } from '../json/byteSource.ts';
import type { Mapping } from '../record/mapping.ts';
import { decodePart, encodePart } from './partCodec.ts';
import type { ScanOptions } from './scan.ts';
import type { PoolOptions, ScanPool } from './scanPool.ts';

/** Keeps buffers by name, from one session to the next, until it needs their room. Never fails: at worst it keeps nothing. */
export interface BufferStore {
	read(name: string): Promise<Uint8Array | undefined>;
	write(name: string, bytes: Uint8Array): Promise<void>;
}

/** Smaller files are read as fast as their index is. */
export const smallestCached = 2 ** 23;

/** Bytes at either end of a file that have to be what they were. */
const endLength = 2 ** 16;

/** @param smallest bytes of the smallest file that is remembered. */
export function createCachingPool(pool: ScanPool, store: BufferStore, smallest = smallestCached): ScanPool {
	return {
		async scan(source, mapping, options) {
			const { path, size, packing } = source;
			if (path === undefined || size === undefined || size < smallest || packing !== undefined) {
				return pool.scan(source, mapping, options);
			}
			options.signal.throwIfAborted();
			const name = `${path}\n${conditionsOf(mapping, options)}`;
			const label = `${name}\n${await identityOf(source, size)}`;
			const bytes = await store.read(name);
			const known = bytes === undefined ? undefined : decodePart(bytes, label);
			if (known !== undefined) {
				await passBytes(source, options);
				return known;
			}
			const part = await pool.scan(source, mapping, options);
			// What was read in part, or changed meanwhile, is not the file's.
			const isWhole = part.start === 0 && part.end === size && part.damage === undefined;
			if (isWhole && label === `${name}\n${await identityOf(source, size)}`) await store.write(name, encodePart(part, label));
			return part;
		},
	};
}

/** What a part depends on besides the bytes of the file. */
function conditionsOf(
	mapping: Mapping | undefined,
	{ container, lineLimit, withIds = false, withPromptHashes, previewLength, fileKey, isUtf8 }: PoolOptions,
): string {
	const asked = { container, lineLimit, withIds, withPromptHashes, previewLength, fileKey, asksForUtf8: isUtf8 !== undefined };
	return JSON.stringify([version, mapping ?? null, asked], (_, value: unknown) =>
		// Which JSON does not know.
		typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
	);
}

/** What is different when a file is: its size, its time, and the bytes at its ends. */
async function identityOf(source: ByteSource, size: number): Promise<string> {
	const fingerprint = await source.fingerprint();
	const ends = await Promise.all([
		source.readRange(0, Math.min(size, endLength)),
		source.readRange(Math.max(0, size - endLength), size),
	]);
	return [fingerprint, ...ends.map((bytes) => hashBytes(bytes, 0, bytes.length))].join(':');
}

/** Tells of progress, and hands the bytes to whoever wants to see them, such as a checksum. */
async function passBytes(source: ByteSource, { signal, onChunk, onProgress }: ScanOptions): Promise<void> {
	let bytesRead = onChunk === undefined ? source.size! : 0;
	if (onChunk !== undefined) {
		for await (const chunk of source.read(signal)) {
			onChunk(chunk);
			bytesRead += chunk.length;
			onProgress?.(bytesRead);
		}
	}
	onProgress?.(bytesRead);
}
