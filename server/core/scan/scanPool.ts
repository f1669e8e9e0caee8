import type { ByteSource } from '../json/byteSource.ts';
import type { Mapping } from '../record/mapping.ts';
import type { ReaderOptions } from '../record/readerOptions.ts';
import type { ScanOptions } from './scan.ts';
import type { ScanPart } from './scanPart.ts';

/** What may be asked of whoever reads a whole source. */
export type PoolOptions = ScanOptions & ReaderOptions & PartialReading & Remembering;

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

export interface Remembering {
	/** Told, where the part is kept from one session to the next, of where what is made of it can be kept beside it. */
	readonly onKept?: (memory: PartMemory) => void;
}

/** Keeps what was made of a part, by name: what is read was made of the very same part. At worst it keeps nothing. */
export interface PartMemory {
	read(name: string): Promise<unknown>;
	/** @param data an object of what JSON knows and of typed arrays. */
	write(name: string, data: object): Promise<void>;
}

/** Reads whole sources, in as many threads as it likes: the result is that of `scanToPart`, which is the pool of this thread alone. */
export interface ScanPool {
	/** @throws what the source's I/O throws, and the signal's reason when aborted. */
	scan(source: ByteSource, mapping: Mapping | undefined, options: PoolOptions): Promise<ScanPart>;
	/** What a scan would give, where that is known from before; else `undefined`, at once. Absent from pools that remember nothing. */
	recall?(source: ByteSource, mapping: Mapping | undefined, options: PoolOptions): Promise<ScanPart | undefined>;
}
