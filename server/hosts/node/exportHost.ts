import { createHash } from 'node:crypto';
import type { ExportHost } from '../../export/exportHost.ts';
import { createAtomicFile } from './atomicFile.ts';

/** Exports to the files of this machine. */
export function createNodeExportHost(): ExportHost {
	return {
		createFile: createAtomicFile,
		createChecksum: () => {
			const hash = createHash('sha256');
			return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
		},
		now: () => new Date(),
	};
}
