/** Exports into memory. */
import { createHash } from 'node:crypto';
import type { ExportHost } from '../../server/export/exportHost.ts';
import { concat, textOf } from './bytes.ts';

/** @returns a host, and the text of each file by its path once it was put in place. */
export function createMemoryExports(): { readonly host: ExportHost; readonly files: ReadonlyMap<string, string> } {
	const files = new Map<string, string>();
	const host: ExportHost = {
		async createFile(path) {
			const parts: Uint8Array[] = [];
			return {
				path,
				write: async (bytes) => void parts.push(bytes.slice()),
				flush: async () => undefined,
				commit: async () => void files.set(path, textOf(concat(...parts))),
				discard: async () => undefined,
			};
		},
		createChecksum: () => {
			const hash = createHash('sha256');
			return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
		},
		now: () => new Date(0),
	};
	return { host, files };
}
