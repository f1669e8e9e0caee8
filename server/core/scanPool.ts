import type { ByteSource } from './byteSource.ts';
import type { Mapping } from './mapping.ts';
import type { ReaderOptions } from './recordReader.ts';
import type { ScanOptions } from './scan.ts';
import type { ScanPart } from './scanPart.ts';

/** Reads whole sources, in as many threads as it likes: the result is that of `scanToPart`, which is the pool of this thread alone. */
export interface ScanPool {
	/** @throws what the source's I/O throws, and the signal's reason when aborted. */
	scan(source: ByteSource, mapping: Mapping | undefined, options: ScanOptions & ReaderOptions): Promise<ScanPart>;
}
