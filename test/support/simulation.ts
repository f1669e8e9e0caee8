/** Simulated pools for statistical tests: the same for a seed on every machine. */

import { createCipheriv } from 'node:crypto';
import { seed as runSeed } from './random.ts';

export interface Draws {
	/** Uniform on [0, 1). */
	uniform(): number;
	/** Beta(alpha, beta) for parameters of which both are multiples of ½. */
	beta(alpha: number, beta: number): number;
	/** Successes in so many trials. */
	binomial(trials: number, rate: number): number;
}

/** Draws of their own for each number under the run's seed. */
export function draws(stream: number): Draws {
	const key = Buffer.alloc(16);
	key.writeDoubleLE(runSeed, 0);
	key.writeDoubleLE(stream, 8);
	// Random bits from a cipher, so that no generator of our own is tested by itself.
	const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
	let [bits, at] = [Buffer.alloc(0), 0];
	const uniform = (): number => {
		if (at === bits.length) [bits, at] = [cipher.update(Buffer.alloc(4096)), 0];
		at += 4;
		return bits.readUInt32LE(at - 4) / 2 ** 32;
	};
	/** Gamma of a shape that is a multiple of ½, times two: a χ² of twice the shape, as exponentials and one squared normal. */
	const chiSquare = (degrees: number): number => {
		let sum = 0;
		for (let index = 0; index < Math.floor(degrees / 2); index++) sum -= 2 * Math.log(1 - uniform());
		if (degrees % 2 === 1) sum += -2 * Math.log(1 - uniform()) * Math.cos(2 * Math.PI * uniform()) ** 2;
		return sum;
	};
	return {
		uniform,
		beta: (alpha, beta) => {
			const first = chiSquare(2 * alpha);
			return first / (first + chiSquare(2 * beta));
		},
		binomial: (trials, rate) => {
			let successes = 0;
			for (let index = 0; index < trials; index++) if (uniform() < rate) successes++;
			return successes;
		},
	};
}
