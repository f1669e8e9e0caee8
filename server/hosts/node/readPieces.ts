/** Picks pieces out of an open file. */
import { readSync } from 'node:fs';
import type { Piece } from '../../core/json/byteSource.ts';
import { ioError } from './ioError.ts';
import { createTurns } from './turns.ts';

/** Pieces that lie this near to each other are read at once: reading 8 KiB more takes as long as another call. */
const longestGap = 2 ** 13;

/** Bytes that are read at once. */
const largestRead = 2 ** 20;

/**
 * By calls that block, each a few microseconds where the file lies in the page cache, which is where it is just after a scan; handing each to
 * another thread and back would take ten times as long. Others have their turn every few milliseconds.
 *
 * @param name how people name the file.
 * @throws an error for people where the file cannot be read or ends early; the signal's reason when aborted.
 */
export async function readPieces(
	descriptor: number,
	name: string,
	pieces: readonly Piece[],
	target: Uint8Array,
	signal: AbortSignal,
): Promise<void> {
	const room = new Uint8Array(Math.min(largestRead, spanOf(pieces)));
	const takeTurns = createTurns();
	const read = async (bytes: Uint8Array, position: number): Promise<void> => {
		for (let filled = 0; filled < bytes.length; ) {
			filled += readSome(descriptor, name, bytes.subarray(filled, filled + largestRead), position + filled);
			await takeTurns();
			signal.throwIfAborted();
		}
	};
	for (let first = 0; first < pieces.length; ) {
		const { start, end, at } = pieces[first]!;
		let next = first + 1;
		let runEnd = end;
		for (; next < pieces.length; next++) {
			const piece = pieces[next]!;
			if (piece.start - runEnd > longestGap || piece.end - start > room.length) break;
			runEnd = piece.end;
		}
		if (next === first + 1) await read(target.subarray(at, at + end - start), start);
		else {
			await read(room.subarray(0, runEnd - start), start);
			for (const piece of pieces.slice(first, next)) target.set(room.subarray(piece.start - start, piece.end - start), piece.at);
		}
		first = next;
	}
}

function spanOf(pieces: readonly Piece[]): number {
	return (pieces.at(-1)?.end ?? 0) - (pieces[0]?.start ?? 0);
}

/** @returns how many bytes there were. */
function readSome(descriptor: number, name: string, bytes: Uint8Array, position: number): number {
	let length: number;
	try {
		length = readSync(descriptor, bytes, 0, bytes.length, position);
	} catch (error) {
		throw ioError('read', name, error);
	}
	if (length === 0) throw new Error(`${name} is shorter than it was: it changed while it was read. Try again.`);
	return length;
}
