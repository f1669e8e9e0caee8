/** What the thread that scores and the threads that read say to each other. */
import type { Mapping } from '../../core/record/mapping.ts';
import type { ReaderOptions } from '../../core/record/readerOptions.ts';
import type { ByteRange } from '../../core/scan/rangeScan.ts';
import type { ScanPart } from '../../core/scan/scanPart.ts';

/** Given to a reading thread as it starts. It is then asked one question after another, each when the one before is answered. */
export interface ScanWorkerData {
	readonly path: string;
	/** Bytes of the file that are to be read: it may grow meanwhile. */
	readonly size: number;
	readonly mapping: Mapping | undefined;
	readonly options: Omit<ReaderOptions, 'isUtf8'>;
	readonly lineLimit: number | undefined;
}

/** What a reading thread is asked. */
export interface ScanWorkerQuestion {
	readonly range: ByteRange;
	/** Buffers of a part that nobody looks at any more, for the columns of the answer. */
	readonly freeBuffers: readonly SharedArrayBuffer[];
}

/** What it answers. */
export interface ScanWorkerReply {
	readonly part: ScanPart | undefined;
}
