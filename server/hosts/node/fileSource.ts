import { type BigIntStats, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import type { ByteSource } from '../../core/json/byteSource.ts';
import { fingerprintOf, rangeOf, readChunks, readRange } from './descriptorSource.ts';
import { ioError } from './ioError.ts';
import type { KeptFiles } from './keptFiles.ts';
import { readPieces } from './readPieces.ts';
import { readSmallFile, smallFileBytes } from './smallFile.ts';
import { createTurns } from './turns.ts';

/**
 * A regular file, opened when it is read. Of a small one nothing is kept open.
 *
 * @param name how people name it.
 * @param takeTurns shared by sources of which there may be very many.
 * @throws an error for people when it is not there, not readable, or not a regular file.
 */
export async function createFileSource(
	path: string,
	name: string,
	keptFiles: KeptFiles,
	takeTurns = createTurns(),
): Promise<ByteSource> {
	await takeTurns();
	const size = Number(statFile(path, name).size);
	const wholePath = isAbsolute(path) ? path : resolve(path);
	const fingerprint = async (): Promise<string> => fingerprintOf(statFile(path, name));
	if (size <= smallFileBytes) {
		return {
			name,
			path: wholePath,
			size,
			fingerprint,
			read: (signal) => readAtOnce(path, name, takeTurns, signal),
			readRange: async (start, end) => rangeOf(readSmallFile(path, name, end), name, start, end),
			readPieces: async ({ starts, ends, places }, target) => {
				await takeTurns();
				const bytes = readSmallFile(path, name, ends.at(-1) ?? 0);
				for (const [at, start] of starts.entries()) target.set(rangeOf(bytes, name, start, ends[at]!), places[at]);
			},
		};
	}
	const withFile = keptFiles.keep(() => openFile(path, name));
	return {
		name,
		path: wholePath,
		size,
		fingerprint,
		read: (signal) => readOpened(path, name, size, signal),
		readRange: (start, end, room) => withFile(({ fd }) => readRange(fd, name, start, end, room)),
		readPieces: (pieces, target, signal) => withFile(({ fd }) => readPieces(fd, name, pieces, target, signal)),
	};
}

// Functions of their own: a generator inside of each source would cost 1 KB more of memory for each.
async function* readAtOnce(
	path: string,
	name: string,
	takeTurns: ReturnType<typeof createTurns>,
	signal: AbortSignal,
): AsyncIterable<Uint8Array> {
	await takeTurns();
	signal.throwIfAborted();
	const bytes = readSmallFile(path, name, smallFileBytes + 1);
	if (bytes.length <= smallFileBytes) yield bytes;
	else yield* readOpened(path, name, Number(statFile(path, name).size), signal); // It is small no more.
}

async function* readOpened(path: string, name: string, size: number, signal: AbortSignal): AsyncIterable<Uint8Array> {
	const handle = await openFile(path, name);
	try {
		yield* readChunks(handle.fd, name, size, signal);
	} finally {
		await handle.close();
	}
}

/** By a call that blocks, which takes 6 µs instead of 33: that counts where there are very many files. */
function statFile(path: string, name: string) {
	let stats: BigIntStats;
	try {
		stats = statSync(path, { bigint: true });
	} catch (error) {
		throw ioError('read', name, error);
	}
	if (stats.isDirectory()) throw ioError('read', name, { code: 'EISDIR' });
	if (!stats.isFile()) throw new Error(`Cannot read ${name}: it is not a regular file. Pipe it in, and name it -.`);
	return stats;
}

function openFile(path: string, name: string): Promise<FileHandle> {
	return open(path, 'r').catch((error: unknown) => {
		throw ioError('read', name, error);
	});
}
