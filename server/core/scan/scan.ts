/** Reads a whole source, line after line. */
import { createArraySplitter } from '../json/arraySplitter.ts';
import { type ByteSource, DamagedSourceError } from '../json/byteSource.ts';
import {
	createLineSplitter,
	defaultLineLimit,
	joinChunks,
	type LineSink,
	type RowSink,
	type SplitLine,
} from '../json/lineSplitter.ts';
import type { TextIndex } from '../json/textIndex.ts';
import type { LineReading } from '../record/lineReading.ts';
import type { RecordReader } from '../record/recordReader.ts';

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
	/** Takes lines of JSONL many at once where it can; the others are told one by one. */
	readonly rows?: RowSink | undefined;
	/** Bytes read so far, after each chunk. */
	readonly onProgress?: (bytesRead: number) => void;
	/** Sees every chunk's bytes once, in order, for a checksum. */
	readonly onChunk?: ((chunk: Uint8Array) => void) | undefined;
}

/**
 * Calls `onRecord` for every line in order.
 *
 * @returns what is wrong with a source that is cut off or damaged, of which this was all that can be read.
 * @throws what the source's I/O throws, and the signal's reason when aborted.
 */
export async function scanSource(
	source: ByteSource,
	reader: RecordReader,
	onRecord: (record: ScannedRecord) => void,
	{ container, signal, lineLimit = defaultLineLimit, index, isUtf8, rows, onProgress, onChunk }: ScanOptions,
): Promise<string | undefined> {
	const sink: LineSink = (line) => onRecord({ reading: readLine(reader, line), line });
	const splitter =
		container === 'array' ? createArraySplitter(sink, { lineLimit }) : createLineSplitter(sink, { lineLimit, index, isUtf8, rows });
	let bytesRead = 0;
	const damage = await readUndamaged(source, signal, (chunk) => {
		signal.throwIfAborted();
		onChunk?.(chunk);
		splitter.push(chunk);
		bytesRead += chunk.length;
		onProgress?.(bytesRead);
		return true;
	});
	splitter.finish();
	return damage;
}

/** Hands out chunks until `take` wants no more. @returns the message of a {@link DamagedSourceError}, if one ended it. */
async function readUndamaged(
	source: ByteSource,
	signal: AbortSignal,
	take: (chunk: Uint8Array) => boolean,
): Promise<string | undefined> {
	try {
		for await (const chunk of source.read(signal)) if (!take(chunk)) break;
		return undefined;
	} catch (error) {
		if (error instanceof DamagedSourceError) return error.message;
		throw error;
	}
}

/**
 * The source's first `length` bytes, fewer where it ends before.
 *
 * @param onDamage told of a source that is cut off or damaged before that.
 */
export async function readHead(
	source: ByteSource,
	length: number,
	signal: AbortSignal,
	onDamage?: (message: string) => void,
): Promise<Uint8Array> {
	const { packing, size } = source;
	// By the handle that is open since the file's kind was looked at: of very many small files that spares a quarter of the calls.
	if (packing === undefined && size !== undefined) return source.readRange(0, Math.min(size, length));
	const head = await readUntil(source, signal, (read) => read >= length, onDamage);
	return head.subarray(0, length);
}

export interface FirstRecordOptions {
	/** Bytes behind the record that are wanted too; none unless given. */
	readonly behind?: number;
	/** Told of a source that is cut off or damaged before that. */
	readonly onDamage?: (message: string) => void;
}

/** The source's first bytes up to the end of its first record and somewhat more, or up to a limit where that is longer. */
export async function readFirstRecord(
	source: ByteSource,
	container: ScanOptions['container'],
	signal: AbortSignal,
	{ behind = 0, onDamage }: FirstRecordOptions = {},
): Promise<Uint8Array> {
	let wanted = longestFirstRecord;
	const sink: LineSink = ({ sourceEnd }) => {
		wanted = Math.min(wanted, sourceEnd + behind);
	};
	const splitter = container === 'array' ? createArraySplitter(sink) : createLineSplitter(sink);
	const isEnough = (read: number, chunk: Uint8Array): boolean => {
		splitter.push(chunk);
		return read >= wanted;
	};
	return readUntil(source, signal, isEnough, onDamage);
}

/** A first record longer than this is not read to its end by {@link readFirstRecord}. */
const longestFirstRecord = 2 ** 26;

async function readUntil(
	source: ByteSource,
	signal: AbortSignal,
	isEnough: (bytesRead: number, chunk: Uint8Array) => boolean,
	onDamage: ((message: string) => void) | undefined,
): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	let filled = 0;
	const damage = await readUndamaged(source, signal, (chunk) => {
		parts.push(new Uint8Array(chunk)); // Not `slice`, which copies nothing of a Node Buffer.
		filled += chunk.length;
		return !isEnough(filled, chunk);
	});
	if (damage !== undefined) onDamage?.(damage);
	return joinChunks(parts, filled);
}

/** What a split line says. */
export function readLine(reader: RecordReader, line: SplitLine): LineReading {
	return line.isTooLong ? tooLong(line) : reader(line.buffer, line.start, line.end, line.isTorn, line.strings);
}

function tooLong({ sourceStart, sourceEnd }: SplitLine): LineReading {
	const mebibytes = Math.round((sourceEnd - sourceStart) / 2 ** 20);
	const message = `This line has ${mebibytes} MiB, more than fits into one JavaScript string: it is not read, the rest of the file is.`;
	return { kind: 'broken', problems: [{ code: 'line-too-long', message }] };
}
