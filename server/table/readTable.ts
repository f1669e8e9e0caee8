/** Reads a file for a table: its beginning for a first look, then all of it. */
import { createScorer } from '../../shared/score.ts';
import type { Settings } from '../../shared/settings.ts';
import type { TableState } from '../../shared/tableProtocol.ts';
import type { ByteSource } from '../core/byteSource.ts';
import { type Followed, startFollowing } from '../core/growth.ts';
import { joinRollouts, type KeyedRollouts } from '../core/joinRollouts.ts';
import { type LoadedDataset, loadDataset } from '../core/loadDataset.ts';
import { readHead } from '../core/scan.ts';
import type { ScanPool } from '../core/scanPool.ts';
import { type Detection, detectFormat } from '../formats/detect.ts';
import { sampleBytes, takeSample } from '../formats/sample.ts';
import { detectTrainingSet } from '../formats/trainingSet.ts';
import { beginningOf, createStoppableSource, type StoppableSource } from './boundedSource.ts';
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
	readonly settings: Settings;
	readonly fingerprint: string;
	readonly source: ByteSource;
	/** From where reading goes on when the file grows; `undefined` where not all of it was read. */
	readonly followed: Followed | undefined;
}

export interface TableReadingEvents {
	onState(changes: Partial<TableState>): void;
	onDetection(detection: Detection): void;
	/** The reading of the whole begins, and can be stopped. */
	onStart(stoppable: StoppableSource): void;
	onContents(contents: Contents, phase: 'reading' | 'ready' | 'stopped'): void;
}

/** Read for a first look, before the whole; a file that is not much larger is read at once. */
export const beginningBytes = 2 ** 20;
const reportIntervalMs = 150;

/**
 * @throws an error for people where there is nothing to show; what the source's I/O throws; the signal's reason when aborted.
 */
export async function readTable(
	host: TableHost,
	uri: string,
	settings: Settings,
	signal: AbortSignal,
	{ onState, onDetection, onStart, onContents }: TableReadingEvents,
): Promise<void> {
	const source = await host.openSource(uri);
	const fingerprint = await source.fingerprint();
	signal.throwIfAborted();
	onState({ bytes: source.size ?? null, fingerprint });
	if (source.size === 0) throw new Error('The file is empty.');
	const sample = takeSample(await readHead(source, sampleBytes, signal));
	signal.throwIfAborted();
	const rollouts = await host.readRollouts(uri, settings, signal);
	signal.throwIfAborted();
	const detect = rollouts === undefined ? detectFormat : detectTrainingSet;
	const detection = detect(sample, settings.reading);
	const { format } = detection;
	onDetection(detection);
	if (format === undefined) throw new Error(`The format was not recognised: ${detection.reason}.`);
	onState({ format: format.title, fields: fieldsOf(sample.records) });

	const load = async (limited: ByteSource, onProgress?: (bytesRead: number) => void): Promise<Contents> => {
		const options = {
			scorer: createScorer(settings),
			seed: settings.seed,
			discount: settings.discount,
			signal,
			withIds: true,
			pool: host.pool,
			...(onProgress === undefined ? {} : { onProgress }),
		};
		const set = await loadDataset([{ source: limited, container: sample.container, format }], options);
		const loaded = rollouts === undefined ? set : await joinRollouts(set, rollouts, options);
		signal.throwIfAborted();
		// What is read on demand comes from the file itself, not from the part of it that was scanned.
		const sources = loaded.sources.map((entry) => ({ ...entry, source }));
		return { loaded: { ...loaded, sources }, settings, fingerprint, source, followed: undefined };
	};
	if (source.size === undefined || source.size > 2 * beginningBytes)
		onContents(await load(beginningOf(source, beginningBytes)), 'reading');
	const stoppable = createStoppableSource(source);
	onStart(stoppable);
	const whole = await load(stoppable.source, reporter(host, onState));
	const [entry] = whole.loaded.sources;
	// What rollouts belong to lines that come is not known before all are read again.
	const isWhole = rollouts === undefined && entry !== undefined && entry.part.end === source.size;
	const { lines } = whole.loaded.dataset;
	const followed = isWhole ? await startFollowing(source, { ...entry.part, lines }) : undefined;
	signal.throwIfAborted();
	onContents({ ...whole, followed }, stoppable.isStopped() ? 'stopped' : 'ready');
}

/** Passes progress on, not more often than people can see. */
function reporter(host: TableHost, onState: TableReadingEvents['onState']): (bytesRead: number) => void {
	const startedAt = host.now().getTime();
	let reportedAt = startedAt;
	return (bytesRead) => {
		const now = host.now().getTime();
		if (now - reportedAt < reportIntervalMs) return;
		reportedAt = now;
		onState({ bytesRead, bytesPerSecond: (bytesRead / (now - startedAt)) * 1000 });
	};
}
