/** Reads a whole source, line after line. */
import { createArraySplitter } from './arraySplitter.ts';
import { type ByteSource, DamagedSourceError } from './byteSource.ts';
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
	{ container, signal, lineLimit = defaultLineLimit, index, isUtf8, onProgress, onChunk }: ScanOptions,
): Promise<string | undefined> {
	const sink: LineSink = (line) => onRecord({ reading: readLine(reader, line), line });
	const splitter =
		container === 'array' ? createArraySplitter(sink, { lineLimit }) : createLineSplitter(sink, { lineLimit, index, isUtf8 });
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

/** A first line longer than this is not read to its end by {@link readHead}. */
const longestFirstLine = 2 ** 26;

/**
 * The source's first bytes, at least `length` of them unless it ends before; more where the first line is longer, so that there is a
 * whole record to look at.
 *
 * @param onDamage told of a source that is cut off or damaged before that.
 */
export async function readHead(
	source: ByteSource,
	length: number,
	signal: AbortSignal,
	onDamage?: (message: string) => void,
): Promise<Uint8Array> {
	const { path, packing, size } = source;
	// A small file as a whole, by the handle that is open since its kind was looked at: of very many files that spares a quarter of the calls.
	if (path !== undefined && packing === undefined && size !== undefined && size <= length) return source.readRange(0, size);
	const parts: Uint8Array[] = [];
	let filled = 0;
	let hasBreak = false;
	const damage = await readUndamaged(source, signal, (chunk) => {
		parts.push(new Uint8Array(chunk)); // Not `slice`, which copies nothing of a Node Buffer.
		filled += chunk.length;
		hasBreak ||= chunk.includes(Byte.lineFeed);
		return filled < (hasBreak ? length : longestFirstLine);
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
