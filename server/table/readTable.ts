/** Reads a file, or the files of a folder, for a table: the beginning for a first look, then all of it. */
import { createScorer } from '../../shared/score.ts';
import type { Settings } from '../../shared/settings.ts';
import type { TableState } from '../../shared/tableProtocol.ts';
import { joinRollouts, type KeyedRollouts } from '../core/dataset/joinRollouts.ts';
import { assembleDataset, assembleOnce, type LoadedDataset, type ReadSource } from '../core/dataset/loadDataset.ts';
import { inParallel } from '../core/inParallel.ts';
import { beginningOf } from '../core/json/boundedSource.ts';
import { type ByteSource, fingerprintsOf } from '../core/json/byteSource.ts';
import { createTextIndex } from '../core/json/textIndex.ts';
import type { ScanPart } from '../core/scan/scanPart.ts';
import type { PartMemory, PoolOptions, ScanPool } from '../core/scan/scanPool.ts';
import { inTurns } from '../core/slices.ts';
import type { JsonObject } from '../formats/sample.ts';
import { type SampledSource, sampleFiles } from '../formats/sampleFiles.ts';
import { fittedDataset } from '../selection/fit/fittedDataset.ts';
import { type Contents, endsOf, joinedFingerprint, scanOptionsOf, totalSize } from './contents.ts';
import { fieldsOf } from './recordFields.ts';

/** A file, or the files of a folder. */
export interface SourceSet {
	readonly sources: readonly ByteSource[];
	/** Paths of files in the folder that are not read, because they repeat or describe others. */
	readonly passedOver: readonly string[];
}

/** What a table needs of the world. */
export interface TableHost {
	/** A file, or the files of a folder that hold records. @throws an error for people when there is nothing to read. */
	openSources(uri: string): Promise<SourceSet>;
	/** The rollouts of a file that has none itself, as its settings name them. @throws an error for people. */
	readRollouts(uri: string, settings: Settings, signal: AbortSignal): Promise<KeyedRollouts | undefined>;
	/** Who reads large files, and may know them from before. */
	readonly pool: ScanPool;
	/** Lets pending events run. */
	pause(): Promise<void>;
	now(): Date;
	/** Calls back after a while; the result cancels. */
	schedule(callback: () => void, milliseconds: number): () => void;
}

export interface TableReadingEvents {
	/** @param bytes of all files, where that is known. */
	onFiles(fingerprint: string, bytes: number | undefined): void;
	onState(changes: Partial<TableState>): void;
	/** @param reason why the format is what it is. */
	onDetection(reason: string): void;
	onContents(contents: Contents, phase: 'reading' | 'ready' | 'stopped'): void;
	/** Resolves when the rows have been seen, or nobody seems to look: until then nothing competes with what brings them there. */
	seen(): Promise<void>;
}

/** Read for a first look, before the whole; a file that is not much larger is read at once. */
export const beginningBytes = 2 ** 20;
const reportIntervalMs = 150;
/** So many files are looked at at once. */
const lookedAtAtOnce = 8;
/** Rows are not put in place more often than this while reading goes on. */
const showIntervalMs = 700;

/**
 * @param signal drops the reading. @param stop ends it, and keeps what was read.
 * @throws an error for people where there is nothing to show; what the source's I/O throws; the signal's reason when aborted.
 */
