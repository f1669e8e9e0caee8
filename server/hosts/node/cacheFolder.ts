/** A folder of buffers that may be thrown away at any time, shared by all processes of a user. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { BufferStore } from '../../core/scan/partCache.ts';
import { createTurns } from './turns.ts';

const suffix = '.scan';
const temporarySuffix = '.tmp';

/** Bytes that all buffers may take together. The indexes of a file of 200,000 lines take 8 MB. */
export const cacheLimit = 2 ** 30;

/** At the end of a file: the checksum of the buffer before it. */
const checksumBytes = 16;

/** Bytes that are read at once, and summed up while they are at hand: from memory it would take as long as reading. */
const pieceBytes = 2 ** 18;

/** In milliseconds. */
const hour = 3_600_000;

/** A buffer that is being written is not older than this. */
const longestWrite = hour;

/**
 * @param onTrouble told why something could not be kept. Nothing else comes of it: what is not kept is made again.
 * @param limit bytes that all buffers may take together; those unused for longest go first.
 */
export function createCacheFolder(folder: string, onTrouble: (message: string) => void, limit = cacheLimit): BufferStore {
	const pathOf = (name: string): string => join(folder, createHash('sha256').update(name).digest('hex').slice(0, 40) + suffix);
	return {
		async read(name) {
			// What is not there, or cannot be read, is made again.
			return readBuffer(pathOf(name)).catch(() => undefined);
		},
		async write(name, bytes) {
			if (bytes.length + checksumBytes > limit) return false;
			const path = pathOf(name);
			const temporary = `${path}.${randomBytes(6).toString('hex')}${temporarySuffix}`;
			try {
				const checksum = await checksumOf(bytes);
				await mkdir(folder, { recursive: true, mode: 0o700 });
				const file = await open(temporary, 'wx', 0o600);
				try {
					await file.writeFile(bytes);
					await file.writeFile(checksum);
				} finally {
					await file.close();
				}
				// Half a buffer never has the name of a whole one, and of two processes that write the same one the later wins.
				await rename(temporary, path);
				await evict(folder, limit);
				return true;
			} catch (error) {
				await rm(temporary, { force: true }).catch(() => undefined);
				onTrouble(`The index of a file was not kept in ${folder}: ${error instanceof Error ? error.message : String(error)}`);
				return false;
			}
		},
	};
}

/**
 * By calls that block: 10 MB, which are there in 1 ms, take another one to three by calls that do not.
 *
 * @returns `undefined` where it was damaged. @throws what the file system does.
 */
async function readBuffer(path: string): Promise<Uint8Array | undefined> {
	const file = openSync(path, 'r');
	try {
		const { size, mtimeMs } = fstatSync(file);
		// The time says, to the hour, when it was used last.
		if (Date.now() - mtimeMs > hour) await utimes(path, new Date(), new Date()).catch(() => undefined);
		// Not made zero first, which takes as long as reading.
		const bytes = new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
		const length = bytes.length - checksumBytes;
		if (length < 0) return undefined;
		const takeTurns = createTurns();
		const checksum = createChecksum();
		for (let filled = 0; filled < bytes.length; ) {
			const read = readSync(file, bytes, filled, Math.min(pieceBytes, bytes.length - filled), filled);
			if (read === 0) return undefined;
			checksum.add(bytes.subarray(filled, Math.min(filled + read, length)));
			filled += read;
			await takeTurns();
		}
		return checksum.finish().equals(bytes.subarray(length)) ? bytes.subarray(0, length) : undefined;
	} finally {
		closeSync(file);
	}
}

async function checksumOf(bytes: Uint8Array): Promise<Uint8Array> {
	const takeTurns = createTurns();
	const checksum = createChecksum();
	for (let at = 0; at < bytes.length; at += pieceBytes) {
		checksum.add(bytes.subarray(at, at + pieceBytes));
		await takeTurns();
	}
	return checksum.finish();
}

/**
 * Of bytes that are added in pieces: GMAC (NIST SP 800-38D) under a key that everyone knows, as it is to find damage, not forgery. With 9 GB/s
 * it is the fastest that both Node and Electron have; the CRC of zlib, which not every Node 20 has, makes 5.
 */
function createChecksum(): { add(piece: Uint8Array): void; finish(): Buffer } {
	const cipher = createCipheriv('aes-128-gcm', new Uint8Array(16), new Uint8Array(12));
	return {
		add: (piece) => void cipher.setAAD(piece),
		finish() {
			cipher.final();
			return cipher.getAuthTag();
		},
	};
}

/** Removes what was unused for longest until the rest fits, and what writers that died have left. */
async function evict(folder: string, limit: number): Promise<void> {
	const entries: { readonly path: string; readonly size: number; readonly usedAt: number }[] = [];
	for (const name of await readdir(folder)) {
		const path = join(folder, name);
		// Another process may have removed it.
		const stats = await stat(path).catch(() => undefined);
		if (stats === undefined) continue;
		if (name.endsWith(suffix)) entries.push({ path, size: stats.size, usedAt: stats.mtimeMs });
		else if (name.endsWith(temporarySuffix) && Date.now() - stats.mtimeMs > longestWrite) await rm(path, { force: true });
	}
	entries.sort((left, right) => right.usedAt - left.usedAt);
	let total = 0;
	for (const { path, size } of entries) {
		total += size;
		if (total > limit) await rm(path, { force: true });
	}
}
