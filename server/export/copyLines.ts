/** Copies the lines of chosen examples, byte for byte. */

import type { ExportOrder } from '../../shared/protocol.ts';
import { readPieces } from '../core/byteSource.ts';
import type { Example } from '../core/dataset.ts';
import { Byte } from '../core/jsonTokens.ts';
import { joinChunks } from '../core/lineSplitter.ts';
import { type LoadedDataset, type LoadedSource, placeOf } from '../core/loadDataset.ts';
import { lineRange } from '../core/scanPart.ts';

export interface CopyOptions {
	readonly order: ExportOrder;
	readonly signal: AbortSignal;
	/** Lines copied so far, of how many. */
	readonly onProgress?: (copied: number, total: number) => void;
	/** Bytes of output to put together in memory. */
	readonly batchSize?: number;
	/** Sees each line with its number in the dataset, and gives what is written in its place. */
	readonly change?: LineChange;
}

/** The line ends with its line break. */
export type LineChange = (line: Uint8Array, lineNumber: number) => Uint8Array;

/** The larger, the more lines that lie far from each other are read together; 24 MiB took a file of 2 GB to 287 MiB of memory. */
const defaultBatchSize = 2 ** 24;

/** A line to be copied. */
interface Place {
	readonly line: number;
	readonly source: LoadedSource;
	readonly start: number;
	readonly end: number;
	/** Where it begins in what goes out together. */
	readonly at: number;
	/** Its bytes may have to be changed, so that they are one line: nothing goes out together with it behind it. */
	readonly isLast: boolean;
}

/**
 * Writes every line of every chosen example: in the order of the file, or example after example as they are given. Lines keep their
 * line breaks; the last line of a file gets one if it has none, so that nothing is glued to it. Elements of an array become lines.
 *
 * In whatever order lines are written, sources are read from front to back, batch by batch.
 *
 * @returns the number of lines written.
 */
export async function copyLines(
	loaded: LoadedDataset,
	chosen: readonly Example[],
	write: (bytes: Uint8Array) => Promise<void>,
	{ order, signal, onProgress, batchSize = defaultBatchSize, change }: CopyOptions,
): Promise<number> {
	const lines = linesOf(loaded, chosen, order);
	for (let at = 0; at < lines.length; ) {
		const batch = batchFrom(loaded, lines, at, batchSize);
		const bytes = await bytesOf(batch, signal);
		await write(change === undefined ? bytes : changedLines(bytes, batch, change));
		at += batch.length;
		onProgress?.(at, lines.length);
	}
	return lines.length;
}

/** The chosen examples' lines in the order in which they are written. */
function linesOf({ dataset }: LoadedDataset, chosen: readonly Example[], order: ExportOrder): Int32Array {
	const positions = new Int32Array(dataset.examples.length).fill(-1);
	chosen.forEach(({ index }, position) => {
		positions[index] = position;
	});
	const { exampleOfLine } = dataset;
	const found = new Int32Array(exampleOfLine.length);
	let count = 0;
	for (let line = 0; line < exampleOfLine.length; line++) if (positions[exampleOfLine[line]!]! >= 0) found[count++] = line;
	const lines = found.slice(0, count);
	if (order === 'file') return lines;
	// Where the lines of each position begin, then each line to its place: the order of the file within an example.
	const nextPlace = new Int32Array(chosen.length + 1);
	for (const line of lines) nextPlace[positions[exampleOfLine[line]!]! + 1]!++;
	for (let position = 1; position < nextPlace.length; position++) nextPlace[position]! += nextPlace[position - 1]!;
	const ordered = new Int32Array(lines.length);
	for (const line of lines) ordered[nextPlace[positions[exampleOfLine[line]!]!]!++] = line;
	return ordered;
}

/** The next lines that go out together: as many as fit. */
function batchFrom(loaded: LoadedDataset, lines: Int32Array, first: number, batchSize: number): readonly Place[] {
	const batch: Place[] = [];
	let length = 0;
	for (const line of lines.subarray(first)) {
		const { source, index } = placeOf(loaded, line);
		const { start, end } = lineRange(source.part, index);
		if (batch.length > 0 && length + end - start > batchSize) break;
		const isLast = source.container === 'array' || index === source.part.lineCount - 1;
		batch.push({ line, source, start, end, at: length, isLast });
		length += end - start;
		if (isLast) break;
	}
	return batch;
}

/** The batch's lines one after the other. */
async function bytesOf(batch: readonly Place[], signal: AbortSignal): Promise<Uint8Array> {
	const last = batch.at(-1)!;
	const bytes = new Uint8Array(last.at + last.end - last.start);
	const pieces = batch.toSorted((left, right) => left.line - right.line);
	for (let first = 0; first < pieces.length; ) {
		const { source } = pieces[first]!;
		let next = first + 1;
		while (pieces[next]?.source === source) next++;
		await readPieces(source.source, pieces.slice(first, next), bytes, signal);
		first = next;
	}
	return asLines(bytes, last.source);
}

function changedLines(bytes: Uint8Array, batch: readonly Place[], change: LineChange): Uint8Array {
	let length = 0;
	const lines = batch.map(({ line, at }, index) => {
		const changed = change(bytes.subarray(at, batch[index + 1]?.at), line);
		length += changed.length;
		return changed;
	});
	return joinChunks(lines, length);
}

/** @param source of the last of the lines. */
function asLines(bytes: Uint8Array, { container }: LoadedSource): Uint8Array {
	// In JSON a line break stands between tokens only, where nothing is lost without it.
	const content = container === 'array' ? bytes.filter((byte) => byte !== Byte.lineFeed && byte !== Byte.carriageReturn) : bytes;
	if (content.at(-1) === Byte.lineFeed) return content;
	const closed = new Uint8Array(content.length + 1);
	closed.set(content);
	closed[content.length] = Byte.lineFeed;
	return closed;
}
