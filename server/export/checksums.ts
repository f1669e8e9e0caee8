/** SHA-256 of source files, taken on the way where their bytes pass anyway. */
import type { ByteSource } from '../core/json/byteSource.ts';
import type { Checksum, ExportHost } from './exportHost.ts';

export interface SourceChecksums {
	/** Sees each source's bytes in order. */
	update(source: ByteSource, chunk: Uint8Array): void;
	/** Of each source the file as it lies: packed files, whose own bytes did not pass, are read for it. */
	digests(signal: AbortSignal): Promise<readonly string[]>;
}

export function createSourceChecksums(host: ExportHost, sources: readonly ByteSource[]): SourceChecksums {
	const checksums = new Map<ByteSource, Checksum>(sources.map((source) => [source, host.createChecksum()]));
	return {
		update(source, chunk) {
			if (source.packing === undefined) checksums.get(source)?.update(chunk);
		},
		async digests(signal) {
			const digests: string[] = [];
			for (const [{ packing }, checksum] of checksums) {
				if (packing !== undefined) for await (const chunk of packing.file.read(signal)) checksum.update(chunk);
				digests.push(checksum.digest());
			}
			return digests;
		},
	};
}
