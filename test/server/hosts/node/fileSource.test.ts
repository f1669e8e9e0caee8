/** Regular files, small and large: read as they are at the moment, and said when they are not what they were. */
import { appendFile, rm, truncate } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../../../server/core/json/byteSource.ts';
import { createSourceOpener } from '../../../../server/hosts/node/openSource.ts';
import { piecesOf, textOf } from '../../../support/bytes.ts';
import { testFolder } from '../../../support/folder.ts';

const { signal } = new AbortController();
const openSource = createSourceOpener(signal);

async function readAll(source: ByteSource): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of source.read(signal)) chunks.push(chunk.slice());
	return textOf(Buffer.concat(chunks));
}

describe.each([
	['small', 10],
	['large', 100_000],
])('a %s file', (_, length) => {
	const text = 'x'.repeat(length);

	it('is read as it is, and by range', async () => {
		const source = await openSource(await (await testFolder()).file('a.jsonl', text));
		expect(source.size).toBe(length);
		expect(await readAll(source)).toBe(text);
		expect(textOf(await source.readRange(2, 9))).toBe('xxxxxxx');
		const target = new Uint8Array(5).fill(0x2e);
		await source.readPieces!(piecesOf([0, 2, 3], [4, 5, 0]), target, signal);
		expect(textOf(target)).toBe('x..xx');
	});

	it('is read with what was written to it since, and has another fingerprint then', async () => {
		const path = await (await testFolder()).file('a.jsonl', text);
		const source = await openSource(path);
		const before = await source.fingerprint();
		await appendFile(path, 'and more');
		expect(await readAll(source)).toBe(`${text}and more`);
		expect(await source.fingerprint()).not.toBe(before);
	});

	it('says when it has become shorter, or is gone', async () => {
		const path = await (await testFolder()).file('a.jsonl', text);
		const source = await openSource(path);
		await truncate(path, 5);
		await expect(source.readRange(2, 9)).rejects.toThrow(
			'a.jsonl is shorter than it was: it changed while it was read. Try again.',
		);
		await rm(path);
		await expect(readAll(source)).rejects.toThrow('there is no such file or folder');
	});
});

it('a small file that has become a large one is read like one, and of it no more than is asked for', async () => {
	const path = await (await testFolder()).file('a.jsonl', 'x'.repeat(10));
	const source = await openSource(path);
	await appendFile(path, 'y'.repeat(3_000_000));
	const chunks: number[] = [];
	for await (const { length } of source.read(signal)) chunks.push(length);
	expect(chunks.reduce((sum, length) => sum + length, 0)).toBe(3_000_010);
	expect(Math.max(...chunks)).toBeLessThanOrEqual(2 ** 20);
	const range = await source.readRange(2, 9);
	expect([textOf(range), range.buffer.byteLength]).toEqual(['xxxxxxx', 9]);
	const target = new Uint8Array(3);
	await source.readPieces?.(piecesOf([8, 11, 0]), target, signal);
	expect(textOf(target)).toBe('xxy');
});

it('very many small files let others have their turn', async () => {
	const path = await (await testFolder()).file('a.jsonl', '{"id":1}\n');
	const stop = new AbortController();
	setImmediate(() => stop.abort(new Error('stopped')));
	const readOn = async (): Promise<void> => {
		for (;;) {
			const source = await openSource(path);
			for await (const chunk of source.read(stop.signal)) expect(chunk.length).toBe(9);
		}
	};
	await expect(readOn()).rejects.toThrow('stopped');
});
