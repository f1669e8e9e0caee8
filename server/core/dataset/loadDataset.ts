/** Reads sources from end to end into one scored dataset, with an index of where each of its lines stands. */
import type { Discount } from '../../../shared/belief.ts';
import type { ByteSource } from '../json/byteSource.ts';
import { createTextIndex, type TextIndex } from '../json/textIndex.ts';
import type { Format } from '../record/mapping.ts';
import type { LineProblem } from '../record/problem.ts';
import type { ReaderOptions } from '../record/readerOptions.ts';
import { concatColumns } from '../scan/column.ts';
import { concatLines, type LineColumns, withStep } from '../scan/lineColumns.ts';
import type { ScanPart } from '../scan/scanPart.ts';
import type { PartMemory, PoolOptions, ScanPool } from '../scan/scanPool.ts';
import { scanToPart } from '../scan/scanToPart.ts';
import type { Turns } from '../slices.ts';
import { createDataset, type Dataset, type DatasetParts, type Scorer } from './dataset.ts';
import { deriveOnce } from './keptDerived.ts';
import type { MatchMethod } from './match.ts';
import { strayProblems } from './strayFile.ts';

/** A source, and how detection found that it is to be read. */
export interface DetectedSource {
	readonly source: ByteSource;
	readonly container: 'lines' | 'array';
	readonly format: Format | undefined;
	/** The training step of all its rollouts, where something other than its records tells it, such as its name; theirs come first. */
	readonly step?: number | null;
}

/** How examples are scored, and ranked where their scores are equal. */
export interface ScoringOptions {
	readonly scorer: Scorer;
	readonly seed: number;
	/** How evidence of earlier steps fades; not at all unless given. */
	readonly discount?: Discount;
}

export interface LoadOptions extends ReaderOptions, ScoringOptions, Turns {
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
	/** The fingerprint of each of them, from before it was read. */
	readonly fingerprints: readonly string[];
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
	/** Where its lines stand; what they were read as is in the dataset. */
	readonly part: Omit<ScanPart, 'lines'> & { readonly lineCount: number };
}

/** A source that was read. */
export type ReadSource = readonly [DetectedSource, ScanPart];

/** Sources that were put together, and not scored yet. */
interface Assembled {
	readonly content: Pick<DatasetParts, 'format' | 'lines' | 'problems' | 'lineName'>;
	readonly sources: readonly LoadedSource[];
}

/** Bytes from which on strings are looked for by WebAssembly: fewer are read by the time that it is compiled. */
const smallestIndexed = 2 ** 20;
/** Sources, or lines of them, that are put together at once. */
const mostSources = 128;
const mostLines = 2 ** 16;

/**
 * Examples with a group key are put together across sources.
 *
 * @throws what a source's I/O throws, and the signal's reason when aborted.
 */
export async function loadDataset(detected: readonly DetectedSource[], options: LoadOptions): Promise<LoadedDataset> {
	const { onChunk, pool = { scan: scanToPart } } = options;
	let index: TextIndex | undefined;
	const size = detected.reduce((sum, { source }) => sum + (source.size ?? smallestIndexed), 0);
	const assembly = createAssembly(formatOf(detected));
	const memories: PartMemory[] = [];
	let bytesRead = 0;
	// With every field, as to spread an object and add fields to it takes twenty times as long as to change those that it has.
	const common: PoolOptions = {
		...options,
		container: 'lines',
		fileKey: '',
		index: undefined,
		onProgress: () => undefined,
		onChunk: undefined,
		onKept: (memory) => memories.push(memory),
	};
	for (const entry of detected) {
		const { source, container, format } = entry;
		const bytesBefore = bytesRead;
		const own: PoolOptions = {
			...common,
			container,
			fileKey: source.name,
			withSources: options.withSources === true || (entry.step ?? null) !== null,
			index,
			onProgress: (bytesOfSource) => {
				bytesRead = bytesBefore + bytesOfSource;
				options.onProgress?.(bytesRead);
			},
			onChunk: onChunk && ((chunk) => onChunk(source, chunk)),
		};
		// Made when something is read: what is known needs none.
		const makingIndex = (): PoolOptions => ({
			...own,
			get index() {
				index ??= createTextIndex();
				return index;
			},
		});
		const part = await pool.scan(source, format?.mapping, index === undefined && size >= smallestIndexed ? makingIndex() : own);
		assembly.add(entry, part);
	}
	return scoreOnce(assembly.finish(), options, memories[0]);
}

