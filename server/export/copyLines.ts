/** Copies the lines of chosen examples, byte for byte. */

import type { ExportOrder } from '../../shared/protocol.ts';
import type { Example } from '../core/dataset.ts';
import { Byte } from '../core/jsonTokens.ts';
import { type LoadedDataset, type LoadedSource, placeOf } from '../core/loadDataset.ts';
import { lineRange } from '../core/scanPart.ts';

export interface CopyOptions {
	readonly order: ExportOrder;
	readonly signal: AbortSignal;
	/** Lines copied so far, of how many. */
	readonly onProgress?: (copied: number, total: number) => void;
}

/** Neighbouring lines are read at once up to this many bytes. */
const largestRead = 2 ** 22;

/**
 * Writes every line of every chosen example: in the order of the file, or example after example as they are given. Lines keep their
 * line breaks; the last line of a file gets one if it has none, so that nothing is glued to it. Elements of an array become lines.
 *
 * @returns the number of lines written.
 */
export async function copyLines(
	loaded: LoadedDataset,
	chosen: readonly Example[],
	write: (bytes: Uint8Array) => Promise<void>,
	{ order, signal, onProgress }: CopyOptions,
): Promise<number> {
	const lines = linesOf(loaded, chosen, order);
	let at = 0;
	while (at < lines.length) {
		signal.throwIfAborted();
		const { source, index } = placeOf(loaded, lines[at]!);
		const { start, end: first } = lineRange(source.part, index);
		let end = first;
		let run = 1;
		// Lines that follow each other in the file need one read.
		while (source.container === 'lines' && lines[at + run] === lines[at]! + run && index + run < source.part.lines.length) {
			const next = lineRange(source.part, index + run).end;
			if (next - start > largestRead) break;
			end = next;
			run++;
		}
		await write(asLines(await source.source.readRange(start, end), source));
		at += run;
		onProgress?.(at, lines.length);
	}
	return lines.length;
}

/** The chosen examples' lines in the order in which they are written. */
function linesOf({ dataset }: LoadedDataset, chosen: readonly Example[], order: ExportOrder): readonly number[] {
	const positions = new Map(chosen.map((example, position) => [example.index, position]));
	const lines: number[] = [];
	dataset.exampleOfLine.forEach((index, line) => {
		if (positions.has(index)) lines.push(line);
	});
	if (order === 'file') return lines;
	const positionOf = (line: number): number => positions.get(dataset.exampleOfLine[line]!)!;
	return lines.sort((left, right) => positionOf(left) - positionOf(right) || left - right);
}

function asLines(bytes: Uint8Array, { container }: LoadedSource): Uint8Array {
	// In JSON a line break stands between tokens only, where nothing is lost without it.
	const content = container === 'array' ? bytes.filter((byte) => byte !== Byte.lineFeed && byte !== Byte.carriageReturn) : bytes;
	if (content.at(-1) === Byte.lineFeed) return content;
	const closed = new Uint8Array(content.length + 1);
	closed.set(content);
	closed[content.length] = Byte.lineFeed;
	return closed;
}
