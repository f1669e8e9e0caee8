/** Reads large files in several threads. */
import { isUtf8 } from 'node:buffer';
import { on, once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { allDone } from '../../core/inParallel.ts';
import type { ByteSource } from '../../core/json/byteSource.ts';
import type { ReaderOptions } from '../../core/record/readerOptions.ts';
import { createPartMerger, expectedLinesLike, type PartMerger } from '../../core/scan/mergeParts.ts';
import type { ByteRange } from '../../core/scan/rangeScan.ts';
import { buffersOf, type ScanPart } from '../../core/scan/scanPart.ts';
import type { PoolOptions, ScanPool } from '../../core/scan/scanPool.ts';
import { scanToPart } from '../../core/scan/scanToPart.ts';
import { inTurns } from '../../core/slices.ts';
import { openRangeReader } from './rangeReader.ts';
import { createReadingThreads, type ReadingThreads, smallestShared, threadCount } from './readingThreads.ts';
import type { ScannedFile, ScanOrder, ScanReply } from './scanMessages.ts';

export interface WorkerPoolOptions {
	/** Told, for people, of a thread that failed; what it was reading is read again here. */
	readonly onTrouble: (message: string) => void;
	/** Threads that read, this one among them. */
	readonly workerCount?: number;
	/** Smaller files are read in this thread alone: starting others takes longer than they spare. */
	readonly smallestSource?: number;
	/** Bytes that a thread is given at a time. */
	readonly rangeSize?: number;
	readonly threads?: ReadingThreads;
}

/**
 * A source is read in ranges by several threads, this one among them, unless it is to see the bytes in order: then that is all it does. What a
 * thread fails to read is read here.
 */
export function createWorkerPool({
	onTrouble,
	workerCount = threadCount(),
	smallestSource = smallestShared,
	rangeSize = 2 ** 24,
	threads = createReadingThreads(),
}: WorkerPoolOptions): ScanPool {
	return {
		async scan(source, mapping, given) {
			// As the threads do.
			const options: PoolOptions = { isUtf8, ...given };
			const { path, size } = source;
			const isWorthIt = workerCount > 1 && size !== undefined && size >= smallestSource;
			if (!isWorthIt || path === undefined || options.container === 'array') return scanToPart(source, mapping, options);
			const { lineLimit, signal, stop, onChunk, onPrefix } = options;
			const file: ScannedFile = { path, size, mapping, options: plainOptions(options), lineLimit };
			const ranges = rangesOf(size, rangeSize);
			// What is being read already is read to its end, so that there is no gap.
			if (stop?.aborted === true) ranges.splice(1);
			stop?.addEventListener('abort', () => ranges.splice(0));
			const merger = createPartMerger(0, (first) => expectedLinesLike(first, size));
			/** Of parts that were copied, part by part. */
			const freeBuffers: (readonly SharedArrayBuffer[])[] = [];
			let bytesRead = 0;
			const take = (part: ScanPart | undefined, { start, end }: ByteRange): void => {
				if (part !== undefined) freeBuffers.push(...merger.add(part).map((copied) => buffersOf(copied).shared));
				bytesRead += end - start;
				options.onProgress?.(bytesRead);
				if (merger.end() > 0) onPrefix?.(merger.end(), merger.prefix);
			};
			const openThere = (): Worker | undefined => {
				try {
					const thread = threads.take();
					tell(thread, { kind: 'open', file });
					return thread;
				} catch (error) {
					onTrouble(`No further thread can be started to read ${source.name} (${messageOf(error)}). It is read with fewer.`);
					return undefined;
				}
			};
			/** Has a thread read ranges until there are none left. */
			const readThere = async (thread: Worker): Promise<void> => {
				/** What it has not answered: a second one while it reads the end of the first, so that it need not wait. */
				const told: ByteRange[] = [];
				const tellNext = (): void => {
					const range = ranges.shift();
					if (range === undefined) return;
					told.push(range);
					tell(thread, { kind: 'read', range, freeBuffers: freeBuffers.pop() ?? [] });
				};
				try {
					tellNext();
					// Others have taken them all.
					if (told.length === 0) return;
					for await (const reply of repliesOf(thread, signal)) {
						if (reply.kind === 'read') {
							take(reply.part, told[0]!);
							told.shift();
						}
						if (reply.kind === 'nearly' || told.length === 0) tellNext();
						if (told.length === 0) break;
					}
				} catch (error) {
					signal.throwIfAborted();
					ranges.push(...told);
					onTrouble(`A thread that read ${source.name} failed (${messageOf(error)}). What it was reading is read again.`);
				} finally {
					tell(thread, { kind: 'end' });
					// It may be reading still.
					if (signal.aborted) await exitOf(thread);
				}
			};
			/** One range after the other: they share the options' index. */
			const readHere = async (first: ByteRange | undefined): Promise<void> => {
				if (first === undefined) return;
				const reader = openRangeReader({ path, name: source.name, size }, mapping, options);
				try {
					for (let range: ByteRange | undefined = first; range !== undefined; range = ranges.shift()) {
						take(await inTurns(reader.read(range, freeBuffers.pop()), setImmediate, signal), range);
					}
				} finally {
					reader.close();
				}
			};
			const watch = async (see: (chunk: Uint8Array) => void): Promise<void> => {
				for await (const chunk of source.read(signal)) see(chunk);
			};
			// The beginning is read here, as it is shown first. The others are told what to read before: this one has no time to for a while.
			const beginning = onChunk === undefined ? ranges.shift() : undefined;
			const helperCount = Math.min(ranges.length, onChunk === undefined ? workerCount - 1 : workerCount);
			const helpers = Array.from({ length: helperCount }, openThere).filter((thread) => thread !== undefined);
			const there = helpers.map(readThere);
			await allDone([onChunk === undefined ? readHere(beginning) : watch(onChunk), ...there]);
			// Ranges that no thread was left for.
			await readHere(ranges.shift());
			return merged(source, merger);
		},
	};
}

/** @throws an error for people where the parts are not those of one file, because it changed under the threads' hands. */
function merged({ name }: ByteSource, merger: PartMerger): ScanPart {
	try {
		return merger.finish();
	} catch (error) {
		throw new Error(`${name} changed while it was read. Try again when nothing writes to it.`, { cause: error });
	}
}

/** Of the options, what crosses to another thread and decides what is read there. */
function plainOptions(options: ReaderOptions): ScannedFile['options'] {
	const names = ['withIds', 'withSources', 'previewLength', 'withPromptHashes', 'fileKey'] as const;
	return Object.fromEntries(names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])));
}

