/** Where the strings of a text begin and end, found at several GB/s by the WebAssembly in textIndex.wat. */
import type { hashBytes } from '../../../shared/hash.ts';
import { createLineRows, type LineRows, rowsLength } from './lineRows.ts';
import { createLineWalk, type LineWalk, type WasmHost, walkLength } from './lineWalk.ts';
import { wasm as hashing } from './textHash.wat';
import { wasm } from './textIndex.wat';

/**
 * A window over text: fill {@link window}, ask for its index, read the lists. Behind the last entry of each list stands
 * {@link endOfList}, which no offset reaches.
 */
export interface TextIndex {
	readonly window: Uint8Array;
	/** Offsets of the quotes that no backslash escapes. */
	readonly quotes: Int32Array;
	/**
	 * Offsets of line breaks, of other control characters, and of bytes that make an escape one that JSON does not know. Between two
	 * line breaks without another of these, every string is one that JSON allows, from quote to quote.
	 */
	readonly breaks: Int32Array;
	/** Walks over lines in the window that the lists say are plain. */
	readonly walk: LineWalk;
	/** Reads such lines, many at once. */
	readonly rows: LineRows;
	/** What it says it is, for bytes in the window: of a prompt in half the time. */
	readonly hash: typeof hashBytes;
	/**
	 * Lists what is in the first `length` bytes of the window, which must begin with a line.
	 *
	 * @returns how many {@link breaks} there are.
	 */
	list(length: number): number;
}

/** Size of a window that most lines fit into, in bytes. */
export const windowSize = 2 ** 21;

export const endOfList = 0x7fffffff;

interface MemoryHost extends WasmHost {
	readonly validate: (bytes: Uint8Array) => boolean;
	readonly Memory: new (limits: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
}

/** Of WebAssembly's memory. */
const pageSize = 2 ** 16;

/**
 * @param size of the window in bytes, a multiple of 16. Memory is taken for the worst text, where every byte is in a list; what is not
 * written to costs nothing.
 * @returns `undefined` where the host has no WebAssembly SIMD (all have since Node 16.4, Chrome 91, Firefox 89, Safari 16.4).
 */
export function createTextIndex(size = windowSize): TextIndex | undefined {
	const { WebAssembly: host } = globalThis as { readonly WebAssembly?: MemoryHost };
	if (host?.validate(wasm) !== true) return undefined;
	const quotesAt = size;
	// An entry of 4 bytes for every byte, and for the end.
	const breaksAt = quotesAt + 4 * (size + 1);
	const walkAt = breaksAt + 4 * (size + 1);
	const rowsAt = Math.ceil((walkAt + walkLength) / 8) * 8;
	const memory = new host.Memory({ initial: Math.ceil((rowsAt + rowsLength) / pageSize) });
	const { exports } = new host.Instance(new host.Module(wasm), { host: { memory } });
	const index = exports.index as (start: number, end: number, quotes: number, breaks: number) => number;
	const hasher = new host.Instance(new host.Module(hashing), { host: { memory } });
	const hash = hasher.exports.hash as (start: number, end: number, seedLow: number, seedHigh: number) => number;
	const walk = createLineWalk(host, memory, quotesAt, walkAt);
	return {
		window: new Uint8Array(memory.buffer, 0, size),
		quotes: new Int32Array(memory.buffer, quotesAt, size + 1),
		breaks: new Int32Array(memory.buffer, breaksAt, size + 1),
		walk,
		rows: createLineRows(host, memory, walk, hash, { quotes: quotesAt, breaks: breaksAt, own: rowsAt }),
		hash: (_, start, end, seed = 0) => hash(start, end, seed | 0, (seed / 2 ** 32) | 0),
		list: (length) => (index(0, length, quotesAt, breaksAt) - breaksAt) / 4,
	};
}
