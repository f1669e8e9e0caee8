/** Random numbers that are the same on every machine: for draws from beliefs, not for secrets. */

/** Uniform on the open interval (0, 1), 32 bits. */
export type RandomSource = () => number;

/** A stream of its own for each pair of words; neighbouring words give unrelated streams. */
export function createRandom(word: number, seed: number): RandomSource {
	return seededRandom(word, seed).next;
}

/** A source that can be set to another stream without making a new one: a million streams of a few numbers each. */
export interface SeededRandom {
	readonly next: RandomSource;
	/** To the beginning of the stream of two words. */
	reset(word: number, seed: number): void;
}

/** SplitMix32: a Weyl sequence, each term mixed by MurmurHash3's avalanche step (both public domain). */
export function seededRandom(word: number, seed: number): SeededRandom {
	let state = 0;
	const reset = (first: number, second: number): void => {
		state = mix(mix(first ^ 0x243f6a88) ^ second);
	};
	reset(word, seed);
	return {
		reset,
		next: () => {
			state = (state + 0x9e3779b9) | 0;
			return ((mix(state) >>> 0) + 0.5) / 2 ** 32;
		},
	};
}

function mix(word: number): number {
	word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
	word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
	return word ^ (word >>> 16);
}
