/** Reads a file for a table: its beginning for a first look, then all of it. */
import { createScorer } from '../../shared/score.ts';
import type { Settings } from '../../shared/settings.ts';
import type { TableState } from '../../shared/tableProtocol.ts';
import { beginningOf } from '../core/boundedSource.ts';
import type { ByteSource } from '../core/byteSource.ts';
import { type Followed, startFollowing } from '../core/growth.ts';
import { joinRollouts, type KeyedRollouts } from '../core/joinRollouts.ts';
import { assembleDataset, type LoadedDataset } from '../core/loadDataset.ts';
import type { ScanPart } from '../core/scanPart.ts';
import type { PoolOptions, ScanPool } from '../core/scanPool.ts';
import { inTurns } from '../core/slices.ts';
import { createTextIndex } from '../core/textIndex.ts';
import { type Detection, detectFormat } from '../formats/detect.ts';
import { sampleSource } from '../formats/sampleSource.ts';
import { detectTrainingSet } from '../formats/trainingSet.ts';
import { fittedDataset } from '../selection/fit/fittedDataset.ts';
import { fieldsOf } from './recordFields.ts';

/** What a table needs of the world. */
export interface TableHost {
	openSource(uri: string): Promise<ByteSource>;
	/** The rollouts of a file that has none itself, as its settings name them. @throws an error for people. */
	readRollouts(uri: string, settings: Settings, signal: AbortSignal): Promise<KeyedRollouts | undefined>;
	/** Who reads large files. */
	readonly pool: ScanPool;
	/** Lets pending events run. */
	pause(): Promise<void>;
	now(): Date;
}

/** Examples as they were read at one moment. */
export interface Contents {
	readonly loaded: LoadedDataset;
	/** Those that it is scored by, and those that were given, of which some may have been to be fitted. */
	readonly settings: Settings;
	readonly given: Settings;
	readonly fingerprint: string;
	readonly source: ByteSource;
	/** From where reading goes on when the file grows; `undefined` where not all of it was read. */
	readonly followed: Followed | undefined;
}

export interface TableReadingEvents {
	onState(changes: Partial<TableState>): void;
	onDetection(detection: Detection): void;
	onContents(contents: Contents, phase: 'reading' | 'ready' | 'stopped'): void;
}

/** Read for a first look, before the whole; a file that is not much larger is read at once. */
export const beginningBytes = 2 ** 20;
const reportIntervalMs = 150;
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
	{ onState, onDetection, onContents }: TableReadingEvents,
): Promise<void> {
	const source = await host.openSource(uri);
	const fingerprint = await source.fingerprint();
	signal.throwIfAborted();
	onState({ bytes: source.size ?? null, fingerprint });
	if (source.size === 0) throw new Error('The file is empty.');
	const { sample } = await sampleSource(source, settings.reading, signal);
	signal.throwIfAborted();
	const rollouts = await host.readRollouts(uri, settings, signal);
	signal.throwIfAborted();
	const detect = rollouts === undefined ? detectFormat : detectTrainingSet;
	const detection = detect(sample, settings.reading);
	const { format } = detection;
	onDetection(detection);
	if (format === undefined) throw new Error(`The format was not recognised: ${detection.reason}.`);
	onState({ format: format.title, fields: fieldsOf(sample.records) });

	const { container } = sample;
	const assembly = { scorer: createScorer(settings), seed: settings.seed, discount: settings.discount };
	const scan = (limited: ByteSource, more: Partial<PoolOptions>): Promise<ScanPart> =>
		host.pool.scan(limited, format.mapping, {
			container,
			signal,
			withIds: true,
			fileKey: source.name,
			index: createTextIndex(),
			...more,
		});
	const contentsOf = (part: ScanPart): Contents => ({
		loaded: assembleDataset({ source, container, format }, part, assembly),
		settings,
		given: settings,
		fingerprint,
		source,
		followed: undefined,
	});
	/** With the rollouts from elsewhere, and by what of the settings is to be fitted. */
	const completed = async (contents: Contents): Promise<Contents> => {
		const { loaded } = contents;
		const joined = rollouts === undefined ? loaded : await joinRollouts(loaded, rollouts, { ...assembly, signal });
		return fittedContents(host, { ...contents, loaded: joined }, settings, signal);
	};

	const first =
		source.size === undefined || source.size > 2 * beginningBytes
			? await completed(contentsOf(await scan(beginningOf(source, beginningBytes), {})))
			: undefined;
	signal.throwIfAborted();
	if (first !== undefined) {
		onContents(first, stop.aborted ? 'stopped' : 'reading');
		if (stop.aborted) return;
	}
	const shouldShow = createPacer(host, beginningBytes);
	const part = await scan(source, {
		stop,
		onProgress: createReporter(host, onState),
		// Joining takes a look at all lines: it is left to the end.
		onPrefix: (end, prefix) => {
			if (rollouts === undefined && end !== source.size && shouldShow(end)) onContents(contentsOf(prefix()), 'reading');
		},
	});
	signal.throwIfAborted();
	const whole = await completed(contentsOf(part));
	// More than its size where it grew meanwhile.
	const isWhole = source.size === undefined ? !stop.aborted : part.end >= source.size;
	// What rollouts belong to lines that come is not known before all are read again.
	const followed = isWhole && source.size !== undefined && rollouts === undefined ? await startFollowing(source, part) : undefined;
	signal.throwIfAborted();
	onContents({ ...whole, followed }, isWhole ? 'ready' : 'stopped');
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
