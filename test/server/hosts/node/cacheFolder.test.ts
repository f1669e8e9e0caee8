import { chmod, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCacheFolder } from '../../../../server/hosts/node/cacheFolder.ts';
import { defaultCacheFolder } from '../../../../server/hosts/node/userCacheFolder.ts';
import { testFolder } from '../../../support/folder.ts';

const bytesOf = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
const noTrouble = (message: string): void => {
	throw new Error(message);
};

describe('the cache folder', () => {
	it('gives back what it was given, under each name, also to another process', async () => {
		const folder = join((await testFolder()).path, 'not', 'there yet');
		const cache = createCacheFolder(folder, noTrouble);
		expect(await cache.read('a')).toBeUndefined();
		await Promise.all([cache.write('a', bytesOf(9, 1)), cache.write('b', bytesOf(100_000, 2)), cache.write('a', bytesOf(9, 1))]);
		const other = createCacheFolder(folder, noTrouble);
		expect(new Uint8Array((await other.read('a'))!)).toEqual(bytesOf(9, 1));
		expect(new Uint8Array((await other.read('b'))!)).toEqual(bytesOf(100_000, 2));
		expect((await readdir(folder)).filter((name) => !name.endsWith('.scan'))).toEqual([]);
	});

	it('hands out buffers whose numbers can be looked at in place', async () => {
		const cache = createCacheFolder((await testFolder()).path, noTrouble);
		for (const length of [8, 24, 4000, 70_000]) {
			await cache.write('a', bytesOf(length, 1));
			expect((await cache.read('a'))!.byteOffset % 8).toBe(0);
		}
	});

	it('does not find what was damaged, wherever that is', async () => {
		const folder = (await testFolder()).path;
		const cache = createCacheFolder(folder, noTrouble);
		const buffer = Uint8Array.from({ length: 600 }, (_, index) => index * 31);
		await cache.write('a', buffer);
		const [file] = await readdir(folder);
		const path = join(folder, file!);
		const whole = await readFile(path);
		const damaged = [
			...Array.from(whole, (_, at) => whole.map((byte, index) => (index === at ? byte ^ (1 << (at % 8)) : byte))),
			...[0, 8, 15, 16, whole.length - 1].map((length) => whole.subarray(0, length)),
			new Uint8Array(whole.length),
			Buffer.concat([whole, new Uint8Array(8)]),
		];
		for (const bytes of damaged) {
			await writeFile(path, bytes);
			expect(await cache.read('a')).toBeUndefined();
		}
		await cache.write('a', buffer);
		expect(await cache.read('a')).toEqual(buffer);
	});

	it('does not find what was damaged in any of the pieces that it is read in', async () => {
		const folder = (await testFolder()).path;
		const cache = createCacheFolder(folder, noTrouble);
		const pieceBytes = 2 ** 18;
		// The last piece is a part of the checksum.
		const buffer = Uint8Array.from({ length: 3 * pieceBytes - 5 }, (_, index) => index % 251);
		await cache.write('a', buffer);
		const [file] = await readdir(folder);
		const path = join(folder, file!);
		const whole = await readFile(path);
		const [first, second, rest] = [
			whole.subarray(0, pieceBytes),
			whole.subarray(pieceBytes, 2 * pieceBytes),
			whole.subarray(2 * pieceBytes),
		];
		const flipped = [0, pieceBytes - 1, pieceBytes, buffer.length - 1, buffer.length, whole.length - 1];
		const damaged = [
			...flipped.map((at) => Buffer.from(whole).fill(whole[at]! ^ 1, at, at + 1)),
			Buffer.concat([second, first, rest]),
			Buffer.concat([first, first, rest]),
			// What was not written yet when the power went: in its place is nothing.
			Buffer.from(whole).fill(0, pieceBytes, 2 * pieceBytes),
			Buffer.from(whole).fill(0, pieceBytes),
		];
		for (const bytes of damaged) {
			await writeFile(path, bytes);
			expect(await cache.read('a')).toBeUndefined();
		}
		await writeFile(path, whole);
		expect(Buffer.from((await cache.read('a'))!).equals(buffer)).toBe(true);
	});

	it('is for its user alone', async () => {
		const folder = join((await testFolder()).path, 'cache');
		await createCacheFolder(folder, noTrouble).write('a', bytesOf(9, 1));
		expect((await stat(folder)).mode & 0o077).toBe(0);
	});

	it('makes room by what was unused for longest', async () => {
		const folder = (await testFolder()).path;
		const cache = createCacheFolder(folder, noTrouble, 250);
		for (const [index, name] of ['a', 'b'].entries()) {
			await cache.write(name, bytesOf(100, index));
			for (const file of await readdir(folder)) await utimes(join(folder, file), 1000 + index, 1000 + index);
		}
		await cache.read('a');
		await cache.write('c', bytesOf(100, 3));
		expect([await cache.read('a'), await cache.read('b'), await cache.read('c')].map((found) => found?.length)).toEqual([
			100,
			undefined,
			100,
		]);
		await cache.write('d', bytesOf(251, 4));
		expect(await cache.read('d')).toBeUndefined();
	});

	it('removes what writers that died have left, and nothing that is being written', async () => {
		const folder = (await testFolder()).path;
		await Promise.all(['old.tmp', 'new.tmp', 'notes.txt'].map((name) => writeFile(join(folder, name), '')));
		await utimes(join(folder, 'old.tmp'), 1000, 1000);
		await createCacheFolder(folder, noTrouble).write('a', bytesOf(9, 1));
		expect((await readdir(folder)).filter((name) => !name.endsWith('.scan')).sort()).toEqual(['new.tmp', 'notes.txt']);
	});

	it('says what it could not keep, and fails nobody', async () => {
		const folder = (await testFolder()).path;
		const file = join(folder, 'file');
		await writeFile(file, '');
		const troubles: string[] = [];
		const cache = createCacheFolder(join(file, 'below'), (message) => troubles.push(message));
		await cache.write('a', bytesOf(9, 1));
		expect(await cache.read('a')).toBeUndefined();
		expect(troubles).toEqual([expect.stringContaining('was not kept')]);
	});

	it.skipIf(process.getuid?.() === 0)('is passed over where nothing may be written', async () => {
		const folder = join((await testFolder()).path, 'locked');
		await mkdir(folder);
		await chmod(folder, 0o500);
		const troubles: string[] = [];
		await createCacheFolder(folder, (message) => troubles.push(message)).write('a', bytesOf(9, 1));
		expect(troubles).toHaveLength(1);
	});

	it('lies where the system wants it', () => {
		expect(defaultCacheFolder({ XDG_CACHE_HOME: '/caches' }, 'linux')).toBe('/caches/insight-rlvr');
		expect(defaultCacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux')).toMatch(/\/\.cache\/insight-rlvr$/);
		expect(defaultCacheFolder({}, 'darwin')).toMatch(/Library\/Caches\/insight-rlvr$/);
		expect(defaultCacheFolder({ LOCALAPPDATA: '/local' }, 'win32')).toMatch(/^\/local\/insight-rlvr\/Cache$/);
	});
});
