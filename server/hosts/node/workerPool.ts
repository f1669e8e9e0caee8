/** Reads large files in several threads. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ByteSource } from '../../core/byteSource.ts';
import type { Mapping } from '../../core/mapping.ts';
import { type ByteRange, createRangeScan } from '../../core/rangeScan.ts';
import type { ReaderOptions } from '../../core/recordReader.ts';
import type { ScanOptions } from '../../core/scan.ts';
import { mergeScanParts, type ScanPart } from '../../core/scanPart.ts';
import type { ScanPool } from '../../core/scanPool.ts';
import { scanToPart } from '../../core/scanToPart.ts';
import type { ScanWorkerData, ScanWorkerReply } from './scanMessages.ts';

export interface WorkerPoolOptions {
	/** Told, for people, of a thread that failed; what it was reading is read again here. */
	readonly onTrouble: (message: string) => void;
	readonly workerCount?: number;
	/** Smaller files are read in this thread: starting others takes longer than they spare. */
	readonly smallestSource?: number;
	/** Bytes that a thread is given at a time. */
	readonly rangeSize?: number;
	/** The code of the threads, which the build puts beside that of this one. */
	readonly worker?: URL;
}

/** More threads than this are faster than disks are. */
const mostWorkers = 4;

export function createWorkerPool({
	onTrouble,
	workerCount = Math.min(mostWorkers, availableParallelism()),
	smallestSource = 2 ** 28,
	rangeSize = 2 ** 25,
	worker = new URL('./scanWorker.js', import.meta.url),
}: WorkerPoolOptions): ScanPool {
	return {
		async scan(source, mapping, options) {
			const { path, size } = source;
			const isWorthIt = workerCount > 1 && size !== undefined && size >= smallestSource;
			if (!isWorthIt || path === undefined || options.container === 'array') return scanToPart(source, mapping, options);
			const { lineLimit } = options;
			const data: ScanWorkerData = { path, mapping, options: plainOptions(options), lineLimit };
			const ranges = rangesOf(size, rangeSize);
			const counter = createCounter(size, options);
			const parts: (ScanPart | undefined)[] = [];
			/** Starts a thread that reads ranges until there are none left; what it fails to read is read here. */
			const work = async (): Promise<void> => {
				if (ranges.length === 0) return;
				// Each question hears of the error that it meets; one that nobody hears would end this process too.
				const thread = new Worker(worker, { workerData: data }).on('error', () => undefined);
				try {
					for (let range = ranges.shift(); range !== undefined; range = ranges.shift()) {
						const count = counter.begin();
						const part = await askThread(thread, range, options.signal, count.add).catch((error: unknown) => {
							options.signal.throwIfAborted();
							const reason = error instanceof Error ? error.message : String(error);
							onTrouble(`A thread that read ${source.name} failed (${reason}). What it was reading is read again.`);
							return error instanceof Error ? error : new Error(reason);
						});
						if (part instanceof Error) {
							count.reset();
							parts.push(await scanHere(source, size, range, mapping, options, count.add));
							return;
						}
						parts.push(part);
					}
				} finally {
					await thread.terminate();
				}
			};
			const { signal, onChunk } = options;
			const watch = async (): Promise<void> => {
				if (onChunk !== undefined) for await (const chunk of source.read(signal)) onChunk(chunk);
			};
			await allSettled([watch(), ...Array.from({ length: Math.min(workerCount, ranges.length) }, work)]);
			// Ranges that no thread was left for.
			for (let range = ranges.shift(); range !== undefined; range = ranges.shift()) {
				parts.push(await scanHere(source, size, range, mapping, options, counter.begin().add));
			}
			return mergeAll(source, parts);
		},
	};
}

/** @throws an error for people where the parts are not those of one file, because it changed under the threads' hands. */
function mergeAll({ name }: ByteSource, parts: readonly (ScanPart | undefined)[]): ScanPart {
	try {
		return mergeScanParts(parts.filter((part) => part !== undefined));
	} catch (error) {
		throw new Error(`${name} changed while it was read. Try again when nothing writes to it.`, { cause: error });
	}
}

/** Of the options, what crosses to another thread and decides what is read there. */
function plainOptions(options: ReaderOptions): ScanWorkerData['options'] {
	const names = ['withIds', 'previewLength', 'withPromptHashes', 'fileKey'] as const;
	return Object.fromEntries(names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])));
}

function rangesOf(size: number, rangeSize: number): ByteRange[] {
	const count = Math.ceil(size / rangeSize);
	return Array.from({ length: count }, (_, at) => ({ start: at * rangeSize, end: Math.min(size, (at + 1) * rangeSize) }));
}

/** Adds up what the threads have read. Where a range ends within a line two of them read its rest, so that the sum is a little large. */
function createCounter(size: number, { onProgress }: ScanOptions) {
	let total = 0;
	return {
		/** Counts a range, until it turns out to have been read in vain. */
		begin() {
			let ofRange = 0;
			return {
				add(bytes: number): void {
					ofRange += bytes;
					total += bytes;
					onProgress?.(Math.min(total, size));
				},
				reset(): void {
					total -= ofRange;
				},
			};
		},
	};
}

/** @throws what ended the thread before it answered; the signal's reason when aborted. */
function askThread(
	thread: Worker,
	range: ByteRange,
	signal: AbortSignal,
	onBytes: (bytesRead: number) => void,
): Promise<ScanPart | undefined> {
	const done = new AbortController();
	return new Promise<ScanPart | undefined>((resolve, reject) => {
		const stop = (): void => reject(signal.reason);
		if (signal.aborted) return stop();
		// Ended since its last answer: it would never give another.
		if (thread.threadId === -1) return reject(new Error('it ended'));
		signal.addEventListener('abort', stop, { signal: done.signal });
		const onMessage = (reply: ScanWorkerReply): void => {
			if ('bytesRead' in reply) onBytes(reply.bytesRead);
			else resolve(reply.part);
		};
		const onExit = (code: number): void => reject(new Error(`it ended with code ${code}`));
		thread.on('message', onMessage).on('error', reject).on('exit', onExit);
		done.signal.addEventListener('abort', () => {
			thread.off('message', onMessage).off('error', reject).off('exit', onExit);
		});
		thread.postMessage(range);
	}).finally(() => done.abort());
}

/** Reads a range in this thread. */
async function scanHere(
	source: ByteSource,
	size: number,
	range: ByteRange,
	mapping: Mapping | undefined,
	options: ScanOptions & ReaderOptions,
	onBytes: (bytesRead: number) => void,
): Promise<ScanPart | undefined> {
	const { lineLimit, ...others } = options;
	const scan = createRangeScan(range, mapping, { ...others, ...(lineLimit === undefined ? {} : { lineLimit }) });
	for (let next = scan.next(); next !== undefined; next = scan.next()) {
		options.signal.throwIfAborted();
		const bytes = await source.readRange(next.start, Math.min(next.end, size));
		scan.take(bytes);
		onBytes(bytes.length);
	}
	return scan.finish();
}

/** Waits for all, also where one fails, so that nothing goes on behind the caller's back. @throws the first failure. */
async function allSettled(works: readonly Promise<void>[]): Promise<void> {
	const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected');
	if (failed !== undefined) throw failed.reason;
}
