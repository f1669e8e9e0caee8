import type { NumberColumn } from '../core/scan/column.ts';
import type { Pool } from './pool.ts';

/** Slots of the memo at most, a power of two. Beyond half as many beliefs, further ones are computed each time. */
const mostSlots = 2 ** 16;

/**
 * A value for each example from its belief, computed once for equal beliefs, of which real pools have few: 15 ms for 10⁶ examples, where
 * two nested maps take 90 ms.
 */
export function eachBelief(pool: Pool, compute: (alpha: number, beta: number) => number): Float64Array {
	const { size, successes, trials } = pool;
	if (pool.beliefAt !== undefined) {
		const { beliefAt } = pool;
		return eachPair(size, successes, trials, (index) => {
			const { alpha, beta } = beliefAt(index);
			return compute(alpha, beta);
		});
	}
	const { alpha, beta } = pool;
	return eachPair(size, alpha, beta, (index) => compute(alpha[index]!, beta[index]!));
}

/** A value for each index, computed once for equal pairs of numbers. */
function eachPair(size: number, first: NumberColumn, second: NumberColumn, compute: (index: number) => number): Float64Array {
	if (first instanceof Uint8Array && second instanceof Uint8Array) return eachPairOfBytes(size, first, second, compute);
	const values = new Float64Array(size);
	// At least twice as many as there are examples: a batch of a training step needs no room for a million.
	const slotCount = Math.min(mostSlots, 2 ** (33 - Math.clz32(size)));
	/** One more than the first index with the slot's pair; 0 where the slot is free. */
	const slots = new Int32Array(slotCount);
	let free = slotCount / 2;
	for (let index = 0; index < size; index++) {
		const [one, other] = [first[index]!, second[index]!];
		// Whole numbers and fractions alike: bits from below the point come up by the product.
		const hash = Math.imul((one * 0x9e3779b1) ^ (other * 0x85ebca6b * 31), 0xc2b2ae35);
		let slot = (hash >>> 16) & (slotCount - 1);
		let known = slots[slot]! - 1;
		while (known >= 0 && (first[known] !== one || second[known] !== other)) {
			slot = (slot + 1) & (slotCount - 1);
			known = slots[slot]! - 1;
		}
		values[index] = known >= 0 ? values[known]! : compute(index);
		if (known >= 0 || free === 0) continue;
		slots[slot] = index + 1;
		free--;
	}
	return values;
}

/** Most counts are bytes: a table of all pairs needs no search. */
function eachPairOfBytes(size: number, first: Uint8Array, second: Uint8Array, compute: (index: number) => number): Float64Array {
	const values = new Float64Array(size);
	const known = new Float64Array(2 ** 16);
	const isKnown = new Uint8Array(known.length);
	for (let index = 0; index < size; index++) {
		const pair = 256 * first[index]! + second[index]!;
		if (isKnown[pair] === 0) {
			known[pair] = compute(index);
			isKnown[pair] = 1;
		}
		values[index] = known[pair]!;
	}
	return values;
}
