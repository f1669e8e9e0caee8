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
import { type SpooledSource, spoolPipe } from '../hosts/node/stdinSource.ts';
import { CommandError, type CommandIo, ExitCode } from './commandIo.ts';
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
	task: (sources: readonly SampledSource[]) => Promise<T>,
): Promise<T> {
	const spooled: SpooledSource[] = [];
	try {
		const sources: SampledSource[] = [];
		for (const path of await inputFiles(paths)) {
			if (path === '-') spooled.push(await spoolPipe(io.stdin, io.signal));
			const source = path === '-' ? spooled.at(-1)!.source : await createFileSource(path);
			sources.push(await sampleSource(source, settings, io.signal));
		}
		return await task(sources);
	} finally {
		for (const { dispose } of spooled) await dispose();
	}
}

async function sampleSource(source: ByteSource, settings: Settings, signal: AbortSignal): Promise<SampledSource> {
	const sample = takeSample(await readHead(source, sampleBytes, signal));
	const { format, reason } = detectFormat(sample, settings.reading);
	return { source, container: sample.container, sample, format, reason };
}

/** Reads and scores, with progress on the terminal. */
export async function loadSources(
	sources: readonly SampledSource[],
	settings: Settings,
	io: CommandIo,
	options: { readonly isQuiet: boolean; readonly previewLength?: number },
): Promise<LoadedFiles> {
	const host = createNodeExportHost();
	const fingerprints = await Promise.all(sources.map(({ source }) => source.fingerprint()));
	const checksums = new Map(sources.map(({ source }) => [source, host.createChecksum()]));
	const total = sources.reduce((sum, { source }) => sum + (source.size ?? 0), 0);
	const progress = createProgress(io.stderr, options.isQuiet, 'scoring', total);
	try {
		const loaded = await loadDataset(sources, {
			scorer: createScorer(settings),
			seed: settings.seed,
			signal: io.signal,
			isUtf8,
			onProgress: progress.update,
			onChunk: (source, chunk) => checksums.get(source)?.update(chunk),
			...(options.previewLength === undefined ? {} : { previewLength: options.previewLength }),
		});
		return { loaded, fingerprints, checksums: sources.map(({ source }) => checksums.get(source)!.digest()) };
	} finally {
		await progress.clear();
	}
}

/**
 * Says of each source that cannot be scored why, and of empty ones that they are.
 *
 * @throws CommandError when there were bytes, but nothing in them could be read.
 */
export async function refuseUnreadable(sources: readonly SampledSource[], io: CommandIo, isQuiet: boolean): Promise<void> {
	const unreadable = sources.filter(({ format, source }) => format === undefined && source.size !== 0);
	const say = (text: string): Promise<void> => io.stderr.write(`insight: ${text}\n`);
	for (const { source } of sources) if (source.size === 0 && !isQuiet) await say(`${source.name} is empty.`);
	const messages = unreadable.map(
		({ source, reason }) => `${source.name} cannot be scored: ${reason}. "insight formats" says more.`,
	);
	if (unreadable.length > 0 && unreadable.length === sources.filter(({ source }) => source.size !== 0).length) {
		throw new CommandError(messages.join('\n'), ExitCode.unreadable);
	}
	for (const message of messages) await say(message);
}
