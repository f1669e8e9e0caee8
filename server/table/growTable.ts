/** A table whose file, or folder of files, a run writes to goes on from where it is. */
import { createScorer } from '../../shared/score.ts';
import { assembleDataset, type DetectedSource } from '../core/dataset/loadDataset.ts';
import { type ByteSource, fingerprintsOf } from '../core/json/byteSource.ts';
import { createTextIndex, type TextIndex } from '../core/json/textIndex.ts';
import { type Followed, readGrowth } from '../core/scan/growth.ts';
import { type SampledSource, sampleFiles } from '../formats/sampleFiles.ts';
import { asSeries } from '../formats/series.ts';
import { type Contents, endsOf, partOf, scanOptionsOf } from './contents.ts';
import { fittedContents, type TableHost } from './readTable.ts';

interface ReadSource extends Followed {
	readonly entry: DetectedSource;
	readonly fingerprint: string;
}

/**
 * Reads what has come since: what files have grown by, and files that are new.
 *
 * @returns `contents` itself where nothing has come; `undefined` where more than that has happened: a file was rewritten, cut or deleted; `anew`
 * where files have come that make others be read in another way, as the second step of a run does.
 * @throws what the sources' I/O throws, and the signal's reason when aborted.
 */
export async function growContents(
	host: TableHost,
	uri: string,
	contents: Contents,
	signal: AbortSignal,
): Promise<Contents | 'anew' | undefined> {
	const { loaded, given, endsHashes } = contents;
	if (endsHashes === undefined) return undefined;
	const { sources, passedOver } = await host.openSources(uri);
	const names = sources.map(({ name }) => name);
	const present = new Set(names);
	if (loaded.sources.some(({ source }) => !present.has(source.name))) return undefined;
	const fingerprints = await fingerprintsOf(sources);
	signal.throwIfAborted();
	const known = readSourcesOf(contents, endsHashes);
	if (sources.every(({ name }, index) => known.get(name)?.fingerprint === fingerprints[index])) return contents;

	const textIndex = createTextIndex();
	const followed: (ReadSource | 'new')[] = [];
	for (const [index, source] of sources.entries()) {
		const file = await follow(source, fingerprints[index]!, known.get(source.name), textIndex, signal);
		if (file === undefined) return undefined;
		followed.push(file);
	}
	const fresh = sources.filter((_, index) => followed[index] === 'new');
	const samples = await sampleFiles(fresh, async (source) => source, given.reading, signal, false);
	const sampled = new Map(samples.map((sample) => [sample.source, likeKnown(sample, loaded.sources)]));
	const formats = sources.map(({ name }, index) => (sampled.get(sources[index]!) ?? known.get(name)?.entry)?.format);
	const series = asSeries(names, formats);
	const isAnew = followed.some((file, index) => typeof file === 'object' && groupOf(file.entry) !== groupOf(series[index]!));
	if (isAnew) return 'anew';

	const files: ReadSource[] = [];
	for (const [index, source] of sources.entries()) {
		const file = followed[index];
		if (typeof file === 'object') files.push(file);
		else {
			const entry = { ...sampled.get(source)!, ...series[index]! };
			const part = await host.pool.scan(source, entry.format?.mapping, scanOptionsOf(entry, textIndex, signal));
			files.push({ entry, part, fingerprint: fingerprints[index]!, endsHash: await endsOf(source, part) });
		}
	}
	signal.throwIfAborted();
	const now = assembleDataset(
		files.map(({ entry, part }) => [entry, part]),
		{ scorer: createScorer(given), seed: given.seed, discount: given.discount },
	);
	const grown = {
		loaded: now,
		settings: given,
		given,
		passedOver,
		fingerprints: files.map(({ fingerprint }) => fingerprint),
		endsHashes: files.map(({ endsHash }) => endsHash),
	};
	return fittedContents(host, grown, given, signal);
}

/** What was read of each source, by its name. */
function readSourcesOf({ loaded, fingerprints }: Contents, endsHashes: readonly string[]): ReadonlyMap<string, ReadSource> {
	return new Map(
		loaded.sources.map((entry, index) => {
			const read = { entry, part: partOf(loaded, entry), fingerprint: fingerprints[index]!, endsHash: endsHashes[index]! };
			return [entry.source.name, read];
		}),
	);
}

/** @returns `before` itself where nothing has come; `new` where all of it is to be read; `undefined` where it has done more than grow. */
async function follow(
	source: ByteSource,
	fingerprint: string,
	before: ReadSource | undefined,
	textIndex: TextIndex | undefined,
	signal: AbortSignal,
): Promise<ReadSource | 'new' | undefined> {
	if (before === undefined) return 'new';
	if (before.fingerprint === fingerprint) return before;
	const { entry } = before;
	// Where nothing was recognised there may be more to see by now.
	if (entry.format === undefined) return 'new';
	const grown = await readGrowth(source, before, entry.format.mapping, scanOptionsOf(entry, textIndex, signal));
	return grown && { ...grown, entry: { ...entry, source }, fingerprint };
}

/** A file is read like those of its format that are known already: what a success is may have been told by all of them. */
function likeKnown(sampled: SampledSource, known: readonly DetectedSource[]): SampledSource {
	const alike = known.find(({ format, container }) => format?.name === sampled.format?.name && container === sampled.container);
	return alike === undefined ? sampled : { ...sampled, format: alike.format };
}

function groupOf({ format }: Pick<DetectedSource, 'format'>): string {
	return JSON.stringify(format?.mapping.group);
}
