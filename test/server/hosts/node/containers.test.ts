/** Any container gives the records that the plain lines give; one that is torn gives those it still holds, and says so. */
import { rm, truncate } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteSource, DamagedSourceError } from '../../../../server/core/json/byteSource.ts';
import { createSourceOpener } from '../../../../server/hosts/node/openSource.ts';
import { textOf } from '../../../support/bytes.ts';
import { countsOf, load, said } from '../../../support/dataset.ts';
import { type TestFolder, testFolder } from '../../../support/folder.ts';
import { columnsOf, parquetOf, zipOf } from '../../../support/packed.ts';
import { holds, seed } from '../../../support/random.ts';

const { signal } = new AbortController();
const openSource = createSourceOpener(signal);

/** Two lines in two frames, the second with a checksum, as `zstd` writes them. */
const zstdFrames = Buffer.from('KLUv/SAIQQAAeyJhIjoxfQootS/9JAtZAAB7ImIiOiLDqSJ9CmD6LbU=', 'base64');

interface Read {
	readonly text: string;
	readonly damage: string | undefined;
}

async function readAll(source: ByteSource): Promise<Read> {
	const chunks: Uint8Array[] = [];
	try {
		for await (const chunk of source.read(signal)) chunks.push(chunk.slice());
	} catch (error) {
		if (!(error instanceof DamagedSourceError)) throw error;
		return { text: textOf(Buffer.concat(chunks)), damage: error.message };
	}
	return { text: textOf(Buffer.concat(chunks)), damage: undefined };
}

async function opened(folder: TestFolder, name: string, bytes: Uint8Array): Promise<ByteSource> {
	return openSource(await folder.file(name, bytes), name);
}

/** Records as pools have them, with what breaks careless readers: U+2028 inside strings, escapes, NUL, lone surrogates made whole. */
const records = fc.array(
	fc.record({
		id: fc.string({ unit: 'binary', minLength: 1 }),
		prompt: fc.string({ unit: fc.constantFrom('a', '\\', '"', '\u2028', '\u0085', '𝛼', '\n', '\u0000') }),
		rewards: fc.array(fc.constantFrom(0, 1, 0.1), { minLength: 1, maxLength: 4 }),
	}),
	{ minLength: 1, maxLength: 20 },
);

describe('a container', () => {
	it('gives the same records as the plain lines', async () => {
		const folder = await testFolder();
		await holds(
			fc.asyncProperty(records, fc.nat(), fc.integer({ min: 1, max: 5 }), async (rows, cut, rowGroupSize) => {
				const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
				const bytes = Buffer.from(lines);
				const at = cut % (bytes.length + 1);
				const members = Buffer.concat([gzipSync(bytes.subarray(0, at)), gzipSync(bytes.subarray(at))]);
				const summaries = zipOf([
					{ name: 'header.json', content: '{}' },
					{ name: 'summaries.json', content: JSON.stringify(rows) },
				]);
				const sources = [
					await opened(folder, 'pool.jsonl.gz', members),
					await opened(folder, 'pool.parquet', parquetOf(columnsOf(rows), rowGroupSize)),
					await opened(folder, 'pool.eval', summaries),
				];
				for (const source of sources) {
					expect(await readAll(source)).toEqual({ text: lines, damage: undefined });
					const middle = Math.floor(bytes.length / 2);
					expect(textOf(await source.readRange(middle, bytes.length))).toBe(textOf(bytes.subarray(middle)));
				}
			}),
			30,
		);
	});

	it('is scored like the plain lines, place by place', async () => {
		const folder = await testFolder();
		const lines = Array.from({ length: 50 }, (_, line) => `{"id":${line},"rewards":[1,0,${line % 2}]}\n`).join('');
		const plain = await load(lines);
		const packed = await load(await opened(folder, 'pool.jsonl.gz', gzipSync(lines)));
		expect(countsOf(packed)).toEqual(countsOf(plain));
		expect(packed.sources[0]?.part.starts).toEqual(plain.sources[0]?.part.starts);
	});
});

