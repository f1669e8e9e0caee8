import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../../../server/core/json/byteSource.ts';
import { decodeColumns, encodeColumns } from '../../../../server/core/scan/columnCodec.ts';
import { type BufferStore, createCachingPool } from '../../../../server/core/scan/partCache.ts';
import { type ScanPart, ScanPartBuilder } from '../../../../server/core/scan/scanPart.ts';
import type { PartMemory, ScanPool } from '../../../../server/core/scan/scanPool.ts';
import { scanToPart } from '../../../../server/core/scan/scanToPart.ts';
import { detectFormat } from '../../../../server/formats/detect.ts';
import { takeSample } from '../../../../server/formats/sample.ts';
import { defaultSettings } from '../../../../shared/settings.ts';
import { utf8 } from '../../../support/bytes.ts';
import { jsonl } from '../../../support/dataset.ts';
import { createMemoryStore, fileOf } from '../../../support/remembered.ts';

const { signal } = new AbortController();
const pool = (answer: string): Uint8Array =>
	utf8(
		`${jsonl(Array.from({ length: 3000 }, (_, index) => ({ id: `p${index}`, prompt: answer.repeat(20), rewards: [1, 0, index % 2] })))}broken\n`,
	);
const { format } = detectFormat(takeSample(pool('a')), defaultSettings().reading);

const options = { container: 'lines', signal } as const;
const asPool = { scan: scanToPart };

/** A pool over a store, and how often it had to scan. */
function counted(store: BufferStore) {
	const counts = { scans: 0 };
	const inner: typeof asPool = {
		scan: (...request) => {
			counts.scans++;
			return scanToPart(...request);
		},
	};
	return { counts, pool: createCachingPool(inner, store, 0) };
}

describe('a remembered scan', () => {
	it('is the scan itself, and reads no more of the file than its ends', async () => {
		const { file, source } = fileOf(pool('a'));
		const store = createMemoryStore();
		const { counts, pool: caching } = counted(store);
		const first = await caching.scan(source, format?.mapping, { ...options, withIds: true });
		file.bytesRead = 0;
		expect(await caching.scan(source, format?.mapping, { ...options, withIds: true })).toEqual(first);
		expect(counts.scans).toBe(1);
		expect(file.bytesRead).toBe(2 * 2 ** 12);
		expect(first.problems).toHaveLength(1);
	});

	it('tells of its progress, and shows the bytes to whoever asks for them', async () => {
		const { source } = fileOf(pool('a'));
		const { pool: caching } = counted(createMemoryStore());
		await caching.scan(source, format?.mapping, options);
		const progress: number[] = [];
		const chunks: Uint8Array[] = [];
		await caching.scan(source, format?.mapping, { ...options, onProgress: (bytes) => progress.push(bytes) });
		expect(progress).toEqual([source.size]);
		await caching.scan(source, format?.mapping, { ...options, onChunk: (chunk) => chunks.push(chunk.slice()) });
		expect(Buffer.concat(chunks).equals(pool('a'))).toBe(true);
	});

	it.each<[string, (file: ReturnType<typeof fileOf>['file']) => void]>([
		['its time is another', (file) => void file.time++],
		['it has grown', (file) => (file.content = Buffer.concat([file.content, utf8('{"id":"q","rewards":[1]}\n')]))],
		['it was cut', (file) => (file.content = file.content.subarray(0, 100_000))],
		['its beginning is another', (file) => (file.content = Uint8Array.from(file.content).fill(32, 0, 50))],
		['its end is another', (file) => (file.content = Uint8Array.from(file.content).fill(32, file.content.length - 50))],
	])('is made anew when %s', async (_, change) => {
		const { file, source } = fileOf(pool('a'));
		const { counts, pool: caching } = counted(createMemoryStore());
		await caching.scan(source, format?.mapping, options);
		change(file);
		expect(await caching.scan(source, format?.mapping, options)).toEqual(await scanToPart(source, format?.mapping, options));
		expect(counts.scans).toBe(2);
	});

	it('is made anew under another mapping, and when other texts are wanted', async () => {
		const { source } = fileOf(pool('a'));
		const { counts, pool: caching } = counted(createMemoryStore());
		await caching.scan(source, format?.mapping, options);
		await caching.scan(source, undefined, options);
		expect((await caching.scan(source, format?.mapping, { ...options, withIds: true })).lines.texts.id).toBeDefined();
		await caching.scan(source, { ...format!.mapping, success: { ...format!.mapping.success, threshold: 0.5 } }, options);
		expect(counts.scans).toBe(4);
	});

	it('is not kept of a file that changed meanwhile, that was not read to its end, or that is small', async () => {
		const store = createMemoryStore();
		const { file, source } = fileOf(pool('a'));
		const { pool: caching } = counted(store);
		await caching.scan(source, format?.mapping, { ...options, onProgress: () => file.time++ });
		await createCachingPool({ scan: async () => new ScanPartBuilder(0, options).finish(5) }, store, 0).scan(
			source,
			undefined,
			options,
		);
		await createCachingPool(asPool, store).scan(source, format?.mapping, options);
		expect(store.buffers.size).toBe(0);
	});

	it('is made anew whatever else is found in its place', async () => {
		const { source } = fileOf(pool('a'));
		const store = createMemoryStore();
		const { counts, pool: caching } = counted(store);
		const first = await caching.scan(source, format?.mapping, options);
		const [[name, whole]] = [...store.buffers] as [[string, Uint8Array]];
		const changedAt = (at: number) => whole.map((byte, index) => (index === at ? byte ^ 1 : byte));
		const others = [
			new Uint8Array(),
			utf8('something else entirely, and long enough to be looked at'),
			whole.subarray(0, whole.length - 8),
			Buffer.concat([whole, new Uint8Array(8)]),
			// Of other software, and of another version of this.
			...[0, 4].map(changedAt),
			// Of this version, as it says: a description that is no JSON, and one of a kind of column that there is not.
			...[32, Buffer.from(whole).indexOf('Float64Array')].map(changedAt),
		];
		for (const [index, other] of others.entries()) {
			store.buffers.set(name, other);
			expect(await caching.scan(source, format?.mapping, options)).toEqual(first);
			expect(counts.scans).toBe(index + 2);
		}
	});

	it('is recalled, or nothing is read for it', async () => {
		const { file, source } = fileOf(pool('a'));
		const { counts, pool: caching } = counted(createMemoryStore());
		const ends = 2 * 2 ** 12;
		expect(await caching.recall!(source, format?.mapping, options)).toBeUndefined();
		expect(file.bytesRead).toBe(ends);
		const first = await caching.scan(source, format?.mapping, options);
		file.bytesRead = 0;
		expect(await caching.recall!(source, format?.mapping, options)).toEqual(first);
		expect(file.bytesRead).toBe(ends);
		expect(counts.scans).toBe(1);
		const small = createCachingPool(asPool, createMemoryStore());
		expect(await small.recall!(source, format?.mapping, options)).toBeUndefined();
	});
});

