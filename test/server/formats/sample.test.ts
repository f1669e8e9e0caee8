import { describe, expect, it } from 'vitest';
import { type ByteSource, createMemorySource } from '../../../server/core/json/byteSource.ts';
import { readHead } from '../../../server/core/scan/scan.ts';
import { sampleBytes, sampleRecords, takeSample } from '../../../server/formats/sample.ts';
import { concat, createChunkedSource, utf8 } from '../../support/bytes.ts';
import { jsonl, load } from '../../support/dataset.ts';

const idsOf = (head: string | Uint8Array): readonly unknown[] =>
	takeSample(typeof head === 'string' ? utf8(head) : head).records.map(({ id }) => id);
const padded = (id: number, length: number) => ({ id, prompt: 'x'.repeat(length), rewards: [1, 0] });

describe('the sample', () => {
	it('holds the first records, up to a limit', () => {
		const records = Array.from({ length: sampleRecords + 50 }, (_, id) => ({ id }));
		expect(idsOf(jsonl(records))).toEqual(records.slice(0, sampleRecords).map(({ id }) => id));
	});

	it('passes over what the reader would not count', () => {
		expect(idsOf('<PLACEHOLDER ROW>\n\n7\n[{"id":0}]\n{"id":1,}\n{"id":2}\n{"id":3,"reward":NaN}\n{"id":4')).toEqual([2, 3]);
	});

	it('passes over a line behind the first that begins with a byte order mark, as the reader does', () => {
		expect(idsOf('\ufeff{"id":1}\n\ufeff{"id":2}\n{"id":3}\n')).toEqual([1, 3]);
	});

	it('keeps a record that is cut only where there is no other', () => {
		expect(idsOf('{"id":1}\n{"id":2,"prompt":"x')).toEqual([1]);
		expect(idsOf('{"id":2,"prompt":"x')).toEqual([2]);
	});

	it('passes over a record that the limit cuts', () => {
		const head = utf8(jsonl([padded(1, 100_000), padded(2, 100_000), padded(3, 100_000)]));
		expect(idsOf(head)).toEqual([1, 2]);
		expect(idsOf(head.subarray(0, sampleBytes))).toEqual([1, 2]);
	});

	it('holds the first record whole where it is longer than the limit', () => {
		const { records } = takeSample(utf8(jsonl([padded(1, 2 * sampleBytes), padded(2, 1)])));
		expect(records[0]?.rewards).toEqual([1, 0]);
	});

	it('reads null for NaN', () => {
		expect(takeSample(utf8('{"id":1,"rewards":[1,NaN,-Infinity]}\n')).records).toEqual([{ id: 1, rewards: [1, null, null] }]);
	});

	it.each(['[', '{"a":'])('survives 100,000 levels of %s, broken or not', (open) => {
		const close = open === '[' ? ']' : '}';
		const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
		expect(idsOf(`{"id":1,"x":${open.repeat(100_000)}\n{"id":2}\n`)).toEqual([2]);
		expect(idsOf(`{"id":1,"x":${open.repeat(100_000)}`)).toEqual([]);
		expect(idsOf(`{"id":1,"x":${deep}}\n`)).toEqual([1]);
		expect(idsOf(`{"id":1,"r":NaN,"x":${deep}}\n{"id":2}\n`)).toEqual([2]);
	});

	it('tells an array from lines', () => {
		expect(takeSample(utf8('\ufeff [\n{"id":1},\n{"id":2}]'))).toEqual({ container: 'array', records: [{ id: 1 }, { id: 2 }] });
		expect(takeSample(utf8('{"id":[{"a":1}]}\n')).container).toBe('lines');
		expect(takeSample(new Uint8Array()).container).toBe('lines');
	});

	it('of an array holds the first element whole where it is longer than the limit', () => {
		expect(idsOf(JSON.stringify([padded(1, 2 * sampleBytes), padded(2, 1)]))[0]).toBe(1);
	});
});

describe('the head of a source', () => {
	const { signal } = new AbortController();
	const unpacked = (text: string, chunk: number): ByteSource => ({
		...createChunkedSource('x', utf8(text), chunk),
		size: undefined,
		readRange: () => Promise.reject(new Error('Of what is unpacked, the start is read as it comes.')),
	});
	const read = async (source: ByteSource, length: number): Promise<string> =>
		new TextDecoder().decode(await readHead(source, length, signal));

	it('has the length asked for, or all there is', async () => {
		for (const source of [createMemorySource('x', utf8('a\n'.repeat(100))), unpacked('a\n'.repeat(100), 8)])
			expect((await read(source, 21)).length).toBe(21);
		for (const text of ['a\nb', ''])
			for (const source of [createMemorySource('x', utf8(text)), unpacked(text, 8)]) expect(await read(source, 20)).toBe(text);
	});

	it('is detected alike in any chunks', async () => {
		const bytes = concat(jsonl([padded(1, 300_000), padded(2, 300_000)]));
		for (const chunk of [1000, 65_536, 1_000_000]) {
			expect((await load(createChunkedSource('x', bytes, chunk))).detections[0]?.format?.name).toBe('reward-list');
		}
	});
});
