/** Reads sources from end to end into one scored dataset, with an index of where each of its lines stands. */
import type { Discount } from '../../shared/belief.ts';
import type { ByteSource } from './byteSource.ts';
import { createDataset, type Dataset, type Scorer } from './dataset.ts';
import { unknownFormatMessage } from './finding.ts';
import { concatLines, LineKind, withStep } from './lineColumns.ts';
import type { Format } from './mapping.ts';
import type { MatchMethod } from './match.ts';
import type { LineProblem } from './problem.ts';
import type { ReaderOptions } from './recordReader.ts';
import type { ScanPart } from './scanPart.ts';
import type { ScanPool } from './scanPool.ts';
import { scanToPart } from './scanToPart.ts';
import { createTextIndex } from './textIndex.ts';

/** A source, and how detection found that it is to be read. */
export interface DetectedSource {
	readonly source: ByteSource;
	readonly container: 'lines' | 'array';
	readonly format: Format | undefined;
	/** The training step of all its rollouts, where something other than its records tells it, such as its name; theirs come first. */
	readonly step?: number | null;
}

export interface LoadOptions extends ReaderOptions {
	readonly scorer: Scorer;
	readonly seed: number;
	/** How evidence of earlier steps fades; not at all unless given. */
	readonly discount?: Discount;
	readonly signal: AbortSignal;
	readonly onProgress?: (bytesRead: number) => void;
	/** Sees the bytes of each source in order. */
	readonly onChunk?: (source: ByteSource, chunk: Uint8Array) => void;
	/** Who reads; this thread unless given. */
	readonly pool?: ScanPool;
}

/** Line numbers of the dataset run on from source to source. */
export interface LoadedDataset {
	readonly dataset: Dataset;
	readonly sources: readonly LoadedSource[];
	/** Where the rollouts stand elsewhere: how they were found. */
	readonly join?: JoinReport;
}

/** How a join came out. */
export interface JoinReport {
	/** What the rollouts were read from. */
	readonly rollouts: readonly LoadedSource[];
	/** `undefined`: nothing matches. */
	readonly method: MatchMethod | undefined;
	/** Records of the training set, and how many of them have rollouts. */
	readonly lines: number;
	readonly matchedLines: number;
	/** Examples among the rollouts, and how many of them belong to a line. */
	readonly examples: number;
	readonly matchedExamples: number;
}

export interface LoadedSource extends DetectedSource {
	/** Number of its first line in the dataset. */
	readonly firstLine: number;
	/** Where its lines stand. */
	readonly part: ScanPart;
}

/**
 * Examples with a group key are put together across sources.
 *
 * @throws what a source's I/O throws, and the signal's reason when aborted.
 */
export async function loadDataset(detected: readonly DetectedSource[], options: LoadOptions): Promise<LoadedDataset> {
	const sources: LoadedSource[] = [];
	let bytesRead = 0;
	let lineCount = 0;
	const { onChunk, pool = { scan: scanToPart } } = options;
	const index = createTextIndex();
	for (const entry of detected) {
		const { source, container, format } = entry;
		const bytesBefore = bytesRead;
		const part = await pool.scan(source, format?.mapping, {
			...options,
			container,
			fileKey: source.name,
			index,
			onProgress: (bytesOfSource) => {
				bytesRead = bytesBefore + bytesOfSource;
				options.onProgress?.(bytesRead);
			},
			onChunk: onChunk && ((chunk) => onChunk(source, chunk)),
		});
		sources.push({ ...entry, firstLine: lineCount, part: { ...part, lines: withStep(part.lines, entry.step ?? null) } });
		lineCount += part.lines.length;
	}
	return assembleDataset(sources, options);
}

/** Puts what was found in sources together. */
export function assembleDataset(
	sources: readonly LoadedSource[],
	options: Pick<LoadOptions, 'scorer' | 'seed' | 'discount'>,
): LoadedDataset {
	const format = sources.find((entry) => entry.format !== undefined)?.format;
	const problems: LineProblem[] = [];
	for (const { part, firstLine, format: ofSource } of sources) {
		// Of sources that are all unknown the finding on the whole dataset says enough.
		const unmapped = ofSource === undefined && format !== undefined ? part.lines.kinds.indexOf(LineKind.unmapped) : -1;
		if (unmapped >= 0) problems.push({ code: 'unknown-format', message: unknownFormatMessage, lineNumber: firstLine + unmapped });
		for (const problem of part.problems) problems.push({ ...problem, lineNumber: firstLine + problem.lineNumber });
		if (part.damage !== undefined)
			problems.push({ code: 'damaged-file', message: part.damage, lineNumber: firstLine + part.lines.length - 1 });
	}
	const lineName = (lineNumber: number): string => {
		const { source, fileLine } = placeOf({ sources }, lineNumber);
		return sources.length === 1 ? `line ${fileLine + 1}` : `line ${fileLine + 1} of ${source.source.name}`;
	};
	const lines = concatLines(sources.map(({ part }) => part.lines));
	return { dataset: createDataset({ ...options, format, lines, problems, lineName }), sources };
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
	return { source, index, fileLine: source.part.elements?.lineNumbers[index] ?? index };
}
