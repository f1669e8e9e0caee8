/** A file, a pipe or a document as the core sees it: bytes, in order or by range. Hosts implement it. */
export interface ByteSource {
	/** How people name it: a path as given, or `-` for standard input. */
	readonly name: string;
	/** In bytes; `undefined` where it is not known before the end, as of a pipe. */
	readonly size: number | undefined;
	/**
	 * The bytes from the start, in chunks of any size. A chunk is valid until the next one is asked for.
	 *
	 * @throws whatever the host's I/O throws; {@link AbortSignal.reason} when aborted.
	 */
	read(signal: AbortSignal): AsyncIterable<Uint8Array>;
	/** The bytes `[start, end)`. Only for sources that have a size. */
	readRange(start: number, end: number): Promise<Uint8Array>;
	/** Changes when the content may have changed (of a file: its size and time of modification). */
	fingerprint(): Promise<string>;
}

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
