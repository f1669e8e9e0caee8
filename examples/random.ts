/** A seeded source of random choices: the same key gives the same choices on every machine. */
export interface Random {
	/** Uniform in [0, 1), a multiple of 2⁻³². */
	next(): number;
	/** Uniform whole number, both ends included. */
	integer(low: number, high: number): number;
	/** One item, uniformly; the list must not be empty. */
	pick<T>(items: readonly T[]): T;
	/** A shuffled copy (Fisher–Yates). */
	shuffle<T>(items: readonly T[]): T[];
	/** Mean 0, variance 1, within ±6. */
	normal(): number;
}

/**
 * A stream for a text key, so that every problem and every visit has its own, and a change to one leaves the others as they were.
 *
 * The generator is sfc32 ("small fast counting", Chris Doty-Humphrey, PractRand 0.93, public domain), seeded with the 32-bit FNV-1a
 * hash of the key (Fowler, Noll, Vo; offset 2166136261, prime 16777619) and stirred 15 times as its author does.
 */
export function createRandom(key: string): Random {
	let hash = 2166136261;
	for (const character of key) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619);
	let [a, b, c, counter] = [0, hash, key.length, 1];
	const next = () => {
		const sum = (a + b + counter++) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + sum) | 0;
		return (sum >>> 0) / 2 ** 32;
	};
	for (let round = 0; round < 15; round++) next();

	const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
	return {
		next,
		integer,
		pick: (items) => items[integer(0, items.length - 1)]!,
		shuffle: (items) => {
			const copy = [...items];
			for (let last = copy.length - 1; last > 0; last--) {
				const other = integer(0, last);
				[copy[last], copy[other]] = [copy[other]!, copy[last]!];
			}
			return copy;
		},
		// Twelve uniforms (Irwin–Hall) rather than Box–Muller: only additions, so no platform's cosine can change a byte.
		normal: () => Array.from({ length: 12 }, next).reduce((total, value) => total + value, -6),
	};
}

/** Draws again until the draw is acceptable; for conditions that a fair share of all draws fulfil. */
export function drawUntil<T>(draw: () => T, isAcceptable: (value: T) => boolean): T {
	for (let attempt = 0; attempt < 10_000; attempt++) {
		const value = draw();
		if (isAcceptable(value)) return value;
	}
	throw new Error(`no acceptable draw in 10,000: ${isAcceptable}`);
}