/**
 * All but the first begin a byte behind a multiple of the size: they are read from the byte before on, and where that is the last one of a page,
 * copying it out of the page cache to the start of another takes three times as long.
 */
function rangesOf(size: number, rangeSize: number): ByteRange[] {
	const count = Math.max(1, Math.ceil((size - 1) / rangeSize));
	const border = (at: number): number => (at === 0 ? 0 : Math.min(size, at * rangeSize + 1));
	return Array.from({ length: count }, (_, at) => ({ start: border(at), end: border(at + 1) }));
}

/** What a thread says. @throws what ended it; the signal's reason when aborted. */
async function* repliesOf(thread: Worker, signal: AbortSignal): AsyncGenerator<ScanReply, never> {
	// Ended already: it would never say so.
	if (thread.threadId === -1) throw new Error('it ended');
	let exitCode: number | undefined;
	thread.once('exit', (code) => {
		exitCode = code;
	});
	for await (const [reply] of on(thread, 'message', { signal, close: ['exit'] })) yield reply as ScanReply;
	throw new Error(`it ended with code ${exitCode}`);
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

async function exitOf(thread: Worker): Promise<void> {
	if (thread.threadId !== -1) await once(thread, 'exit');
}

function tell(thread: Worker, order: ScanOrder): void {
	thread.postMessage(order);
}
