/** Picks pieces out of an open file. */
import { readSync } from 'node:fs';
import type { Pieces } from '../../core/json/byteSource.ts';
import { ioError } from './ioError.ts';
import { createTurns } from './turns.ts';

/** Pieces that lie this near to each other are read at once: reading 8 KiB more takes as long as another call. */
const longestGap = 2 ** 13;

/**
 * Bytes of pieces that are read together, which then go to their places out of the processor's cache: of 1 MiB, half of the lines of 200 MB, as
 * they stand in the file, take 124 ms instead of 104.
 */
const longestRun = 2 ** 16;

/** Bytes of one piece that are read at once. */
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
	{ starts, ends, places }: Pieces,
	target: Uint8Array,
	signal: AbortSignal,
): Promise<void> {
	const span = (ends.at(-1) ?? 0) - (starts[0] ?? 0);
	const room = new Uint8Array(Math.min(longestRun, span));
	const takeTurns = createTurns();
	signal.throwIfAborted();
	for (let first = 0; first < starts.length; ) {
		const start = starts[first]!;
		let runEnd = ends[first]!;
		let next = first + 1;
		for (; next < starts.length; next++) {
			if (starts[next]! - runEnd > longestGap || ends[next]! - start > room.length) break;
			runEnd = ends[next]!;
		}
		const isAlone = next === first + 1;
		const bytes = isAlone ? target : room;
		const place = isAlone ? places[first]! : 0;
		const length = runEnd - start;
		for (let filled = 0; filled < length; ) {
			const part = { at: place + filled, length: Math.min(length - filled, largestRead), position: start + filled };
			filled += readSome(descriptor, name, bytes, part);
			const turn = takeTurns();
			if (turn === undefined) continue;
			await turn;
			signal.throwIfAborted();
		}
		if (!isAlone)
			for (let at = first; at < next; at++) target.set(room.subarray(starts[at]! - start, ends[at]! - start), places[at]);
		first = next;
	}
}

/** @returns how many bytes there were. */
function readSome(
	descriptor: number,
	name: string,
	bytes: Uint8Array,
	{ at, length, position }: { readonly at: number; readonly length: number; readonly position: number },
): number {
	let read: number;
	try {
		read = readSync(descriptor, bytes, at, length, position);
	} catch (error) {
		throw ioError('read', name, error);
	}
	if (read === 0) throw new Error(`${name} is shorter than it was: it changed while it was read. Try again.`);
	return read;
}
