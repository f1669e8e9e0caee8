/** Reads a whole source, line after line. */
import { createArraySplitter } from './arraySplitter.ts';
import type { ByteSource } from './byteSource.ts';
import { Byte } from './jsonTokens.ts';
import type { LineReading } from './lineReading.ts';
import { createLineSplitter, defaultLineLimit, joinChunks, type LineSink, type SplitLine } from './lineSplitter.ts';
import type { RecordReader } from './recordReader.ts';
import type { TextIndex } from './textIndex.ts';

export interface ScannedRecord {
	readonly reading: LineReading;
	readonly line: SplitLine;
}

export interface ScanOptions {
	readonly container: 'lines' | 'array';
	readonly signal: AbortSignal;
	readonly lineLimit?: number;
	/** Makes lines fast to read; see {@link createLineSplitter}. */
	readonly index?: TextIndex | undefined;
	readonly isUtf8?: ((bytes: Uint8Array) => boolean) | undefined;
	/** Bytes read so far, after each chunk. */
	readonly onProgress?: (bytesRead: number) => void;
	/** Sees every chunk's bytes once, in order, for a checksum. */
	readonly onChunk?: (chunk: Uint8Array) => void;
}

/**
 * Calls `onRecord` for every line in order.
 *
 * @throws what the source's I/O throws, and the signal's reason when aborted.
 */
export async function scanSource(
	source: ByteSource,
	reader: RecordReader,
	onRecord: (record: ScannedRecord) => void,
	{ container, signal, lineLimit = defaultLineLimit, index, isUtf8, onProgress, onChunk }: ScanOptions,
): Promise<void> {
	const sink: LineSink = (line) => {
		const reading = line.isTooLong ? tooLong(line) : reader(line.buffer, line.start, line.end, line.isTorn, line.strings);
		onRecord({ reading, line });
	};
	const splitter =
		container === 'array' ? createArraySplitter(sink, { lineLimit }) : createLineSplitter(sink, { lineLimit, index, isUtf8 });
	let bytesRead = 0;
	for await (const chunk of source.read(signal)) {
		signal.throwIfAborted();
		onChunk?.(chunk);
		splitter.push(chunk);
		bytesRead += chunk.length;
		onProgress?.(bytesRead);
	}
	splitter.finish();
}

/** A first line longer than this is not read to its end by {@link readHead}. */
const longestFirstLine = 2 ** 26;

/**
 * The source's first bytes, at least `length` of them unless it ends before; more where the first line is longer, so that there is a
 * whole record to look at.
 */
export async function readHead(source: ByteSource, length: number, signal: AbortSignal): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	let filled = 0;
	let hasBreak = false;
	for await (const chunk of source.read(signal)) {
		parts.push(new Uint8Array(chunk)); // Not `slice`, which copies nothing of a Node Buffer.
		filled += chunk.length;
		hasBreak ||= chunk.includes(Byte.lineFeed);
		if (filled >= (hasBreak ? length : longestFirstLine)) break;
	}
	return joinChunks(parts, filled);
}

function tooLong({ sourceStart, sourceEnd }: SplitLine): LineReading {
	const mebibytes = Math.round((sourceEnd - sourceStart) / 2 ** 20);
	const message = `This line has ${mebibytes} MiB, more than fits into one JavaScript string: it is not read, the rest of the file is.`;
	return { kind: 'broken', problems: [{ code: 'line-too-long', message }] };
}
