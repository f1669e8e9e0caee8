import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../../../../server/core/json/byteSource.ts';
import { createTextIndex } from '../../../../server/core/json/textIndex.ts';
import type { ScanPart } from '../../../../server/core/scan/scanPart.ts';
import { scanToPart } from '../../../../server/core/scan/scanToPart.ts';
import { detectFormat } from '../../../../server/formats/detect.ts';
import { takeSample } from '../../../../server/formats/sample.ts';
import { createSourceOpener } from '../../../../server/hosts/node/openSource.ts';
import { createReadingThreads, type ReadingThreads } from '../../../../server/hosts/node/readingThreads.ts';
import { createWorkerPool, type WorkerPoolOptions } from '../../../../server/hosts/node/workerPool.ts';
import { defaultSettings } from '../../../../shared/settings.ts';
import { concat } from '../../../support/bytes.ts';
import { jsonl } from '../../../support/dataset.ts';
import { testFolder } from '../../../support/folder.ts';

/** The threads' code as it is built; `npm test` builds it. */
const built = new URL('../../../../dist/scanWorker.cjs', import.meta.url);
if (!existsSync(built)) throw new Error('Run "npm run build" first: dist/scanWorker.cjs is not there.');

const records = Array.from({ length: 3000 }, (_, id) => ({ id, prompt: `é "${id}" \\`, rewards: [1, id % 2, 0] }));
const content = concat(jsonl(records), 'broken\n', '{"id":1,"rewards":["x"]}\n', Uint8Array.of(0xff), '\n{"id":"to');
const { format } = detectFormat(takeSample(content), defaultSettings().reading);
const options = { container: 'lines', isUtf8, withIds: true, previewLength: 5, fileKey: 'a' } as const;
const never = new AbortController().signal;

async function scan(pool: Partial<WorkerPoolOptions>, more: object = {}, signal = never) {
	const folder = await testFolder();
	const source = await createSourceOpener(never)(await folder.file('a.jsonl', content));
	const troubles: string[] = [];
	const { scan } = createWorkerPool({
		onTrouble: (message) => troubles.push(message.replace(folder.path, '')),
		threads: createReadingThreads(built),
		workerCount: 2,
		smallestSource: 0,
		rangeSize: 20_000,
		...pool,
	});
	return { part: await scan(source, format?.mapping, { ...options, index: createTextIndex(), ...more, signal }), troubles };
}

/** Threads whose code is given. */
async function threadsOf(code: string): Promise<ReadingThreads> {
	return createReadingThreads(pathToFileURL(await (await testFolder()).file('thread.cjs', code)));
}

const inThisThread = (end = content.length) =>
	scanToPart(createMemorySource('a.jsonl', content.subarray(0, end)), format?.mapping, { ...options, signal: never });

/** A thread that ends as one does that has used up its heap: it has another one do so, in little room. */
const hungry = `const { Worker, parentPort } = require('node:worker_threads');
	const eat = 'const eaten = []; for (;;) eaten.push(new Array(100_000).fill(eaten.length))';
	parentPort.on('message', () => {
		new Worker(eat, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).on('error', (error) => {
			throw error;
		});
	});`;

