/** Inspect's `.eval` logs: zip files whose summaries hold the scores of every sample. */
import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { createArraySplitter } from '../../core/json/arraySplitter.ts';
import type { ByteSource } from '../../core/json/byteSource.ts';
import { Byte } from '../../core/json/jsonTokens.ts';
import { unzstd } from './decompress.ts';

/** Written at the end of an evaluation. */
const finalSummaries = 'summaries.json';

/** Written meanwhile, each with some of the samples. */
const journalSummaries = /^_journal\/summaries\/\d+\.json$/;

/**
 * A record a line for each sample of each epoch, in the log's order.
 *
 * @throws an error for people when the file is no whole zip or holds no summaries.
 */
export async function* inspectSamples(file: ByteSource, signal: AbortSignal): AsyncIterable<Uint8Array> {
	const zip = await fromRandomAccessReaderPromise(new SourceReader(file), file.size ?? 0, { autoClose: false }).catch(
		(cause: unknown) => {
			const reason = cause instanceof Error ? cause.message : String(cause);
			const message = `Cannot read ${file.name}: it is no whole zip file (${reason}). The evaluation may not have ended.`;
			throw new Error(message, { cause });
		},
	);
	for (const entry of await summariesOf(zip, file.name)) yield* linesOf(await contentOf(zip, entry, file.name, signal), signal);
}

async function summariesOf(zip: ZipFile, name: string): Promise<readonly Entry[]> {
	const journal: Entry[] = [];
	for await (const entry of zip.eachEntry()) {
		if (entry.fileName === finalSummaries) return [entry];
		if (journalSummaries.test(entry.fileName)) journal.push(entry);
	}
	if (journal.length === 0)
		throw new Error(`Cannot read ${name}: it is a zip file without ${finalSummaries}, so no log of Inspect. Unpack it first.`);
	const { compare } = new Intl.Collator('en', { numeric: true });
	return journal.sort((left, right) => compare(left.fileName, right.fileName));
}

/** Zip's number for Zstandard, which later versions of Inspect use; deflate before. */
const zstandard = 93;

async function contentOf(zip: ZipFile, entry: Entry, name: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
	if (entry.compressionMethod !== zstandard) return zip.openReadStreamPromise(entry);
	const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
	return unzstd({ name: `${entry.fileName} in ${name}`, read: () => packed as AsyncIterable<Uint8Array> }, signal);
}

/** The elements of a JSON array, a line each: in JSON line breaks stand between tokens only, where nothing is lost without them. */
async function* linesOf(array: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncIterable<Uint8Array> {
	const ready: Uint8Array[] = [];
	const splitter = createArraySplitter(({ buffer, start, end }) => {
		const line = buffer.slice(start, end + 1);
		line.forEach((byte, at) => {
			if (byte === Byte.lineFeed || byte === Byte.carriageReturn) line[at] = Byte.space;
		});
		line[end - start] = Byte.lineFeed;
		ready.push(line);
	});
	for await (const chunk of array) {
		signal.throwIfAborted();
		splitter.push(chunk);
		yield* ready.splice(0);
	}
	splitter.finish();
	yield* ready.splice(0);
}

/** The zip reader's way of reading by range. */
class SourceReader extends RandomAccessReader {
	readonly #file: ByteSource;

	constructor(file: ByteSource) {
		super();
		this.#file = file;
	}

	override _readStreamForRange(start: number, end: number): Readable {
		return Readable.from(this.#read(start, end));
	}

	async *#read(start: number, end: number): AsyncIterable<Uint8Array> {
		yield await this.#file.readRange(start, end);
	}
}
