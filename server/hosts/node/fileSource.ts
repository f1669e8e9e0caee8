import { type FileHandle, open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ByteSource } from '../../core/byteSource.ts';
import { fingerprintOf, readChunks, readRange } from './descriptorSource.ts';
import { ioError } from './ioError.ts';
import type { KeptFiles } from './keptFiles.ts';
import { readPieces } from './readPieces.ts';

/**
 * A regular file, opened when it is read.
 *
 * @param name how people name it.
 * @throws an error for people when it is not there, not readable, or not a regular file.
 */
export async function createFileSource(path: string, name: string, keptFiles: KeptFiles): Promise<ByteSource> {
	const { size } = await statFile(path, name);
	const withFile = keptFiles.keep(() => openFile(path, name));
	return {
		name,
		path: resolve(path),
		size: Number(size),
		async *read(signal) {
			const file = await openFile(path, name);
			try {
				yield* readChunks(file.fd, name, Number(size), signal);
			} finally {
				await file.close();
			}
		},
		readRange: (start, end, room) => withFile(({ fd }) => readRange(fd, name, start, end, room)),
		readPieces: (pieces, target, signal) => withFile(({ fd }) => readPieces(fd, name, pieces, target, signal)),
		fingerprint: async () => fingerprintOf(await statFile(path, name)),
	};
}

async function statFile(path: string, name: string) {
	const stats = await stat(path, { bigint: true }).catch((error: unknown) => {
		throw ioError('read', name, error);
	});
	if (stats.isDirectory()) throw ioError('read', name, { code: 'EISDIR' });
	if (!stats.isFile()) throw new Error(`Cannot read ${name}: it is not a regular file. Pipe it in, and name it -.`);
	return stats;
}

function openFile(path: string, name: string): Promise<FileHandle> {
	return open(path, 'r').catch((error: unknown) => {
		throw ioError('read', name, error);
	});
}
