import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestFirst } from '../../../server/selection/ordering.ts';
import { seededRandom } from '../../../shared/random.ts';
import { holds } from '../../support/random.ts';

const inf = Number.POSITIVE_INFINITY;

/** By comparison, as the order is defined. */
function compared(values: Float64Array, tieHash: Uint32Array, members: readonly number[]): readonly number[] {
	const difference = (left: number, right: number): number =>
		values[left] === values[right] ? tieHash[left]! - tieHash[right]! || left - right : values[left]! > values[right]! ? -1 : 1;
	return members.toSorted(difference);
}

describe('the order of the best', () => {
	it('is that of the values, then of the hashes, then of the places, whatever the size of blocks', async () => {
		const value = fc.oneof(
			fc.constantFrom(0, -0, 1, -1, 0.1, inf, -inf, 5e-324, -5e-324, 1 + 2 ** -52),
			fc.double({ noNaN: true }),
		);
		const example = fc.record({ value, tie: fc.oneof(fc.constantFrom(0, 2 ** 32 - 1, 2 ** 31), fc.nat()), isMember: fc.boolean() });
		await holds(
			fc.property(fc.array(example, { maxLength: 40 }), fc.nat({ max: 12 }), (examples, blockSize) => {
				const values = Float64Array.from(examples, (entry) => entry.value);
				const tieHash = Uint32Array.from(examples, ({ tie }) => tie);
				const members = [...examples.keys()].filter((index) => examples[index]!.isMember);
				const blocks = [...bestFirst(values, tieHash, Int32Array.from(members), blockSize)];
				expect(blocks.flatMap((block) => [...block])).toEqual(compared(values, tieHash, members));
			}),
		);
	});

	it('of the first block needs no more of the rest than to tell it apart', () => {
		const values = Float64Array.from({ length: 5000 }, (_, index) => index % 7);
		const tieHash = Uint32Array.from({ length: 5000 }, (_, index) => Math.imul(index, 0x9e3779b1));
		const all = Int32Array.from({ length: 5000 }, (_, index) => index);
		const [first] = bestFirst(values, tieHash, all, 100);
		expect([...first!]).toEqual(compared(values, tieHash, [...all]).slice(0, 100));
	});

	it('is the same of very many, whether they are sorted or digits tell them apart', async () => {
		const length = 80_000;
		const tieHash = Uint32Array.from({ length }, (_, index) => Math.imul(index >>> 2, 0x9e3779b1));
		const all = Int32Array.from({ length }, (_, index) => index);
		const fixed = [0, -0, 1, -1, inf, -inf, 5e-324, -5e-324, 1 + 2 ** -52, 1 + 2 ** -20];
		const kinds: readonly ((uniform: number) => number)[] = [
			(uniform) => fixed[Math.floor(uniform * fixed.length)]!,
			(uniform) => uniform,
			(uniform) => -uniform,
			(uniform) => (uniform - 0.5) * 2 ** Math.floor(1000 * uniform),
		];
		await holds(
			fc.property(fc.constantFrom(...kinds), fc.constantFrom(1, 900, 30_000, 70_000), fc.integer(), (spread, blockSize, seed) => {
				const { next } = seededRandom(1, seed);
				const values = Float64Array.from({ length }, () => spread(next()));
				const [first] = bestFirst(values, tieHash, all, blockSize);
				const expected = compared(values, tieHash, [...all]).slice(0, blockSize);
				expect(first!.every((index, place) => index === expected[place])).toBe(true);
				expect(first).toHaveLength(blockSize);
			}),
			8,
		);
	});

	it('is right where a sample of every seventeenth or so tells nothing of the others', () => {
		const length = 70_000;
		const samples = new Set(Array.from({ length: 4096 }, (_, at) => Math.floor((at * length) / 4096)));
		const tieHash = Uint32Array.from({ length }, (_, index) => Math.imul(index, 0x9e3779b1));
		const all = Int32Array.from({ length }, (_, index) => index);
		for (const sampled of [2, -2]) {
			const values = Float64Array.from({ length }, (_, index) => (samples.has(index) ? sampled : Math.sin(index)));
			const [first] = bestFirst(values, tieHash, all, 9000);
			const expected = compared(values, tieHash, [...all]).slice(0, 9000);
			expect(first!.every((index, place) => index === expected[place])).toBe(true);
			expect(first).toHaveLength(9000);
		}
	});
});
