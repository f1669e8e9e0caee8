/** A pool that remembers what it has read: a second scan of a file that has not changed reads the file's ends and its index. */
import { hashBytes } from '../../../shared/hash.ts';
import { version } from '../../../shared/version.ts';
import { type ByteSource, readPieces } from '../json/byteSource.ts';
import type { Mapping } from '../record/mapping.ts';
import { decodeColumns, encodeColumns, stampOf } from './columnCodec.ts';
import type { ScanOptions } from './scan.ts';
import type { ScanPart } from './scanPart.ts';
import type { PartMemory, PoolOptions, ScanPool } from './scanPool.ts';

/**
 * Keeps buffers by name, from one session to the next, until it needs their room. What is read is what was written, to the last byte, and
 * lies at a multiple of eight bytes. Never fails: at worst it keeps nothing.
 */
export interface BufferStore {
	read(name: string): Promise<Uint8Array | undefined>;
	/** @returns whether it is kept, unless that comes out later. */
	write(name: string, bytes: Uint8Array): Promise<boolean>;
}

/** Smaller files are read as fast as their index is. */
export const smallestCached = 2 ** 23;

/** Bytes at either end of a file that have to be what they were. */
const endLength = 2 ** 12;

/** @param smallest bytes of the smallest file that is remembered. */
export function createCachingPool(pool: ScanPool, store: BufferStore, smallest = smallestCached): ScanPool {
	const isKept = ({ path, size, packing }: ByteSource): boolean =>
		path !== undefined && size !== undefined && size >= smallest && packing === undefined;
	/** What is kept under a name, and the label that it has to have. */
	const find = async (source: ByteSource, name: string, options: PoolOptions): Promise<Found> => {
		options.signal.throwIfAborted();
		const [identity, bytes] = await Promise.all([identityOf(source, options.signal), store.read(name)]);
		const label = `${name}\n${identity}`;
		const part = bytes && (decodeColumns(bytes, label) as ScanPart | undefined);
		if (part === undefined) return { label, part };
		await passBytes(source, options);
		options.onKept?.(memoryOf(store, name, bytes!));
		// Its description has no undefined.
		return { label, part: { ...part, elements: part.elements, damage: part.damage } };
	};
	return {
		async scan(source, mapping, options) {
			if (!isKept(source)) return pool.scan(source, mapping, options);
			const name = nameOf(source, mapping, options);
			const { label, part: known } = await find(source, name, options);
			if (known !== undefined) return known;
			const part = await pool.scan(source, mapping, options);
			// What was read in part, or changed meanwhile, is not the file's.
			const isWhole = part.start === 0 && part.end === source.size && part.damage === undefined;
			if (!isWhole || label !== `${name}\n${await identityOf(source, options.signal)}`) return part;
			const bytes = encodeColumns(part, label);
			if (await store.write(name, bytes)) options.onKept?.(memoryOf(store, name, bytes));
			return part;
		},
		recall: async (source, mapping, options) =>
			isKept(source) ? (await find(source, nameOf(source, mapping, options), options)).part : undefined,
	};
}

interface Found {
	readonly label: string;
	readonly part: ScanPart | undefined;
}

/** Beside a part that is kept as these bytes. */
function memoryOf(store: BufferStore, partName: string, bytes: Uint8Array): PartMemory {
	const stamp = stampOf(bytes);
	const nameOf = (name: string): string => `${partName}\n${name}`;
	const labelOf = (name: string): string => `${nameOf(name)}\n${stamp}`;
	return {
		async read(name) {
			const found = await store.read(nameOf(name));
			return found && decodeColumns(found, labelOf(name));
		},
		write: async (name, data) => {
			await store.write(nameOf(name), encodeColumns(data, labelOf(name)));
		},
	};
}

/** What a part depends on besides the bytes of the file. */
function nameOf(
	{ path }: ByteSource,
	mapping: Mapping | undefined,
	{ container, lineLimit, withIds = false, withSources = false, withPromptHashes, previewLength, fileKey, isUtf8 }: PoolOptions,
): string {
	const asked = {
		container,
		lineLimit,
		withIds,
		withSources,
		withPromptHashes,
		previewLength,
		fileKey,
		asksForUtf8: isUtf8 !== undefined,
	};
	const conditions = JSON.stringify([version, mapping ?? null, asked], (_, value: unknown) =>
		// Which JSON does not know.
		typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
	);
	return `${path}\n${conditions}`;
}

/** What is different when a file is: its size, its time, and the bytes at its ends. */
async function identityOf(source: ByteSource, signal: AbortSignal): Promise<string> {
	const { size = 0 } = source;
	const headEnd = Math.min(size, endLength);
	const tailStart = Math.max(headEnd, size - endLength);
	const ends = new Uint8Array(headEnd + size - tailStart);
	const pieces = {
		starts: Float64Array.of(0, tailStart),
		ends: Float64Array.of(headEnd, size),
		places: Float64Array.of(0, headEnd),
	};
	// Rather than ranges, which come from another thread: that takes as long as all the rest where others compute.
	await readPieces(source, pieces, ends, signal);
	return `${await source.fingerprint()}:${hashBytes(ends, 0, ends.length)}`;
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
