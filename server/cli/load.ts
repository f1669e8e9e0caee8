/** From the files that a command names to a scored dataset. */
import { setImmediate } from 'node:timers/promises';
import { nothingToFit } from '../../shared/fitting.ts';
import { formatQuantity } from '../../shared/format.ts';
import { createScorer } from '../../shared/score.ts';
import type { Settings } from '../../shared/settings.ts';
import { joinNotes } from '../core/dataset/joinNotes.ts';
import { joinRollouts, keyRollouts } from '../core/dataset/joinRollouts.ts';
import { type LoadedDataset, loadDataset } from '../core/dataset/loadDataset.ts';
import { brokenLinesOf } from '../core/dataset/totals.ts';
import { type ByteSource, fingerprintsOf } from '../core/json/byteSource.ts';
import type { ReaderOptions } from '../core/record/readerOptions.ts';
import { createCachingPool } from '../core/scan/partCache.ts';
import { inTurns } from '../core/slices.ts';
import { createSourceChecksums } from '../export/checksums.ts';
import { type SampledSource, sampleFiles } from '../formats/sampleFiles.ts';
import { createCacheFolder } from '../hosts/node/cacheFolder.ts';
import { createNodeExportHost } from '../hosts/node/exportHost.ts';
import { inputFiles } from '../hosts/node/inputFiles.ts';
import { createSourceOpener } from '../hosts/node/openSource.ts';
import { openStdin, stdinName } from '../hosts/node/stdinSource.ts';
import { defaultCacheFolder } from '../hosts/node/userCacheFolder.ts';
import { createWorkerPool } from '../hosts/node/workerPool.ts';
import { fittedDataset } from '../selection/fit/fittedDataset.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { historyNotes } from './historyNotes.ts';
import { inOptions } from './options.ts';
import { createProgress } from './progress.ts';

export interface LoadedFiles {
	readonly loaded: LoadedDataset;
	/** Those that it was scored by: as given, but for what was fitted to it. */
	readonly settings: Settings;
	readonly checksums: readonly string[];
	readonly fingerprints: readonly string[];
}

/** Opens the inputs, hands them to the task, and cleans up after it whatever happens. */
export async function withSources<T>(
	paths: readonly string[],
	settings: Settings,
	io: CommandIo,
	isQuiet: boolean,
	task: (sources: readonly SampledSource[], rollouts: readonly SampledSource[]) => Promise<T>,
): Promise<T> {
	const files = await namedFiles(paths, io, isQuiet);
	const named = settings.rollouts.length > 0 ? await namedFiles(settings.rollouts, io, isQuiet) : [];
	// Settings that lie beside a training set and its rollouts hold for both: the rollouts are read as what they are.
	const isAboutThem = named.length > 0 && (await inputFiles([...named, ...files])).repeated.length === files.length;
	const rolloutFiles = isAboutThem ? [] : named;
	const hasRollouts = rolloutFiles.length > 0;
	const openSource = createSourceOpener(io.signal);
	let closeStdin = async (): Promise<void> => undefined;
	const open = async (path: string): Promise<ByteSource> => {
		if (path !== stdinName) return openSource(path);
		const { source, dispose } = await openStdin(io.stdin(), io.signal);
		closeStdin = dispose;
		return source;
	};
	try {
		const sample = async (paths: readonly string[], isSet: boolean): Promise<readonly SampledSource[]> => {
			const sampled = await sampleFiles(paths, open, settings.reading, io.signal, isSet);
			return sampled.map((source) => (source.format === undefined ? { ...source, reason: inOptions(source.reason) } : source));
		};
		const rollouts = await sample(rolloutFiles, false);
		return await task(await sample(files, hasRollouts), rollouts);
	} finally {
		await closeStdin();
	}
}

async function namedFiles(paths: readonly string[], io: CommandIo, isQuiet: boolean): Promise<readonly string[]> {
	const { files, repeated, passedOver } = await inputFiles(paths);
	if (!isQuiet) {
		await sayOf(repeated, 'is named more than once: it is read once', io);
		await sayOf(passedOver, 'is passed over: it repeats or describes others', io);
	}
	return files;
}

/** Files named in a message that says the same of each. */
const mostNamed = 3;

async function sayOf(paths: readonly string[], what: string, io: CommandIo): Promise<void> {
	for (const path of paths.slice(0, mostNamed)) await say(io, `${path} ${what}.`);
	if (paths.length > mostNamed) await say(io, `${formatQuantity(paths.length - mostNamed, 'more file')} likewise.`);
}

export interface LoadRequest {
	readonly isQuiet: boolean;
	/** The rollouts of the sources, where those are a training set. */
	readonly rollouts?: readonly SampledSource[];
	/** Whether indexes of large files are used and kept; they are unless this is `false`. */
	readonly cache: boolean | undefined;
	/** Texts and hashes to keep of each example; no texts unless given. */
	readonly texts?: Pick<ReaderOptions, 'withIds' | 'previewLength' | 'withPromptHashes'>;
	/** Whether to compute the sources' checksums, which takes a third of the time. */
	readonly withChecksums?: boolean;
	/** Whether the command lists lines that cannot be read itself. */
	readonly listsBroken?: boolean;
}

/**
 * Reads and scores what can be scored, and says what cannot, and what of the settings cannot be fitted to it.
 *
 * @throws CommandError when nothing of the sources, or nothing of the rollouts, can be scored, when none of these belong to those, or an option
 * cannot be fitted to them.
 */
