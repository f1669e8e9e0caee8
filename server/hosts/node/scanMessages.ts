/** What the thread that scores and the threads that read say to each other. */
import type { Mapping } from '../../core/record/mapping.ts';
import type { ReaderOptions } from '../../core/record/readerOptions.ts';
import type { ByteRange } from '../../core/scan/rangeScan.ts';
import type { ScanPart } from '../../core/scan/scanPart.ts';

/**
 * What a reading thread is told: first of a file, then of one range after another, each when the one before is nearly read or answered, and in
 * the end to end.
 */
export type ScanOrder = { readonly kind: 'open'; readonly file: ScannedFile } | ReadOrder | { readonly kind: 'end' };

export interface ScannedFile {
	readonly path: string;
	/** Bytes of the file that are to be read: it may grow meanwhile. */
	readonly size: number;
	readonly mapping: Mapping | undefined;
	readonly options: Omit<ReaderOptions, 'isUtf8'>;
	readonly lineLimit: number | undefined;
}

export interface ReadOrder {
	readonly kind: 'read';
	readonly range: ByteRange;
	/** Buffers of a part that nobody looks at any more, for the columns of the answer. */
	readonly freeBuffers: readonly SharedArrayBuffer[];
}

/** What it says of each range: that it will soon be done with it, so that it need not wait for the next one, then what it has read. */
export type ScanReply = { readonly kind: 'nearly' } | { readonly kind: 'read'; readonly part: ScanPart | undefined };
