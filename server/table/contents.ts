/** What a table shows: examples as they were read at one moment, from a file or from the files of a folder. */
import { hashText } from '../../shared/hash.ts';
import type { Settings } from '../../shared/settings.ts';
import { type DetectedSource, type LoadedDataset, type LoadedSource, placeOf } from '../core/dataset/loadDataset.ts';
import type { ByteSource } from '../core/json/byteSource.ts';
import type { TextIndex } from '../core/json/textIndex.ts';
import { endsHashOf } from '../core/scan/growth.ts';
import { sliceLines } from '../core/scan/lineColumns.ts';
import type { ScanPart } from '../core/scan/scanPart.ts';
import type { PoolOptions } from '../core/scan/scanPool.ts';

export interface Contents {
	readonly loaded: LoadedDataset;
	/** Those that it is scored by, and those that were given, of which some may have been to be fitted. */
	readonly settings: Settings;
	readonly given: Settings;
	/** Of each source, from before it was read. */
	readonly fingerprints: readonly string[];
	/** Files that are not read, because they repeat or describe others. */
	readonly passedOver: readonly string[];
	/** What each source is to begin and end with if it has only grown; `undefined` where it is read anew when something comes to it. */
	readonly endsHashes: readonly string[] | undefined;
}

/**
 * How the sources of a table are scanned. Nothing in it looks for equal prompts.
 *
 * @param index of the whole reading, as it takes memory: one source is read after the other.
 */
export function scanOptionsOf(
	{ source, container, step = null }: DetectedSource,
	index: TextIndex | undefined,
	signal: AbortSignal,
): PoolOptions {
	return { container, signal, withIds: true, withPromptHashes: false, withSources: step !== null, fileKey: source.name, index };
}

/** What was read of a source. */
export function partOf({ dataset }: LoadedDataset, { firstLine, part }: LoadedSource): ScanPart {
	return { ...part, lines: sliceLines(dataset.lines, firstLine, firstLine + part.lineCount) };
}

/** What a source is to begin and end with if it only grows; empty for one that cannot be read where it has grown. */
export async function endsOf(source: ByteSource, { end }: ScanPart): Promise<string> {
	return source.size === undefined ? '' : endsHashOf(source, end);
}

/** One text for many fingerprints. */
export function joinedFingerprint(fingerprints: readonly string[]): string {
	const [only] = fingerprints;
	return only !== undefined && fingerprints.length === 1
		? only
		: `${fingerprints.length} files ${hashText(fingerprints.join('\n'), 0).toString(16)}`;
}

/** In bytes; `undefined` where it is not known of one of them. */
export function totalSize(sources: readonly ByteSource[]): number | undefined {
	return sources.reduce<number | undefined>(
		(sum, { size }) => (sum === undefined || size === undefined ? undefined : sum + size),
		0,
	);
}

/** Whether the files still are those that were read; those of some lines, if lines are given. */
export async function isUnchanged({ loaded, fingerprints }: Contents, lines?: readonly number[]): Promise<boolean> {
	const asked = lines === undefined ? loaded.sources : new Set(lines.map((line) => placeOf(loaded, line).source));
	const known = new Map(loaded.sources.map((source, index) => [source, fingerprints[index]]));
	const same = await Promise.all(
		Array.from(asked, async (entry) =>
			entry.source.fingerprint().then(
				(now) => now === known.get(entry),
				// It cannot be looked at any more: deleted, or out of reach.
				() => false,
			),
		),
	);
	return same.every((isSame) => isSame);
}

/** Whether what was on a line before still is on that line: sources have only come behind the others, or grown behind them. */
export function hasSameLines(before: LoadedDataset, now: LoadedDataset): boolean {
	return before.sources.every(({ source, firstLine }, index) => {
		const same = now.sources[index];
		return same?.source.name === source.name && same.firstLine === firstLine;
	});
}
