/** Reads ranges of one file in the thread that asks for it. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Mapping } from '../../core/record/mapping.ts';
import { createSharedColumnMaker } from '../../core/scan/columnMaker.ts';
import { expectedLinesLike } from '../../core/scan/mergeParts.ts';
import { type ByteRange, createRangeScan, type RangeScanOptions } from '../../core/scan/rangeScan.ts';
import type { ScanPart } from '../../core/scan/scanPart.ts';
import { ioError } from './ioError.ts';

export interface RangeReader {
	/**
	 * Reads the lines that start in a range, a chunk at a time: whoever has something else to do does it in between. Waiting for the disk blocks
	 * the thread, which for what lies in the page cache takes a third less time than having another thread wait. One range after the other.
	 *
	 * Yields how many bytes of the range are left.
	 *
	 * @param freeBuffers of a part that nobody looks at any more.
	 * @returns `undefined` where no line starts in the range.
	 * @throws an error for people where the file cannot be read.
	 */
	read(range: ByteRange, freeBuffers?: readonly SharedArrayBuffer[]): Generator<number, ScanPart | undefined>;
	close(): void;
}

/** Bytes that are read at once where there is no index to read them into. */
const chunkSize = 2 ** 20;

/** A regular file, as people name it, and how many of its bytes are to be read: it may grow meanwhile. */
export interface RangedFile {
	readonly path: string;
	readonly name: string;
	readonly size: number;
}

/** @throws an error for people where the file cannot be opened. */
export function openRangeReader(
	{ path, name, size }: RangedFile,
	mapping: Mapping | undefined,
	options: RangeScanOptions,
): RangeReader {
	const reading = <T>(work: () => T): T => {
		try {
			return work();
		} catch (error) {
			throw ioError('read', name, error);
		}
	};
	const file = reading(() => openSync(path, 'r'));
	/** As many as in the range before, which is as large as others but for the last: room for more would be memory for nothing. */
	let expectedLines: number | undefined;
	const ownRoom = options.index === undefined ? new Uint8Array(chunkSize) : undefined;
	return {
		*read(range, freeBuffers = []) {
			const scan = createRangeScan(range, mapping, { ...options, expectedLines, makeColumn: createSharedColumnMaker(freeBuffers) });
			for (let next = scan.next(); next !== undefined; next = scan.next()) {
				const { start, end } = next;
				const room = scan.room() ?? ownRoom!;
				const wanted = Math.max(0, Math.min(end, size) - start);
				const length = reading(() => readSync(file, room, 0, Math.min(wanted, room.length), start));
				scan.take(room.subarray(0, length));
				yield Math.max(0, range.end - start - length);
			}
			const part = scan.finish();
			if (part !== undefined) expectedLines = expectedLinesLike(part, range.end - range.start);
			return part;
		},
		close: () => closeSync(file),
	};
}
