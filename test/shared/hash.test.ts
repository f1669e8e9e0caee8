import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createByteHash, hashBytes } from '../../shared/hash.ts';
import { concat, utf8 } from '../support/bytes.ts';
import { holds } from '../support/random.ts';

const hashOf = (bytes: Uint8Array, seed = 0): number => hashBytes(bytes, 0, bytes.length, seed);

describe('hashes of bytes', () => {
	it.each([
		['train/0', 7309180286986959],
		['', 1976716950469034],
	])('of a short text are what sets were chosen by before: "%s"', (text, hash) => {
		expect(hashOf(utf8(text))).toBe(hash);
	});

	it('are whole numbers of 53 bits, the same wherever the bytes lie, by whichever way they are asked for', () => {
		const hash = createByteHash();
		const length = fc.integer({ min: 0, max: 300 });
		const input = fc.tuple(
			length.chain((size) => fc.uint8Array({ minLength: size, maxLength: size })),
			fc.nat(9),
			fc.nat(2 ** 31 - 1),
		);
		holds(
			fc.property(input, ([bytes, before, seed]) => {
				const expected = hashOf(bytes, seed);
				expect(Number.isSafeInteger(expected) && expected >= 0).toBe(true);
				const around = concat(new Uint8Array(before).fill(7), bytes, '!!!!');
				const part = around.subarray(before);
				expect([hashBytes(around, before, before + bytes.length, seed), hashBytes(part, 0, bytes.length, seed)]).toEqual([
					expected,
					expected,
				]);
				expect([hash(around, before, before + bytes.length, seed), hash(part, 0, bytes.length, seed)]).toEqual([
					expected,
					expected,
				]);
			}),
			300,
		);
	});

	it('differ for texts that differ in one bit, or in length alone', () => {
		for (const length of [0, 1, 3, 4, 127, 128, 129, 136, 255]) {
			const bytes = new Uint8Array(length);
			const hashes = [hashOf(bytes), hashOf(new Uint8Array(length + 1))];
			for (let bit = 0; bit < 8 * length; bit++) {
				bytes[bit >> 3] = 1 << (bit & 7);
				hashes.push(hashOf(bytes));
				bytes[bit >> 3] = 0;
			}
			expect(new Set(hashes).size).toBe(hashes.length);
		}
	});

	// Of 300,000 hashes with 32 bits that matter ten would be the same.
	it.each([
		['neighbours', 60, 64],
		['words of one lane', 0, 8],
		['words of two lanes', 8, 100],
		['the first and the last', 0, 124],
	])('differ for 300,000 long texts that differ in two words: %s', (_, first, second) => {
		const bytes = new Uint8Array(128).fill(0x61);
		const hashes = new Set<number>();
		for (let index = 0; index < 300_000; index++) {
			bytes[first] = index;
			bytes[first + 1] = index >> 8;
			bytes[second + 2] = index >> 16;
			bytes[second + 3] = index * 7;
			hashes.add(hashOf(bytes));
		}
		expect(hashes.size).toBe(300_000);
	});
});
