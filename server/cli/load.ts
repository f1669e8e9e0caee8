/** From the files that a command names to a scored dataset. */
import { isUtf8 } from 'node:buffer';
import { formatQuantity } from '../../shared/format.ts';
import { createScorer } from '../../shared/score.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ByteSource } from '../core/byteSource.ts';
import { type DetectedSource, type LoadedDataset, loadDataset } from '../core/loadDataset.ts';
import type { ReaderOptions } from '../core/recordReader.ts';
import { readHead } from '../core/scan.ts';
import { createSourceChecksums } from '../export/checksums.ts';
import { createJointDetection, type SampleKey } from '../formats/detectTogether.ts';
import { sampleBytes, takeSample } from '../formats/sample.ts';
import { asSeries } from '../formats/series.ts';
import { createNodeExportHost } from '../hosts/node/exportHost.ts';
import { inputFiles } from '../hosts/node/inputFiles.ts';
import { createSourceOpener } from '../hosts/node/openSource.ts';
import { openStdin, stdinName } from '../hosts/node/stdinSource.ts';
import { createWorkerPool } from '../hosts/node/workerPool.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { historyNotes } from './historyNotes.ts';
import { inParallel } from './inParallel.ts';
import { inOptions } from './options.ts';
import { createProgress } from './progress.ts';

export interface SampledSource extends DetectedSource {
	/** Why there is no format, where there is none. */
	readonly reason: string;
	readonly isEmpty: boolean;
}

export interface LoadedFiles {
	readonly loaded: LoadedDataset;
	readonly checksums: readonly string[];
	readonly fingerprints: readonly string[];
}

/** Opens the inputs, hands them to the task, and cleans up after it whatever happens. */
export async function withSources<T>(
	paths: readonly string[],
	settings: Settings,
	io: CommandIo,
	isQuiet: boolean,
	task: (sources: readonly SampledSource[]) => Promise<T>,
): Promise<T> {
	const { files, repeated, passedOver } = await inputFiles(paths);
	if (!isQuiet) {
		await sayOf(repeated, 'is named more than once: it is read once', io);
		await sayOf(passedOver, 'is passed over: it repeats or describes others', io);
	}
	const openSource = createSourceOpener(io.signal);
	let closeStdin = async (): Promise<void> => undefined;
	const open = async (path: string): Promise<ByteSource> => {
		if (path !== stdinName) return openSource(path);
		const { source, dispose } = await openStdin(io.stdin, io.signal);
		closeStdin = dispose;
		return source;
	};
	try {
		return await task(await sampleAll(files, open, settings, io.signal));
	} finally {
		await closeStdin();
	}
}

/** So many files are opened at once: more do not go faster. */
const openedAtOnce = 8;

/** So many samples are held in memory at once. */
const sampledAtOnce = 128;

async function sampleAll(
	files: readonly string[],
	open: (path: string) => Promise<ByteSource>,
	settings: Settings,
	signal: AbortSignal,
): Promise<readonly SampledSource[]> {
	const detection = createJointDetection(settings.reading);
	const samples: (Omit<SampledSource, 'format' | 'reason'> & { damage: string | undefined; key: SampleKey })[] = [];
	for (let at = 0; at < files.length; at += sampledAtOnce) {
		const some = await inParallel(files.slice(at, at + sampledAtOnce), openedAtOnce, async (path) =>
			sampleOf(await open(path), signal),
		);
		// In the order of the files, whichever came first: detection must not depend on that.
		for (const { sample, ...others } of some) {
			samples.push({ ...others, container: sample.container, key: detection.add(sample) });
		}
	}
	const detections = samples.map(({ key }) => detection.detectionOf(key));
	const series = asSeries(
		samples.map(({ source }) => source.name),
		detections.map(({ format }) => format),
	);
	return samples.map(({ key, damage, ...sampled }, index) => {
		const reason = damage ?? inOptions(detections[index]!.reason);
		return { ...sampled, ...series[index]!, reason };
	});
}

async function sampleOf(source: ByteSource, signal: AbortSignal) {
	let damage: string | undefined;
	const head = await readHead(source, sampleBytes, signal, (message) => {
		damage = message;
	});
	return { source, sample: takeSample(head), damage, isEmpty: head.length === 0 && damage === undefined };
}

/** Files named in a message that says the same of each. */
const namedFiles = 3;

async function sayOf(paths: readonly string[], what: string, io: CommandIo): Promise<void> {
	for (const path of paths.slice(0, namedFiles)) await say(io, `${path} ${what}.`);
	if (paths.length > namedFiles) await say(io, `${formatQuantity(paths.length - namedFiles, 'more file')} likewise.`);
}

export interface LoadRequest {
	readonly isQuiet: boolean;
	/** Texts to keep of each example; none unless given. */
	readonly texts?: Pick<ReaderOptions, 'withIds' | 'previewLength'>;
	/** Whether to compute the sources' checksums, which takes a third of the time. */
	readonly withChecksums?: boolean;
}

/** Reads and scores, with progress on the terminal. */
export async function loadSources(
	sources: readonly SampledSource[],
	settings: Settings,
	io: CommandIo,
	{ isQuiet, texts = {}, withChecksums = false }: LoadRequest,
): Promise<LoadedFiles> {
	const host = createNodeExportHost();
	const fingerprints = await fingerprintsOf(sources);
	const checksums = createSourceChecksums(host, withChecksums ? sources.map(({ source }) => source) : []);
	const sizes = sources.map(({ source }) => source.size);
	const total = sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
	const pool = createWorkerPool({ onTrouble: (message) => void say(io, message) });
	const progress = createProgress(io.stderr, isQuiet, { what: 'scoring', total, unit: 'MB', perUnit: 1e6 });
	try {
		const loaded = await loadDataset(sources, {
			scorer: createScorer(settings),
			seed: settings.seed,
			discount: settings.discount,
			signal: io.signal,
			isUtf8,
			onProgress: progress.update,
			pool,
			...(withChecksums ? { onChunk: checksums.update } : {}),
			...texts,
		});
		const digests = await checksums.digests(io.signal);
		await progress.clear();
		const damages = loaded.sources.map(({ part }) => part.damage).filter((damage) => damage !== undefined);
		for (const note of isQuiet ? [] : [...damages, ...historyNotes(loaded, settings)]) await say(io, note);
		return { loaded, fingerprints, checksums: digests };
	} finally {
		await progress.clear();
	}
}

/** What changes when a source does, of each source. */
export function fingerprintsOf(sources: readonly DetectedSource[]): Promise<readonly string[]> {
	return Promise.all(sources.map(({ source }) => source.fingerprint()));
}

/**
 * Says of each source that cannot be scored why, and of empty ones that they are.
 *
 * @throws CommandError when there were bytes, but nothing in them could be read.
 */
export async function refuseUnreadable(sources: readonly SampledSource[], io: CommandIo, isQuiet: boolean): Promise<void> {
	const [empty, filled] = [sources.filter(({ isEmpty }) => isEmpty), sources.filter(({ isEmpty }) => !isEmpty)];
	for (const { source } of isQuiet ? [] : empty) await say(io, `${source.name} is empty.`);
	const unreadable = filled.filter(({ format }) => format === undefined);
	const messages = unreadable.map(
		({ source, reason }) => `${source.name} cannot be scored: ${reason}. "insight formats" says more.`,
	);
	if (unreadable.length > 0 && unreadable.length === filled.length) {
		throw new CommandError(messages.join('\n'), ExitCode.unreadable);
	}
	for (const message of messages) await say(io, message);
}