export async function readTable(
	host: TableHost,
	uri: string,
	settings: Settings,
	{ signal, stop }: { readonly signal: AbortSignal; readonly stop: AbortSignal },
	{ onFiles, onState, onDetection, onContents, seen }: TableReadingEvents,
): Promise<void> {
	const { sources, passedOver } = await host.openSources(uri);
	const fingerprints = await fingerprintsOf(sources);
	signal.throwIfAborted();
	onFiles(joinedFingerprint(fingerprints), totalSize(sources));
	if (sources.every(({ size }) => size === 0)) throw new Error('The file is empty.');
	const rollouts = await host.readRollouts(uri, settings, signal);
	const records: JsonObject[] = [];
	const sampled = await sampleFiles(
		sources,
		async (source) => source,
		settings.reading,
		signal,
		rollouts !== undefined,
		(sample) => {
			if (records.length === 0) records.push(...sample.records);
		},
	);
	signal.throwIfAborted();
	const recognised = sampled.find(({ format }) => format !== undefined);
	const { reason } = recognised ?? sampled.find(({ isEmpty }) => !isEmpty) ?? sampled[0]!;
	onDetection(reason);
	if (recognised?.format === undefined)
		throw new Error(`The format was not recognised: ${reason}. Rollouts in other files are named by InSight: Attach Rollouts….`);
	onState({ format: recognised.format.title, fields: fieldsOf(records) });

	const assembly = { scorer: createScorer(settings), seed: settings.seed, discount: settings.discount };
	const textIndex = createTextIndex();
	const scan = (entry: SampledSource, source: ByteSource, more: Partial<PoolOptions>): Promise<ScanPart> =>
		host.pool.scan(source, entry.format?.mapping, { ...scanOptionsOf(entry, textIndex, signal), ...more });
	let memory: PartMemory | undefined;
	const onKept = (kept: PartMemory): void => {
		memory = kept;
	};
	const recall = async (entry: SampledSource): Promise<ScanPart | undefined> =>
		host.pool.recall?.(entry.source, entry.format?.mapping, { ...scanOptionsOf(entry, textIndex, signal), onKept });
	const sourcesOf = (parts: readonly ScanPart[]): readonly ReadSource[] => parts.map((part, index) => [sampled[index]!, part]);
	const contentsWith = (loaded: LoadedDataset): Contents => {
		return { loaded, settings, given: settings, fingerprints, endsHashes: undefined, passedOver };
	};
	const contentsOf = (parts: readonly ScanPart[]): Contents => contentsWith(assembleDataset(sourcesOf(parts), assembly));
	/** With the rollouts from elsewhere, and by what of the settings is to be fitted. */
	const completed = async (contents: Contents): Promise<Contents> => {
		const { loaded } = contents;
		const joined = rollouts === undefined ? loaded : await joinRollouts(loaded, rollouts, { ...assembly, signal });
		return fittedContents(host, { ...contents, loaded: joined }, settings, signal);
	};

	const first = sampled[0]!;
	// Of many files the first alone is no reason not to show its beginning.
	const known = sampled.length === 1 ? await recall(first) : undefined;
	const isSmall = first.source.size !== undefined && first.source.size <= 2 * beginningBytes;
	if (!isSmall && known === undefined) {
		const beginning = await scan(first, beginningOf(first.source, beginningBytes), {});
		onContents(await completed(contentsOf([beginning])), stop.aborted ? 'stopped' : 'reading');
		if (stop.aborted) return;
		await seen();
	}
	const shouldShow = createPacer(host, beginningBytes);
	const report = createReporter(host, onState);
	const parts: ScanPart[] = [];
	let bytesBefore = 0;
	for (const entry of sampled) {
		let bytesOfSource = 0;
		const part =
			known ??
			(await scan(entry, entry.source, {
				stop,
				onKept,
				onProgress: (bytes) => {
					bytesOfSource = bytes;
					report(bytesBefore + bytes);
				},
				// Joining takes a look at all lines: it is left to the end.
				onPrefix: (end, prefix) => {
					const isLast = entry === sampled.at(-1) && end === entry.source.size;
					if (rollouts === undefined && !isLast && !signal.aborted && shouldShow(bytesBefore + end))
						onContents(contentsOf([...parts, prefix()]), 'reading');
				},
			}));
		parts.push(part);
		bytesBefore += bytesOfSource;
		if (stop.aborted) break;
	}
	signal.throwIfAborted();
	const cut = stop.aborted ? undefined : sampled.find(({ source: { size = 0 } }, index) => parts[index]!.end < size);
	if (cut !== undefined)
		throw new Error(`${cut.source.name} became shorter while it was read. Read it again when nothing writes to it.`);
	const whole = await completed(
		contentsWith(await assembleOnce(sourcesOf(parts), { ...assembly, signal, pause: () => host.pause() }, memory)),
	);
	// More than its size where it grew meanwhile.
	const isWhole =
		parts.length === sampled.length &&
		sampled.every(({ source: { size } }, index) => (size === undefined ? !stop.aborted : parts[index]!.end >= size));
	// What rollouts belong to lines that come is not known before all are read again.
	const endsHashes =
		isWhole && rollouts === undefined
			? await inParallel([...parts.entries()], lookedAtAtOnce, ([index, part]) => endsOf(sampled[index]!.source, part))
			: undefined;
	signal.throwIfAborted();
	onContents({ ...whole, endsHashes }, isWhole ? 'ready' : 'stopped');
}

/** Contents by the prior that fits them, where the settings ask for that. */
export async function fittedContents(
	{ pause }: Pick<TableHost, 'pause'>,
	contents: Contents,
	given: Settings,
	signal: AbortSignal,
): Promise<Contents> {
	const { dataset, settings } = await inTurns(fittedDataset(contents.loaded.dataset, given), pause, signal);
	return { ...contents, loaded: { ...contents.loaded, dataset }, settings, given };
}

/**
 * Whether it is time to show more rows while reading goes on: not before there are twice as many bytes of them, so that all showings together
 * cost about as much as the last, nor sooner than people can look.
 */
function createPacer(host: TableHost, bytesShown: number): (bytesRead: number) => boolean {
	let shown = bytesShown;
	let shownAt = host.now().getTime();
	return (bytesRead) => {
		const now = host.now().getTime();
		if (bytesRead < 2 * shown || now - shownAt < showIntervalMs) return false;
		shown = bytesRead;
		shownAt = now;
		return true;
	};
}

/** Passes progress on, not more often than people can see. */
function createReporter(host: TableHost, onState: TableReadingEvents['onState']): (bytesRead: number) => void {
	const startedAt = host.now().getTime();
	let reportedAt = startedAt;
	return (bytesRead) => {
		const now = host.now().getTime();
		if (now - reportedAt < reportIntervalMs) return;
		reportedAt = now;
		onState({ bytesRead, bytesPerSecond: (bytesRead / (now - startedAt)) * 1000 });
	};
}