describe('worker pool', () => {
	it.each([
		[1, 20_000],
		[2, 20_000],
		[3, 777],
		[4, 10 ** 6],
	])('of %i threads with ranges of %i bytes finds what this thread alone does', async (workerCount, rangeSize) => {
		const seen: number[] = [];
		const { part, troubles } = await scan({ workerCount, rangeSize }, { onProgress: (bytes: number) => seen.push(bytes) });
		expect(part).toEqual(await inThisThread());
		expect(part.problems.length).toBeGreaterThan(3);
		expect(troubles).toEqual([]);
		expect(seen.at(-1)).toBe(content.length);
		expect(seen.toSorted((left, right) => left - right)).toEqual(seen);
	});

	it('shows the bytes in order to who wants to see them', async () => {
		const chunks: Uint8Array[] = [];
		await scan({}, { onChunk: (chunk: Uint8Array) => chunks.push(new Uint8Array(chunk)) });
		expect(concat(...chunks)).toEqual(content);
	});

	it.each([
		['ends at once', 'process.exit(3)', 'it ended with code 3'],
		['throws', 'throw new Error("out of memory")', 'out of memory'],
		['runs out of memory', hungry, 'Worker terminated due to reaching memory limit: JS heap out of memory'],
		['throws when asked', 'require("node:worker_threads").parentPort.on("message", () => { throw new Error("no") })', 'no'],
	])('reads again what a thread was reading that %s, and says so', async (_, code, reason) => {
		const { part, troubles } = await scan({ threads: await threadsOf(code), workerCount: 3 });
		expect(part).toEqual(await inThisThread());
		const said = `A thread that read /a.jsonl failed (${reason}). What it was reading is read again.`;
		expect(troubles).toEqual([said, said]);
	});

	it('reads with fewer threads where there can be no more, and says so', async () => {
		// Of such a place no thread can be made.
		const threads = createReadingThreads(new URL('https://example.org/thread.js'));
		threads.prepare(2);
		const { part, troubles } = await scan({ threads, workerCount: 3 });
		expect(part).toEqual(await inThisThread());
		expect(troubles).toHaveLength(2);
		expect(troubles[0]).toMatch(/^No further thread can be started to read \/a\.jsonl \(.+\)\. It is read with fewer\.$/);
	});

	it('uses threads that were started before, but for those that have ended', async () => {
		let made = 0;
		const threads = createReadingThreads(built);
		threads.prepare(2);
		const [ended, left] = [threads.take(), threads.take()];
		await ended.terminate();
		left.postMessage({ kind: 'end' });
		await once(left, 'exit');
		const lasting = createReadingThreads(built);
		lasting.prepare(1);
		const counted: ReadingThreads = {
			...lasting,
			take: () => {
				made++;
				return lasting.take();
			},
		};
		const { part, troubles } = await scan({ threads: counted });
		expect(part).toEqual(await inThisThread());
		expect([made, troubles]).toEqual([1, []]);
	});

	it('tells a thread of its next range before it has answered to the last', async () => {
		const talks: string[][] = [];
		const threads = createReadingThreads(built);
		const heard: ReadingThreads = {
			...threads,
			take: () => {
				const said: string[] = [];
				talks.push(said);
				const thread = threads.take().on('message', ({ kind }) => said.push(kind));
				const post = thread.postMessage.bind(thread);
				thread.postMessage = (order) => {
					said.push(`told to ${order.kind}`);
					post(order);
				};
				return thread;
			},
		};
		const { part } = await scan({ threads: heard, rangeSize: 5000 }, { onChunk: () => undefined });
		expect(part).toEqual(await inThisThread());
		const inAdvance = 'nearly, told to read, read, ';
		for (const said of talks) {
			expect(said.join(', ')).toMatch(new RegExp(`^told to open, told to read, (${inAdvance})*nearly, read, told to end$`));
		}
		expect(talks.flatMap((said) => said.join(', ').split(inAdvance).slice(1)).length).toBeGreaterThan(10);
	});

	it.each([
		['is not there', 'gone.cjs'],
		['is a folder', ''],
	])('says why no thread reads where its code %s', async (_, name) => {
		const threads = createReadingThreads(new URL(name, pathToFileURL(`${(await testFolder()).path}/`)));
		threads.prepare(1);
		const { part, troubles } = await scan({ threads });
		expect(part).toEqual(await inThisThread());
		expect(troubles).toEqual([expect.stringMatching(/Cannot find module|is a directory|ERR_/i)]);
	});

	it('reads the rest when threads end between their answers', async () => {
		const code = `const { parentPort } = require('node:worker_threads');
			const post = parentPort.postMessage.bind(parentPort);
			parentPort.postMessage = (message, buffers) => {
				post(message, buffers);
				if ('part' in message) process.exit(1);
			};
			require(${JSON.stringify(built.pathname)});`;
		// Where this thread has the bytes to see, it leaves the reading to the others.
		const { part, troubles } = await scan({ threads: await threadsOf(code) }, { onChunk: () => undefined });
		expect(part).toEqual(await inThisThread());
		expect(troubles).toHaveLength(2);
	});

	it('tells of the lines that are there without a gap, which stay as they are', async () => {
		const prefixes: { readonly end: number; readonly part: ScanPart }[] = [];
		await scan({ rangeSize: 5000 }, { onPrefix: (end: number, prefix: () => ScanPart) => prefixes.push({ end, part: prefix() }) });
		const ends = prefixes.map(({ end }) => end);
		expect(ends.length).toBeGreaterThan(10);
		expect(ends.toSorted((left, right) => left - right)).toEqual(ends);
		for (const { end, part } of prefixes.filter((_, index) => index % 7 === 0)) expect(part).toEqual(await inThisThread(end));
	});

	it.each([1, 2])('of %i threads ends early when told to, with whole lines and without a gap', async (workerCount) => {
		const stop = new AbortController();
		const onProgress = (bytes: number): void => {
			if (bytes > 30_000) stop.abort();
		};
		const { part } = await scan({ rangeSize: 5000, workerCount }, { stop: stop.signal, onProgress, onPrefix: () => undefined });
		expect(part.end).toBeGreaterThan(workerCount === 1 ? 0 : 30_000);
		expect(part).toEqual(await inThisThread(part.end));
	});

	it('ends where it is stopped while threads are started, which have nothing to read then', async () => {
		const stop = new AbortController();
		const threads = createReadingThreads(built);
		let taken = 0;
		const fewer: ReadingThreads = {
			...threads,
			take: () => {
				if (taken++ > 0) throw new Error('no more');
				return threads.take();
			},
		};
		const onTrouble = (): void => stop.abort();
		const { part } = await scan({ rangeSize: 5000, workerCount: 3, threads: fewer, onTrouble }, { stop: stop.signal });
		expect(part).toEqual(await inThisThread(part.end));
	});

	it('that is stopped before it has begun reads one range', async () => {
		const { part } = await scan({ rangeSize: 5000 }, { stop: AbortSignal.abort() });
		expect(part.end).toBeGreaterThan(5000);
		expect(part.end).toBeLessThan(6000);
	});

	it('has ended its threads when it was aborted', async () => {
		const abort = new AbortController();
		const taken: Worker[] = [];
		const threads = createReadingThreads(built);
		const watched: ReadingThreads = {
			...threads,
			take: () => {
				const thread = threads.take();
				taken.push(thread);
				return thread;
			},
		};
		const scanning = scan(
			{ rangeSize: 1000, threads: watched },
			{ onProgress: () => abort.abort(new Error('enough')) },
			abort.signal,
		);
		await expect(scanning).rejects.toThrow('enough');
		expect(taken.map(({ threadId }) => threadId)).toEqual([-1]);
	});

	it('stops when aborted', async () => {
		const abort = new AbortController();
		const scanning = scan({ rangeSize: 1000 }, { onProgress: () => abort.abort(new Error('enough')) }, abort.signal);
		await expect(scanning).rejects.toThrow('enough');
	});

	it('has its threads keep what is asked for, and no more', async () => {
		const more = { previewLength: 3, withPromptHashes: false, withIds: false };
		const { part } = await scan({}, more);
		expect(part).toEqual(
			await scanToPart(createMemorySource('a.jsonl', content), format?.mapping, { ...options, ...more, signal: never }),
		);
	});

	it('leaves small files to this thread', async () => {
		const { part, troubles } = await scan({ smallestSource: 10 ** 6, threads: await threadsOf('process.exit(3)') });
		expect(part).toEqual(await inThisThread());
		expect(troubles).toEqual([]);
	});
});
