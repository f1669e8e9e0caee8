/** Reads sources from end to end into one scored dataset, with an index of where each of its lines stands. */
import type { Score } from '../../shared/score.ts';
import type { ByteSource } from './byteSource.ts';
import { createDataset, type Dataset, type LineProblem } from './dataset.ts';
import { unknownFormatMessage } from './finding.ts';
import { type GroupHandle, Grouping } from './grouping.ts';
import { skipSpace } from './jsonTokens.ts';
import type { Format } from './mapping.ts';
import { createRecordReader, type ReaderOptions } from './recordReader.ts';
import { scanSource } from './scan.ts';
import { createTextIndex } from './textIndex.ts';

/** A source, and how detection found that it is to be read. */
export interface DetectedSource {
	readonly source: ByteSource;
	readonly container: 'lines' | 'array';
	readonly format: Format | undefined;
}

/** Bytes. */
const indexWindow = 2 ** 21;

export interface LoadOptions extends ReaderOptions {
	readonly scorer: (successes: number, trials: number) => Score;
	readonly seed: number;
	readonly signal: AbortSignal;
	readonly onProgress?: (bytesRead: number) => void;
	/** Sees the bytes of each source in order. */
	readonly onChunk?: (source: ByteSource, chunk: Uint8Array) => void;
}

/** Line numbers of the dataset run on from source to source. */
export interface LoadedDataset {
	readonly dataset: Dataset;
	readonly sources: readonly LoadedSource[];
}

export interface LoadedSource extends DetectedSource {
	/** Number of its first line in the dataset. */
	readonly firstLine: number;
	/** Byte offsets of each line: where it starts, and behind its line break. */
	readonly starts: readonly number[];
	readonly ends: readonly number[];
	/** 0-based line in the file of each record; in an array several records can share one. */
	readonly lineNumbers: readonly number[] | undefined;
	/** Why this is not all of it, where the source is cut off or damaged. */
	readonly damage: string | undefined;
}

/**
 * Examples with a group key are put together across sources.
 *
 * @throws what a source's I/O throws, and the signal's reason when aborted.
 */
export async function loadDataset(detected: readonly DetectedSource[], options: LoadOptions): Promise<LoadedDataset> {
	const grouping = new Grouping(options.scorer, options.seed);
	const handles: (GroupHandle | undefined)[] = [];
	const problems: LineProblem[] = [];
	const sources: LoadedSource[] = [];
	const format = detected.find((entry) => entry.format !== undefined)?.format;
	let brokenLines = 0;
	let bytesRead = 0;
	const index = createTextIndex(indexWindow);
	for (const entry of detected) {
		const { source, container } = entry;
		const reader = createRecordReader(entry.format?.mapping, { ...options, fileKey: source.name });
		// Of sources that are all unknown the finding on the whole dataset says enough.
		let isUnknown = entry.format === undefined && format !== undefined;
		const firstLine = handles.length;
		const starts: number[] = [];
		const ends: number[] = [];
		const lineNumbers: number[] | undefined = container === 'array' ? [] : undefined;
		const bytesBefore = bytesRead;
		const damage = await scanSource(
			source,
			reader,
			({ reading, line }) => {
				const lineNumber = handles.length;
				handles.push(reading.kind === 'record' ? grouping.add(reading) : undefined);
				if (reading.kind !== 'blank') for (const problem of reading.problems) problems.push({ ...problem, lineNumber });
				if (reading.kind === 'broken') brokenLines++;
				if (isUnknown && reading.kind === 'blank' && skipSpace(line.buffer, line.start, line.end) < line.end) {
					problems.push({ code: 'unknown-format', message: unknownFormatMessage, lineNumber });
					isUnknown = false;
				}
				starts.push(line.sourceStart);
				ends.push(line.sourceEnd);
				lineNumbers?.push(line.lineNumber);
			},
			{
				container,
				signal: options.signal,
				index,
				isUtf8: options.isUtf8,
				onProgress: (bytesOfSource) => {
					bytesRead = bytesBefore + bytesOfSource;
					options.onProgress?.(bytesRead);
				},
				onChunk: (chunk) => options.onChunk?.(source, chunk),
			},
		);
		if (damage !== undefined) {
			// Where not one line could be read, the damage itself stands for one, so that there is a place to report it at.
			if (starts.length === 0) {
				handles.push(undefined);
				starts.push(0);
				ends.push(0);
				lineNumbers?.push(0);
			}
			problems.push({ code: 'damaged-file', message: damage, lineNumber: handles.length - 1 });
		}
		sources.push({ ...entry, firstLine, starts, ends, lineNumbers, damage });
	}
	grouping.settle();
	const lineName = (lineNumber: number): string => {
		const { source, fileLine } = placeOf({ sources }, lineNumber);
		return sources.length === 1 ? `line ${fileLine + 1}` : `line ${fileLine + 1} of ${source.source.name}`;
	};
	return { dataset: createDataset({ format, handles, problems, brokenLines, seed: options.seed, lineName }), sources };
}

/** Where a line of the dataset stands: its source, its index there, and its 0-based line number in the file. */
export function placeOf(
	{ sources }: Pick<LoadedDataset, 'sources'>,
	lineNumber: number,
): { readonly source: LoadedSource; readonly index: number; readonly fileLine: number } {
	let at = 0;
	// The last source that starts at or before the line, by halving: there can be a hundred thousand.
	for (let end = sources.length; end - at > 1; ) {
		const middle = (at + end) >>> 1;
		if (sources[middle]!.firstLine <= lineNumber) at = middle;
		else end = middle;
	}
	const source = sources[at]!;
	const index = lineNumber - source.firstLine;
	return { source, index, fileLine: source.lineNumbers?.[index] ?? index };
}
