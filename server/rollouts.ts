/** Rollouts that stand elsewhere than the training set that they belong to, read as its settings say. */
import { createScorer } from '../shared/score.ts';
import type { ReadingSettings, Settings } from '../shared/settings.ts';
import { type KeyedRollouts, keyRollouts } from './core/dataset/joinRollouts.ts';
import { type LoadOptions, loadDataset } from './core/dataset/loadDataset.ts';
import { type ByteSource, fingerprintsOf } from './core/json/byteSource.ts';
import type { ScanPool } from './core/scan/scanPool.ts';
import { type SampledSource, sampleFiles } from './formats/sampleFiles.ts';

/** What it takes to read rollouts. */
export interface RolloutsHost {
	/**
	 * The rollouts of a training set, as paths, folders and patterns name them.
	 *
	 * @param folders URIs of folders that relative paths start from where they lead to nothing from the dataset's own.
	 * @returns `undefined` where the dataset is one of them itself.
	 * @throws an error for people when there is nothing by a name.
	 */
	openRollouts(
		datasetUri: string,
		paths: readonly string[],
		folders: readonly string[],
	): Promise<readonly ByteSource[] | undefined>;
	/** Who reads large files. */
	readonly pool: ScanPool;
}

/** Finds and reads the rollouts of datasets that have none themselves. */
export interface RolloutFinder {
	/** Empty where the settings name none, and where the dataset is one of them itself. @throws an error for people. */
	find(uri: string, settings: Settings, signal: AbortSignal): Promise<readonly SampledSource[]>;
	/**
	 * @param known what was read before: it is given back where nothing has changed.
	 * @throws an error for people; the signal's reason when aborted.
	 */
	read(uri: string, settings: Settings, signal: AbortSignal, known?: RolloutSet): Promise<RolloutSet | undefined>;
}

/** Rollouts as they were read at one moment. */
export interface RolloutSet extends KeyedRollouts {
	readonly reading: ReadingSettings;
}

/** @param folders URIs of the client's folders. */
export function createRolloutFinder(workspace: RolloutsHost, folders: () => readonly string[]): RolloutFinder {
	const open = async (uri: string, { rollouts }: Settings) =>
		rollouts.length === 0 ? [] : ((await workspace.openRollouts(uri, rollouts, folders())) ?? []);
	return {
		find: async (uri, settings, signal) => sample(await open(uri, settings), settings.reading, signal),
		async read(uri, settings, signal, known) {
			const sources = await open(uri, settings);
			if (sources.length === 0) return undefined;
			const fingerprints = await fingerprintsOf(sources);
			const names = sources.map(({ name }) => name);
			const { reading } = settings;
			const isKnown =
				known !== undefined &&
				JSON.stringify([names, fingerprints, reading]) ===
					JSON.stringify([known.sources.map(({ source }) => source.name), known.fingerprints, known.reading]);
			if (isKnown) return known;
			const sampled = await sample(sources, reading, signal);
			return { ...(await readRollouts(sampled, fingerprints, settings, { signal, pool: workspace.pool })), reading };
		},
	};
}

/** @throws an error for people when none of the sources holds rollouts. */
async function sample(
	sources: readonly ByteSource[],
	reading: ReadingSettings,
	signal: AbortSignal,
): Promise<readonly SampledSource[]> {
	const sampled = await sampleFiles(sources, async (source) => source, reading, signal, false);
	const [first] = sampled;
	if (first !== undefined && sampled.every(({ format }) => format === undefined))
		throw new Error(`${first.source.name} holds no rollouts: ${first.reason}.`);
	return sampled;
}

/** @param fingerprints of the sources, from before they are read. */
export async function readRollouts(
	sampled: readonly SampledSource[],
	fingerprints: readonly string[],
	settings: Settings,
	options: Pick<LoadOptions, 'signal' | 'pool' | 'onChunk'>,
): Promise<KeyedRollouts> {
	const { seed, discount } = settings;
	const loaded = await loadDataset(sampled, { ...options, scorer: createScorer(settings), seed, discount });
	return keyRollouts(loaded, fingerprints, options.signal);
}