describe('gzip', () => {
	it('that is cut off anywhere gives what comes before, and says so', async () => {
		const folder = await testFolder();
		const text = Array.from({ length: 400 }, (_, line) => `{"id":${line},"reward":${(line * seed) % 7}}\n`).join('');
		const bytes = gzipSync(text);
		await holds(
			fc.asyncProperty(fc.integer({ min: 1, max: bytes.length - 1 }), async (length) => {
				const { text: read, damage } = await readAll(await opened(folder, 'torn.jsonl.gz', bytes.subarray(0, length)));
				expect(text.startsWith(read)).toBe(true);
				expect(damage).toMatch(/^torn\.jsonl\.gz is cut off: its gzip data end too early\. (?:\d+ bytes|Nothing) could be read\.$/);
			}),
			30,
		);
	});

	it('becomes a finding behind the last line that could be read', async () => {
		const folder = await testFolder();
		const text = Array.from({ length: 300 }, (_, line) => `{"id":${line},"rewards":[1,${(line * seed) % 2}]}\n`).join('');
		const bytes = gzipSync(text);
		const { dataset, findings, sources } = await load(await opened(folder, 'torn.jsonl.gz', bytes.subarray(0, -20)));
		const damaged = findings.filter(({ code }) => code === 'damaged-file');
		expect(damaged.map(({ lineNumber }) => lineNumber)).toEqual([dataset.lineCount - 1]);
		expect(dataset.lineCount).toBeGreaterThan(100);
		expect(sources[0]?.part.damage).toBe(damaged[0]?.message);
	});

	it('with nothing left still has a place to say so', async () => {
		const folder = await testFolder();
		const { findings } = await load([
			await opened(folder, 'a.jsonl.gz', gzipSync('{}').subarray(0, 10)),
			'{"id":1,"rewards":[1]}\n',
		]);
		expect(said(findings)).toEqual([
			'line 1: damaged-file: a.jsonl.gz is cut off: its gzip data end too early. Nothing could be read.',
		]);
	});

	it('is told from what only bears its name, and from nothing', async () => {
		const folder = await testFolder();
		const plain = await opened(folder, 'plain.jsonl.gz', Buffer.from('{"id":1,"rewards":[1]}\n'));
		await expect(readAll(plain)).rejects.toThrow('Cannot read plain.jsonl.gz: it holds no gzip data. Check its name.');
		expect(await readAll(await opened(folder, 'empty.jsonl.gz', new Uint8Array()))).toEqual({ text: '', damage: undefined });
	});
});

describe('Zstandard', () => {
	it('is read on every runtime', async () => {
		const folder = await testFolder();
		expect(await readAll(await opened(folder, 'a.jsonl.zst', zstdFrames))).toEqual({
			text: '{"a":1}\n{"b":"é"}\n',
			damage: undefined,
		});
	});

	it('that is cut off gives what comes before', async () => {
		const folder = await testFolder();
		expect(await readAll(await opened(folder, 'a.jsonl.zst', zstdFrames.subarray(0, -6)))).toEqual({
			text: '{"a":1}\n',
			damage: 'a.jsonl.zst is cut off: its Zstandard data end too early. 8 bytes could be read.',
		});
	});
});

describe('Parquet', () => {
	it('has numbers, dates, bytes, lists and records written as JSON', async () => {
		const folder = await testFolder();
		const bytes = parquetOf({
			small: [1n, -2n],
			large: [9007199254740993n, -9007199254740993n],
			rate: [0.5, Number.NaN],
			when: [new Date(0), new Date(1e12)],
			maybe: [null, 'é'],
			prompt: [[{ role: 'user', content: 'x' }], []],
		});
		expect((await readAll(await opened(folder, 'a.parquet', bytes))).text).toBe(
			'{"small":1,"large":"9007199254740993","rate":0.5,"when":"1970-01-01T00:00:00.000Z","maybe":null,"prompt":[{"role":"user","content":"x"}]}\n' +
				'{"small":-2,"large":"-9007199254740993","rate":null,"when":"2001-09-09T01:46:40.000Z","maybe":"é","prompt":[]}\n',
		);
	});

	it('reads a row group when it is asked for', async () => {
		const folder = await testFolder();
		const rows = Array.from({ length: 4000 }, (_, row) => ({ id: row, text: String(row * seed).repeat(20) }));
		const path = await folder.file('a.parquet', parquetOf(columnsOf(rows), 1000));
		const source = await openSource(path);
		for await (const chunk of source.read(signal)) {
			expect(textOf(chunk)).toContain('"id":0,');
			// What is not asked for need not be there.
			await truncate(path, 100);
			break;
		}
	});

	it('that is no whole file says what is wrong', async () => {
		const folder = await testFolder();
		const whole = parquetOf({ id: [1], reward: [1] });
		const torn = await opened(folder, 'torn.parquet', whole.subarray(0, whole.length - 10));
		await expect(readAll(torn)).rejects.toThrow(
			/^Cannot read torn\.parquet: it is no whole Parquet file \(.+\)\. Something may still be writing it\.$/,
		);
	});

	it('with other columns is not recognised, and its columns are named', async () => {
		const folder = await testFolder();
		const { detections } = await load(await opened(folder, 'a.parquet', parquetOf({ text: ['x'], tokens: [3] })));
		expect(detections[0]?.reason).toBe('no known format fits; the first record has the fields text, tokens');
	});
});

