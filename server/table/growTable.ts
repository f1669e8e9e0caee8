/** A table whose file a run appends to goes on from where it is. */
import { createScorer } from '../../shared/score.ts';
import { readGrowth } from '../core/growth.ts';
import { assembleDataset } from '../core/loadDataset.ts';
import { type Contents, fittedContents, type TableHost } from './readTable.ts';

/**
 * Reads what has come to the file since.
 *
 * @returns `undefined` where that is not all that has happened to it: it is to be read anew.
 * @throws what the source's I/O throws, and the signal's reason when aborted.
 */
export async function growContents(
	host: TableHost,
	uri: string,
	{ loaded, given, followed }: Contents,
	signal: AbortSignal,
): Promise<Contents | undefined> {
	const [entry, ...others] = loaded.sources;
	if (followed === undefined || entry === undefined || others.length > 0) return undefined;
	const source = await host.openSource(uri);
	const fingerprint = await source.fingerprint();
	const grown = await readGrowth(source, followed, entry.format?.mapping, { withIds: true, fileKey: source.name, signal });
	signal.throwIfAborted();
	if (grown === undefined) return undefined;
	const options = { scorer: createScorer(given), seed: given.seed, discount: given.discount };
	const now = assembleDataset({ ...entry, source }, grown.part, options);
	return fittedContents(host, { loaded: now, settings: given, given, fingerprint, source, followed: grown }, given, signal);
}
