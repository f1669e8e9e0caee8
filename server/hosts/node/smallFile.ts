/** Reading small files at one go. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ioError } from './ioError.ts';

/** Files of at most so many bytes are read at one go. */
export const smallFileBytes = 2 ** 16;

/**
 * The whole of a regular file, by calls that block: of a hundred thousand small files, which a run may write, that takes 10 µs each where
 * handing every call to another thread and back takes 160.
 *
 * @throws an error for people when it cannot be read.
 */
export function readSmallFile(path: string, name: string): Uint8Array {
	try {
		const file = openSync(path, 'r');
		try {
			let bytes = new Uint8Array(fstatSync(file).size + 1);
			for (let filled = 0; ; ) {
				const length = readSync(file, bytes, filled, bytes.length - filled, filled);
				if (length === 0) return bytes.subarray(0, filled);
				filled += length;
				if (filled < bytes.length) continue;
				const larger = new Uint8Array(filled * 2); // Something is writing it.
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
