/** Bytes for tests: making them, cutting them, and sources that hand them out piece by piece. */
import fc from 'fast-check';
import type { ByteSource, Pieces } from '../../server/core/json/byteSource.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function utf8(text: string): Uint8Array {
	return encoder.encode(text);
}

/** The text of bytes, a byte order mark included. */
export function textOf(bytes: Uint8Array, start = 0, end = bytes.length): string {
	return decoder.decode(bytes.subarray(start, end));
}

export function concat(...parts: readonly (Uint8Array | string)[]): Uint8Array {
	return Buffer.concat(parts.map((part) => (typeof part === 'string' ? utf8(part) : part)));
}

/** `bytes` in pieces that end at each cut, which may repeat; so there are empty pieces too. */
export function cutAt(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
	const ends = [...cuts.map((cut) => cut % (bytes.length + 1)).sort((left, right) => left - right), bytes.length];
	return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

/** Any way to cut a source into chunks, for {@link cutAt}. */
export const cuts = fc.array(fc.nat({ max: 10_000 }), { maxLength: 12 });

export type Piece = readonly [start: number, end: number, place: number];

/** For {@link ByteSource.readPieces}. */
export function piecesOf(...pieces: readonly Piece[]): Pieces {
	const column = (which: 0 | 1 | 2): Float64Array => Float64Array.from(pieces, (piece) => piece[which]);
	return { starts: column(0), ends: column(1), places: column(2) };
}

/** A source that hands out chunks of a given length in one buffer that is reused, as hosts do. */
export function createChunkedSource(name: string, bytes: Uint8Array, chunkLength: number): ByteSource {
	return {
		name,
		size: bytes.length,
		async *read(signal) {
			const chunk = new Uint8Array(chunkLength);
			for (let at = 0; at < bytes.length; at += chunkLength) {
				signal.throwIfAborted();
				const part = bytes.subarray(at, at + chunkLength);
				chunk.fill(0xff);
				chunk.set(part);
				yield chunk.subarray(0, part.length);
			}
		},
		readRange: async (start, end) => bytes.slice(start, end),
		fingerprint: async () => `${bytes.length}`,
	};
}
