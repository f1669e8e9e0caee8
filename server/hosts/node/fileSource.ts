import { type FileHandle, open, stat } from 'node:fs/promises';
import type { ByteSource } from '../../core/byteSource.ts';
import { ioError } from './ioError.ts';

/** One chunk: larger ones gain nothing, smaller ones cost calls. */
const chunkSize = 2 ** 20;

/**
 * A regular file.
 *
 * @param name how people name it, where that is not its path.
 * @throws an error for people when it is not there, not readable, or not a regular file.
 */
export async function createFileSource(path: string, name = path): Promise<ByteSource> {
	const { size } = await statFile(path, name);
	return {
		name,
		size,
		async *read(signal) {
			const file = await openFile(path, name);
			try {
				const chunk = new Uint8Array(chunkSize);
				for (;;) {
					signal.throwIfAborted();
					const { bytesRead } = await readChunk(file, chunk, name);
					if (bytesRead === 0) return;
					yield chunk.subarray(0, bytesRead);
				}
			} finally {
				await file.close();
			}
		},
		async readRange(start, end) {
			const file = await openFile(path, name);
			try {
				const bytes = new Uint8Array(end - start);
				let filled = 0;
				while (filled < bytes.length) {
					const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
					if (bytesRead === 0) throw new Error(`${name} is shorter than it was: it changed while it was read. Try again.`);
					filled += bytesRead;
				}
				return bytes;
			} finally {
				await file.close();
			}
		},
		async fingerprint() {
			const stats = await statFile(path, name);
			return `${stats.size}:${stats.mtimeMs}`;
		},
	};
}

async function statFile(path: string, name: string) {
	const stats = await stat(path).catch((error: unknown) => {
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

function readChunk(file: FileHandle, chunk: Uint8Array, name: string) {
	return file.read(chunk, 0, chunk.length, null).catch((error: unknown) => {
		throw ioError('read', name, error);
	});
}
