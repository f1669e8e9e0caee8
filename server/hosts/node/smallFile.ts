/** Reading small files at one go. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ioError } from './ioError.ts';

/** Files of at most so many bytes are read at one go. */
export const smallFileBytes = 2 ** 16;

/**
 * The start of a regular file, by calls that block: of a hundred thousand small files, which a run may write, that takes 10 µs each where
 * handing every call to another thread and back takes 160.
 *
 * @param most so many bytes, however long it has become; fewer where it ends before.
 * @throws an error for people when it cannot be read.
 */
export function readSmallFile(path: string, name: string, most: number): Uint8Array {
	try {
		const file = openSync(path, 'r');
		try {
			let bytes = new Uint8Array(Math.min(fstatSync(file).size + 1, most));
			for (let filled = 0; ; ) {
				const length = readSync(file, bytes, filled, bytes.length - filled, filled);
				filled += length;
				if (length === 0 || filled === most) return bytes.subarray(0, filled);
				if (filled < bytes.length) continue;
				const larger = new Uint8Array(Math.min(filled * 2, most)); // Something is writing it.
				larger.set(bytes);
				bytes = larger;
			}
		} finally {
			closeSync(file);
		}
	} catch (error) {
		throw ioError('read', name, error);
	}
}