export async function loadReadable(
	sources: readonly SampledSource[],
	settings: Settings,
	io: CommandIo,
	request: LoadRequest,
): Promise<LoadedFiles> {
	await refuseUnreadable(sources, io, request.isQuiet);
	await refuseUnreadable(request.rollouts ?? [], io, request.isQuiet);
	const files = await loadSources(sources, settings, io, request);
	refuseUnmatched(files.loaded);
	const { refusals, required } = files.settings.fit;
	const failed = refusals.filter(({ setting }) => required.includes(setting)).map(({ reason }) => reason);
	if (failed.length > 0) throw new CommandError(`${failed.join(' ')} Give numbers instead of "fitted".`, ExitCode.unreadable);
	// Whether notes are wanted or not: the scores are not those that the settings ask for.
	for (const { reason } of refusals) await say(io, `${reason} The default is in force.`);
	return { ...files, settings: { ...files.settings, fit: nothingToFit } };
}

/** @throws CommandError where rollouts were named and none belong to the training set: whatever was said of its records would be of none. */
export function refuseUnmatched(loaded: LoadedDataset): void {
	if (isUnmatched(loaded)) throw new CommandError(`${joinNotes(loaded).join(' ')} ${unmatchedHint}`, ExitCode.unreadable);
}

const unmatchedHint = '"insight formats" with the same files and --rollouts shows the ids and prompts of both.';

/** An empty training set is nobody's. */
function isUnmatched({ dataset, join }: LoadedDataset): boolean {
	return join !== undefined && join.method === undefined && dataset.examples.length > 0;
}

/** Reads and scores, with progress on the terminal. What cannot be fitted is a finding. */
export async function loadSources(
	sources: readonly SampledSource[],
	settings: Settings,
	io: CommandIo,
	{ isQuiet, cache, rollouts = [], texts = {}, withChecksums = false, listsBroken = false }: LoadRequest,
): Promise<LoadedFiles> {
	const host = createNodeExportHost();
	const inputs = [...sources, ...rollouts];
	const fingerprints = await fingerprintsOf(inputs.map(({ source }) => source));
	const checksums = createSourceChecksums(host, withChecksums ? inputs.map(({ source }) => source) : []);
	const sizes = inputs.map(({ source }) => source.size);
	const total = sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
	const onTrouble = (message: string): void => void say(io, message);
	const workers = createWorkerPool({ onTrouble, ...(io.threads === undefined ? {} : { threads: io.threads }) });
	const pool =
		cache === false
			? workers
			: createCachingPool(workers, createCacheFolder(defaultCacheFolder(io.env), isQuiet ? () => undefined : onTrouble));
	const progress = createProgress(io.stderr, isQuiet, { what: 'scoring', total, unit: 'MB', perUnit: 1e6 });
	try {
		const options = {
			scorer: createScorer(settings),
			seed: settings.seed,
			discount: settings.discount,
			signal: io.signal,
			onProgress: progress.update,
			pool,
			...(withChecksums ? { onChunk: checksums.update } : {}),
			...texts,
		};
		const set = await loadDataset(sources, options);
		const join = async (): Promise<LoadedDataset> => {
			const read = await loadDataset(rollouts, options);
			return joinRollouts(set, await keyRollouts(read, fingerprints.slice(sources.length), io.signal), options);
		};
		const read = rollouts.length === 0 ? set : await join();
		const digests = await checksums.digests(io.signal);
		await progress.clear();
		const fitted = await inTurns(fittedDataset(read.dataset, settings), setImmediate, io.signal);
		const loaded = { ...read, dataset: fitted.dataset };
		const damages = loaded.sources.map(({ part }) => part.damage).filter((damage) => damage !== undefined);
		const notes = [
			...damages,
			...(listsBroken ? [] : brokenNotes(loaded)),
			...(loaded.join?.method === undefined ? [] : joinNotes(loaded)),
			...historyNotes(loaded, fitted.settings),
		];
		for (const note of isQuiet ? [] : notes) await say(io, note);
		return { loaded, settings: fitted.settings, fingerprints, checksums: digests };
	} finally {
		await progress.clear();
	}
}

/** How many lines are no records: none is left out in silence. */
function brokenNotes({ dataset, sources }: LoadedDataset): readonly string[] {
	// Those of which nothing is recognised were named already.
	const read = sources.filter(({ format }) => format !== undefined);
	const { kinds } = dataset.lines;
	const brokenLines = read.reduce(
		(sum, { firstLine, part }) => sum + brokenLinesOf(kinds.subarray(firstLine, firstLine + part.lineCount)),
		0,
	);
	if (brokenLines === 0) return [];
	const place = read.length === 1 ? read[0]!.source.name : formatQuantity(read.length, 'file');
	const [verb, them] = brokenLines === 1 ? ['is', 'it'] : ['are', 'them'];
	return [
		`${formatQuantity(brokenLines, 'line')} of ${place} cannot be read and ${verb} not counted: "insight check" lists ${them}.`,
	];
}

export function emptyNote(sourceName: string): string {
	return `${sourceName === stdinName ? 'standard input' : sourceName} is empty.`;
}

/**
 * Says of each source that cannot be scored why, and of empty ones that they are.
 *
 * @throws CommandError when there were bytes, but nothing in them could be read.
 */
async function refuseUnreadable(sources: readonly SampledSource[], io: CommandIo, isQuiet: boolean): Promise<void> {
	const [empty, filled] = [sources.filter(({ isEmpty }) => isEmpty), sources.filter(({ isEmpty }) => !isEmpty)];
	for (const { source } of isQuiet ? [] : empty) await say(io, emptyNote(source.name));
	const unreadable = filled.filter(({ format }) => format === undefined);
	const messages = unreadable.map(
		({ source, reason }) => `${source.name} cannot be scored: ${reason}. "insight formats FILE" says what was looked for.`,
	);
	if (unreadable.length > 0 && unreadable.length === filled.length) {
		throw new CommandError(messages.join('\n'), ExitCode.unreadable);
	}
	for (const message of messages) await say(io, message);
}
