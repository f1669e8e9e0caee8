/** A file, a pipe or a document as the core sees it: bytes, in order or by range. Hosts implement it. */
import { inParallel } from '../inParallel.ts';

export interface ByteSource {
	/** How people name it: a path as given, or `-` for standard input. */
	readonly name: string;
	/** In bytes; `undefined` where it is not known before the end, as of a compressed file. */
	readonly size: number | undefined;
	/** Where the bytes are those of a regular file as it lies: what to open it by, for threads that read it themselves. */
	readonly path?: string;
	/** Where the bytes are not those of a file but are unpacked from one: what from. */
	readonly packing?: Packing;
	/**
	 * The bytes from the start, in chunks of any size. A chunk is valid until the next one is asked for.
	 *
	 * @throws whatever the host's I/O throws; {@link AbortSignal.reason} when aborted; {@link DamagedSourceError}.
	 */
	read(signal: AbortSignal): AsyncIterable<Uint8Array>;
	/**
	 * The bytes `[start, end)`, which have to be there.
	 *
	 * @param room that they may be put into, if it is large enough: for who reads much and keeps nothing.
	 */
	readRange(start: number, end: number, room?: Uint8Array): Promise<Uint8Array>;
	/**
	 * Many ranges at once, each to its place in a buffer: for who picks lines from all over a file. Absent where {@link readRange} is as good.
	 *
	 * @param pieces in the order of their ranges, which do not overlap and have to be there.
	 * @throws as {@link read} does.
	 */
	readPieces?(pieces: Pieces, target: Uint8Array, signal: AbortSignal): Promise<void>;
	/** Changes when the content may have changed (of a file: its size and time of modification). */
	fingerprint(): Promise<string>;
}

/**
 * Bytes `[start, end)` of a source, and where in a buffer they go: columns of one length, by piece. There are tens of thousands at a time, which as
 * objects would outlive the collections of garbage between them and make the heap grow by 60 MB.
 */
export interface Pieces {
	readonly starts: Float64Array;
	readonly ends: Float64Array;
	readonly places: Float64Array;
}

/** There can be a hundred thousand sources. */
const askedAtOnce = 16;

/** {@link ByteSource.fingerprint} of each source. */
export function fingerprintsOf(sources: readonly ByteSource[]): Promise<readonly string[]> {
	return inParallel(sources, askedAtOnce, (source) => source.fingerprint());
}

/** {@link ByteSource.readPieces} of any source. */
export async function readPieces(source: ByteSource, pieces: Pieces, target: Uint8Array, signal: AbortSignal): Promise<void> {
	if (source.readPieces !== undefined) return source.readPieces(pieces, target, signal);
	const { starts, ends, places } = pieces;
	for (let at = 0; at < starts.length; at++) {
		signal.throwIfAborted();
		const [start, end, place] = [starts[at]!, ends[at]!, places[at]!];
		const room = target.subarray(place, place + end - start);
		const bytes = await source.readRange(start, end, room);
		if (bytes !== room) room.set(bytes);
	}
}

export interface Packing {
	/** What kind of file it is, for people: `gzip`, `Parquet`. */
	readonly name: string;
	/** Whether records are written anew as JSON, because the file holds them in another form. */
	readonly isConverted: boolean;
	/** The file as it lies. */
	readonly file: ByteSource;
}

/**
 * Thrown by {@link ByteSource.read} behind the last byte that could be unpacked of a file that is cut off or damaged. Bad data, no failure of
 * I/O: readers report it, and keep what came before.
 */
export class DamagedSourceError extends Error {}

/** A source over bytes in memory. */
export function createMemorySource(name: string, bytes: Uint8Array): ByteSource {
	return {
		name,
		size: bytes.length,
		async *read(signal) {
			signal.throwIfAborted();
			yield bytes;
		},
		readRange: async (start, end) => bytes.subarray(start, end),
		fingerprint: async () => '',
	};
}