/** The dataset of sources that were read, each into a part. */
export function assembleDataset(read: readonly ReadSource[], options: ScoringOptions): LoadedDataset {
	const { content, sources } = assembled(read);
	return { dataset: createDataset({ ...options, ...content }), sources };
}

/** The same, by what is kept beside the part of one source; it is kept for the next time. */
export function assembleOnce(
	read: readonly ReadSource[],
	options: ScoringOptions & Turns,
	memory: PartMemory | undefined,
): Promise<LoadedDataset> {
	return scoreOnce(assembled(read), options, memory);
}

function assembled(read: readonly ReadSource[]): Assembled {
	const assembly = createAssembly(formatOf(read.map(([entry]) => entry)));
	for (const [entry, part] of read) assembly.add(entry, part);
	return assembly.finish();
}

/** @param memory of a part; of several sources nothing is kept but their parts. */
async function scoreOnce(
	{ content, sources }: Assembled,
	options: ScoringOptions & Turns,
	memory: PartMemory | undefined,
): Promise<LoadedDataset> {
	const [only, ...others] = sources;
	const isOne = only !== undefined && others.length === 0;
	const conditions = { ...options, step: only?.step ?? null };
	const derived = memory !== undefined && isOne ? await deriveOnce(content.lines, conditions, memory) : undefined;
	return { dataset: createDataset({ ...options, ...content }, derived), sources };
}

function formatOf(detected: readonly DetectedSource[]): Format | undefined {
	return detected.find(({ format }) => format !== undefined)?.format;
}

/**
 * Puts what is found in sources together as they come. A part has a dozen buffers, which take 4 KB however little is in them: of a hundred
 * thousand small files they would be most of the memory, so that a hundred parts at a time share theirs. If a thousand waited for each other,
 * the garbage collector would come twice meanwhile, and take them for objects that are there to stay.
 *
 * @param format of the first source that has one.
 */
function createAssembly(format: Format | undefined) {
	const sources: LoadedSource[] = [];
	const problems: LineProblem[] = [];
	const blocks: LineColumns[] = [];
	let waiting: { entry: DetectedSource; firstLine: number; part: ScanPart; lines: LineColumns }[] = [];
	let lineCount = 0;
	let linesInBlocks = 0;

	const settle = (): void => {
		const [only] = waiting;
		const allStarts = waiting.map(({ part }) => part.starts);
		const starts = waiting.length === 1 ? only!.part.starts : (concatColumns(allStarts) as Float64Array);
		// Written out, as objects that are spread here would have a hidden class each, which is most of what a small file costs.
		for (const { entry, firstLine, part, lines } of waiting) {
			const { source, container, format, step = null } = entry;
			const { start, end, elements, problems: own, damage } = part;
			const at = firstLine - linesInBlocks;
			const startsOfPart = starts.subarray(at, at + lines.length);
			const placed = { start, end, elements, problems: own, damage, lineCount: lines.length, starts: startsOfPart };
			sources.push({ source, container, format, step, firstLine, part: placed });
		}
		blocks.push(concatLines(waiting.map(({ lines }) => lines)));
		waiting = [];
		linesInBlocks = lineCount;
	};

	return {
		add(entry: DetectedSource, part: ScanPart): void {
			const firstLine = lineCount;
			lineCount += part.lines.length;
			// Of sources that are all unknown the finding on the whole dataset says enough.
			const isStray = entry.format === undefined && format !== undefined;
			const found = isStray ? strayProblems(part) : part.problems;
			for (const problem of found) problems.push({ ...problem, lineNumber: firstLine + problem.lineNumber });
			if (part.damage !== undefined) problems.push({ code: 'damaged-file', message: part.damage, lineNumber: lineCount - 1 });
			waiting.push({ entry, firstLine, part, lines: withStep(part.lines, entry.step ?? null) });
			if (waiting.length >= mostSources || lineCount - linesInBlocks >= mostLines) settle();
		},
		finish(): Assembled {
			settle();
			const lineName = (lineNumber: number): string => {
				const { source, fileLine } = placeOf({ sources }, lineNumber);
				return sources.length === 1 ? `line ${fileLine + 1}` : `line ${fileLine + 1} of ${source.source.name}`;
			};
			return { content: { format, lines: concatLines(blocks), problems, lineName }, sources };
		},
	};
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