describe('what is kept beside a part', () => {
	const memoryOf = async (caching: ScanPool, source: ByteSource): Promise<PartMemory | undefined> => {
		let found: PartMemory | undefined;
		const onKept = (memory: PartMemory): void => {
			found = memory;
		};
		await caching.scan(source, format?.mapping, { ...options, onKept });
		return found;
	};

	it('is there again by its name, for the same part alone', async () => {
		const { file, source } = fileOf(pool('a'));
		const store = createMemoryStore();
		const { pool: caching } = counted(store);
		const data = { order: Int32Array.of(3, -1), note: 'é', inner: { sums: Float64Array.of(0.5) } };
		await (await memoryOf(caching, source))!.write('sums', data);
		expect(await (await memoryOf(caching, source))!.read('sums')).toEqual(data);
		expect(await (await memoryOf(caching, source))!.read('others')).toBeUndefined();
		// Even where all that a file is known by is the same: its part is gone, and is found to be another one now.
		file.content = Uint8Array.from(file.content).fill(32, 100_000, 110_000);
		for (const name of store.buffers.keys()) if (!name.includes('sums')) store.buffers.delete(name);
		expect(await (await memoryOf(caching, source))!.read('sums')).toBeUndefined();
	});

	it('has no place where the part is not kept', async () => {
		const { source } = fileOf(pool('a'));
		expect(await memoryOf(createCachingPool(asPool, createMemoryStore()), source)).toBeUndefined();
	});
});

describe('encoded columns', () => {
	const part = (): ScanPart => {
		const builder = new ScanPartBuilder(2 ** 33, { container: 'lines', texts: ['id'] });
		const record = {
			kind: 'record',
			keyHash: 5,
			idHash: null,
			promptHash: 2 ** 53 - 1,
			sampleHash: null,
			step: 3,
			id: 'é',
			preview: null,
			source: null,
			passes: [{ successes: 1, trials: 2 }],
		} as const;
		const problems = [{ code: 'duplicate-key', message: 'twice', span: { start: 1, end: 2 } }] as const;
		builder.add(
			{ ...record, successes: 0.5, trials: 70_000, unscored: 0, problems },
			{ sourceStart: 2 ** 33, sourceEnd: 2 ** 34, lineNumber: 0 },
		);
		return builder.finish(2 ** 34, 'cut off');
	};

	it('are decoded to the same, offsets beyond 2³² and histories included', () => {
		expect(decodeColumns(encodeColumns(part(), 'x'), 'x')).toEqual(part());
	});

	it('are looked at where they lie', () => {
		const bytes = encodeColumns(part(), 'x');
		const { lines } = decodeColumns(bytes, 'x') as ScanPart;
		expect([lines.kinds, lines.counts.trials, lines.passes?.lines].map((column) => column?.buffer)).toEqual(
			Array(3).fill(bytes.buffer),
		);
	});

	it('repeat what is all the same, and nothing that is nearly so', () => {
		const data = {
			rollouts: new Uint8Array(5000).fill(8),
			none: new Uint32Array(5000),
			unknown: new Float64Array(5000).fill(Number.NaN),
			farther: new Float64Array(5000).fill(2 ** 53 - 1),
			negative: new Int32Array(5000).fill(-1),
		};
		const bytes = encodeColumns(data, 'x');
		expect(bytes.length).toBeLessThan(1000);
		expect(decodeColumns(bytes, 'x')).toStrictEqual(data);
		const nearly = {
			first: new Uint8Array(5000).fill(8).fill(9, 0, 1),
			last: new Uint8Array(5000).fill(8).fill(9, -1),
			starts: Float64Array.from({ length: 5000 }, (_, line) => 2 ** 33 + line),
			zeros: new Float64Array(5000).fill(-0, 2500),
			alone: Float64Array.of(-0),
		};
		expect(decodeColumns(encodeColumns(nearly, 'x'), 'x')).toStrictEqual(nearly);
	});

	it('may have no values', () => {
		const none = new ScanPartBuilder(0, { container: 'array', texts: ['id'] }).finish(0);
		expect(decodeColumns(encodeColumns(none, 'x'), 'x')).toEqual(none);
	});

	it('have to be asked for under their label', () => {
		expect(decodeColumns(encodeColumns(part(), 'x'), 'y')).toBeUndefined();
	});
});
