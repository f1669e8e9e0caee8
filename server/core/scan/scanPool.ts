import type { ByteSource } from '../json/byteSource.ts';
import type { Mapping } from '../record/mapping.ts';
import type { ReaderOptions } from '../record/recordReader.ts';
import type { ScanOptions } from './scan.ts';
import type { ScanPart } from './scanPart.ts';

/** What may be asked of whoever reads a whole source. */
export type PoolOptions = ScanOptions & ReaderOptions & PartialReading;

export interface PartialReading {
	/** Ends the reading early, soon after it is aborted: the result is what was read until then, whole lines without a gap. */
	readonly stop?: AbortSignal;
	/**
	 * Told as reading goes on of the bytes from the source's start that are read without a gap.
	 *
	 * @param prefix makes a part of their lines, at next to no cost.
	 */
	readonly onPrefix?: (end: number, prefix: () => ScanPart) => void;
}

/** Reads whole sources, in as many threads as it likes: the result is that of `scanToPart`, which is the pool of this thread alone. */
export interface ScanPool {
	/** @throws what the source's I/O throws, and the signal's reason when aborted. */
	scan(source: ByteSource, mapping: Mapping | undefined, options: PoolOptions): Promise<ScanPart>;
}
