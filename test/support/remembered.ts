/** What it takes to open a file twice without a disk. */
import type { ByteSource } from '../../server/core/json/byteSource.ts';
import type { BufferStore } from '../../server/core/scan/partCache.ts';

/** A file in memory that counts the bytes that are read from it. */
export function fileOf(content: Uint8Array) {
	const file = { content, time: 1, bytesRead: 0, size: content.length };
	const source: ByteSource = {
		name: 'pool.jsonl',
		path: '/data/pool.jsonl',
		get size() {
			return file.content.length;
		},
		async *read() {
			for (let at = 0; at < file.content.length; at += 2 ** 16) {
				const chunk = file.content.subarray(at, at + 2 ** 16);
				file.bytesRead += chunk.length;
				yield chunk;
			}
		},
		readRange: async (start, end) => {
			file.bytesRead += end - start;
			return file.content.subarray(start, end);
		},
		fingerprint: async () => `${file.content.length}:${file.time}`,
	};
	return { file, source };
}

/** A cache in memory. */
export function createMemoryStore(): BufferStore & { readonly buffers: Map<string, Uint8Array> } {
	const buffers = new Map<string, Uint8Array>();
	return {
		buffers,
		read: async (name) => buffers.get(name),
		write: async (name, bytes) => buffers.set(name, bytes) === buffers,
	};
}