describe('Inspect logs', () => {
	it('that have not ended are read from the journal, in its order', async () => {
		const folder = await testFolder();
		const entry = (number: number) => ({
			name: `_journal/summaries/${number}.json`,
			content: `[\n  {"id": ${number}, "scores": NaN},\r\n  {"id": ${number + 1}}\n]`,
		});
		const { text } = await readAll(await opened(folder, 'a.eval', zipOf([entry(10), entry(2), { name: 'x', content: '[1]' }])));
		expect(text).toBe('{"id": 2, "scores": NaN}\n{"id": 3}\n{"id": 10, "scores": NaN}\n{"id": 11}\n');
	});

	it('may be packed by Zstandard', async () => {
		const folder = await testFolder();
		const records = [1, 2, 3].map((id) => ({
			id,
			epoch: 1,
			input: '?',
			target: '1',
			scores: { s: { value: id === 2 ? 'I' : 'C' } },
		}));
		const zip = zipOf([{ name: 'summaries.json', content: JSON.stringify(records) }], 'zstd');
		expect(countsOf(await load(await opened(folder, 'a.eval', zip)))).toEqual({ 1: '1/1', 2: '0/1', 3: '1/1' });
		const torn = Buffer.from(zip);
		torn[torn.indexOf('summaries.json') + 14] = 0;
		await expect(readAll(await opened(folder, 'b.eval', torn))).rejects.toThrow(
			'Cannot read summaries.json in b.eval: it holds no Zstandard data.',
		);
	});

	it('that are none, or not whole, are refused', async () => {
		const folder = await testFolder();
		const zip = zipOf([{ name: 'other.json', content: '[]' }]);
		await expect(readAll(await opened(folder, 'a.eval', zip))).rejects.toThrow(
			'it is a zip file without summaries.json, so no log of Inspect. Unpack it first.',
		);
		await expect(readAll(await opened(folder, 'b.eval', zip.subarray(0, 30)))).rejects.toThrow('it is no whole zip file');
	});
});

describe('a file that is packed, though its name does not say so', () => {
	const lines = '{"id":1,"rewards":[1,0]}\n{"id":2,"rewards":[0,0]}\n';

	it('is told by its first bytes', async () => {
		const folder = await testFolder();
		const rows = [
			{ id: 1, rewards: [1, 0] },
			{ id: 2, rewards: [0, 0] },
		];
		const zip = zipOf([{ name: 'summaries.json', content: JSON.stringify(rows) }]);
		for (const bytes of [gzipSync(lines), parquetOf(columnsOf(rows)), zip]) {
			const loaded = await load(await opened(folder, 'pool.jsonl', bytes));
			expect(countsOf(loaded)).toEqual({ 1: '1/2', 2: '0/2' });
		}
		expect((await readAll(await opened(folder, 'a.json', zstdFrames))).text).toBe('{"a":1}\n{"b":"é"}\n');
	});

	it('is named where it cannot be read', async () => {
		const folder = await testFolder();
		const zip = await opened(folder, 'pool.jsonl', zipOf([{ name: 'pool.jsonl', content: lines }]));
		await expect(readAll(zip)).rejects.toThrow('it is a zip file without summaries.json');
	});
});

describe('an unpacked source', () => {
	it('is unpacked once for reads by range, and stays readable when the file has gone', async () => {
		const folder = await testFolder();
		const text = '{"id":1}\n{"id":2}\n';
		const path = await folder.file('a.jsonl.gz', gzipSync(text));
		const source = await openSource(path);
		expect(textOf(await source.readRange(0, 8))).toBe('{"id":1}');
		await rm(path);
		expect(textOf(await source.readRange(9, 18))).toBe('{"id":2}\n');
	});
});
