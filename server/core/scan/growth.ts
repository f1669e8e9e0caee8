/** Files that a trainer appends to: what they have grown by is read, and nothing else. */
import { hashBytes } from '../../../shared/hash.ts';
import type { ByteSource } from '../json/byteSource.ts';
import { Byte } from '../json/jsonTokens.ts';
import type { Mapping } from '../record/mapping.ts';
import { sliceLines } from './lineColumns.ts';
import { mergeScanParts } from './mergeParts.ts';
import { createRangeScan, type RangeScanOptions } from './rangeScan.ts';
import type { ScanPart } from './scanPart.ts';

/** A source as it was read last. */
export interface Followed {
	readonly part: ScanPart;
	/** Of the bytes at both ends of what was read: a file that was rewritten has others there. */
	readonly endsHash: string;
}

/** Bytes at either end of what was read that have to be what they were. */
const endLength = 2 ** 12;

/** Begins with a part that covers the source from its first byte. */
export async function startFollowing(source: ByteSource, part: ScanPart): Promise<Followed> {
	return { part, endsHash: await endsHashOf(source, part.end) };
}

/**
 * What the source has come to. Reads what is behind the bytes that were read, the last line once more where it had no line break yet, and
 * {@link endLength} bytes at either end.
 *
 * @returns `followed` itself where nothing has come; `undefined` where the source is shorter, is another one, or is an array: it is to be read
 * from its beginning, for not even its format is known to be the same.
 * @throws what the source's I/O throws, and the signal's reason when aborted.
 */
export async function readGrowth(
	source: ByteSource,
	followed: Followed,
	mapping: Mapping | undefined,
	options: RangeScanOptions & { readonly signal: AbortSignal },
): Promise<Followed | undefined> {
	const { part, endsHash } = followed;
	const { size } = source;
	if (size === undefined || size < part.end || part.elements !== undefined) return undefined;
	if ((await endsHashOf(source, part.end)) !== endsHash) return undefined;
	if (size === part.end) return followed;
	const kept = (await isComplete(source, part)) ? part : withoutLastLine(part);
	const scan = createRangeScan({ start: kept.end, end: size }, mapping, options);
	for (let range = scan.next(); range !== undefined; range = scan.next()) {
		options.signal.throwIfAborted();
		// What came since the size was asked for is left to the next time.
		scan.take(await source.readRange(range.start, Math.max(range.start, Math.min(range.end, size))));
	}
	const added = scan.finish();
	const grown = added === undefined ? kept : mergeScanParts([kept, added]);
	return startFollowing(source, grown);
}

/** Whether the last line has its line break: else it is what a trainer had written of it so far. */
async function isComplete(source: ByteSource, { end }: ScanPart): Promise<boolean> {
	return end === 0 || (await source.readRange(end - 1, end))[0] === Byte.lineFeed;
}

function withoutLastLine(part: ScanPart): ScanPart {
	const length = part.lines.length - 1;
	return {
		...part,
		// The first line starts behind the file's byte order mark, if it has one.
		end: length === 0 ? part.start : part.starts[length]!,
		lines: sliceLines(part.lines, 0, length),
		starts: part.starts.subarray(0, length),
		problems: part.problems.filter(({ lineNumber }) => lineNumber < length),
	};
}

/** Of the bytes at both ends of the first `end` of a source. */
export async function endsHashOf(source: ByteSource, end: number): Promise<string> {
	const ends = [await source.readRange(0, Math.min(end, endLength)), await source.readRange(Math.max(0, end - endLength), end)];
	return ends.map((bytes) => hashBytes(bytes, 0, bytes.length)).join(':');
}
