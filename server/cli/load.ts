/** From the files that a command names to a scored dataset. */
import { isUtf8 } from 'node:buffer';
import { createScorer } from '../../shared/score.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ByteSource } from '../core/byteSource.ts';
import { type DetectedSource, type LoadedDataset, loadDataset } from '../core/loadDataset.ts';
import { readHead } from '../core/scan.ts';
import { detectFormat } from '../formats/detect.ts';
import { type Sample, sampleBytes, takeSample } from '../formats/sample.ts';
import { createNodeExportHost } from '../hosts/node/exportHost.ts';
import { createFileSource } from '../hosts/node/fileSource.ts';
import { inputFiles } from '../hosts/node/inputFiles.ts';
import { openStdin, stdinName } from '../hosts/node/stdinSource.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { inOptions } from './options.ts';
import { createProgress } from './progress.ts';

export interface SampledSource extends DetectedSource {
	readonly sample: Sample;
	/** Why there is no format, where there is none. */
	readonly reason: string;
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
	const { files, repeated } = await inputFiles(paths);
	for (const path of isQuiet ? [] : repeated) await say(io, `${path} is named more than once: it is read once.`);
	const sources: SampledSource[] = [];
	let closeStdin = async (): Promise<void> => undefined;
	try {
		for (const path of files) {
			let source: ByteSource;
			if (path === stdinName) {
				const stdin = await openStdin(io.stdin, io.signal);
				source = stdin.source;
				closeStdin = stdin.dispose;
			} else source = await createFileSource(path);
			sources.push(await sampleSource(source, settings, io.signal));
		}
		return await task(sources);
	} finally {
		await closeStdin();
	}
}

async function sampleSource(source: ByteSource, settings: Settings, signal: AbortSignal): Promise<SampledSource> {
	const sample = takeSample(await readHead(source, sampleBytes, signal));
	const { format, reason } = detectFormat(sample, settings.reading);
	return { source, container: sample.container, sample, format, reason: inOptions(reason) };
}

export interface LoadRequest {
	readonly isQuiet: boolean;
	/** Characters of each prompt to keep; none unless given. */
	readonly previewLength?: number;
	/** Whether to compute the sources' checksums, which takes a third of the time. */
	readonly withChecksums?: boolean;
}

/** Reads and scores, with progress on the terminal. */
export async function loadSources(
	sources: readonly SampledSource[],
	settings: Settings,
	io: CommandIo,
	{ isQuiet, previewLength, withChecksums = false }: LoadRequest,
): Promise<LoadedFiles> {
	const host = createNodeExportHost();
	const fingerprints = await fingerprintsOf(sources);
	const checksums = new Map(withChecksums ? sources.map(({ source }) => [source, host.createChecksum()]) : []);
	const total = sources.reduce((sum, { source }) => sum + (source.size ?? 0), 0);
	const progress = createProgress(io.stderr, isQuiet, { what: 'scoring', total, unit: 'MB', perUnit: 1e6 });
	try {
		const loaded = await loadDataset(sources, {
			scorer: createScorer(settings),
			seed: settings.seed,
			signal: io.signal,
			isUtf8,
			onProgress: progress.update,
			onChunk: (source, chunk) => checksums.get(source)?.update(chunk),
			...(previewLength === undefined ? {} : { previewLength }),
		});
		return { loaded, fingerprints, checksums: [...checksums.values()].map((checksum) => checksum.digest()) };
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
	const [empty, filled] = [sources.filter(({ source }) => source.size === 0), sources.filter(({ source }) => source.size !== 0)];
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
