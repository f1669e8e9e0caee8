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

/** Pieces that stand alone which are read before others may have their turn: to ask the clock after each takes as long as to read 1 KB. */
const mostAlone = 16;

/**
 * By calls that block, each a microsecond or two where the file lies in the page cache, which is where it is just after a scan; handing each to
 * another thread and back would take ten times as long. Others have their turn every few milliseconds.
 *
 * @param name how people name the file.
 * @throws an error for people where the file cannot be read or ends early; the signal's reason when aborted.
 */
export async function readPieces(
	descriptor: number,
	name: string,
	pieces: Pieces,
	target: Uint8Array,
	signal: AbortSignal,
): Promise<void> {
	const { starts, ends, places } = pieces;
	const span = (ends.at(-1) ?? 0) - (starts[0] ?? 0);
	const room = new Uint8Array(Math.min(longestRun, span));
	const takeTurns = createTurns();
	const giveWay = async (turn: Promise<void>): Promise<void> => {
		await turn;
		signal.throwIfAborted();
	};
	signal.throwIfAborted();
	for (let first = 0; first < starts.length; ) {
		const behindAlone = readAlone(descriptor, name, pieces, target, first);
		if (behindAlone > first) {
			first = behindAlone;
			const turn = takeTurns();
			if (turn !== undefined) await giveWay(turn);
			continue;
		}
		let next = first + 1;
		while (next < starts.length && goTogether(pieces, first, next)) next++;
		const isAlone = next === first + 1;
		const bytes = isAlone ? target : room;
		const place = isAlone ? places[first]! : 0;
		const start = starts[first]!;
		const length = ends[next - 1]! - start;
		for (let filled = 0; filled < length; ) {
			const part = { at: place + filled, length: Math.min(length - filled, largestRead), position: start + filled };
			filled += readSome(descriptor, name, bytes, part);
			const turn = takeTurns();
			if (turn !== undefined) await giveWay(turn);
		}
		if (!isAlone)
			for (let at = first; at < next; at++) target.set(room.subarray(starts[at]! - start, ends[at]! - start), places[at]);
		first = next;
	}
}

/** Whether a piece is read together with those from the first one up to it. */
function goTogether({ starts, ends }: Pieces, first: number, next: number): boolean {
	return starts[next]! - ends[next - 1]! <= longestGap && ends[next]! - starts[first]! <= longestRun;
}

/**
 * Short pieces that are read alone, as most lines are that are picked from all over a file, by a loop that does nothing else.
 *
 * @returns the piece that comes next: the first one that is not such, or of which not all was there.
 */
function readAlone(descriptor: number, name: string, pieces: Pieces, target: Uint8Array, first: number): number {
	const { starts, ends, places } = pieces;
	const stop = Math.min(first + mostAlone, starts.length);
	let at = first;
	try {
		for (; at < stop; at++) {
			const start = starts[at]!;
			const length = ends[at]! - start;
			if (length > longestRun || (at + 1 < starts.length && goTogether(pieces, at, at + 1))) break;
			if (readSync(descriptor, target, places[at]!, length, start) < length) break;
		}
	} catch (error) {
		throw ioError('read', name, error);
	}
	return at;
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
