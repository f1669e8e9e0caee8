import { checkBeta } from './domain.ts';

/** Uniform on the open interval (0, 1). */
type Uniform = () => number;

/**
 * A draw from Beta(α, β): G₁/(G₁+G₂) of two gamma variates by Marsaglia and Tsang's method (2000). Own code, since samplers at hand keep
 * a normal number over from one draw to the next, and a draw here must depend on its own stream alone.
 *
 * @param random about six numbers a draw; there is no bound.
 * @throws RangeError unless α and β are from 1e-100 to 1e100.
 */
export function sampleBeta(alpha: number, beta: number, random: Uniform): number {
	checkBeta(alpha, beta);
	const first = sampleGamma(alpha < 1 ? alpha + 1 : alpha, random);
	const second = sampleGamma(beta < 1 ? beta + 1 : beta, random);
	if (alpha >= 1 && beta >= 1) return first / (first + second);
	// Of a shape below 1: a variate of the shape one higher, times u^(1/shape), which can be below the smallest double.
	const logOdds =
		Math.log(first / second) + (alpha < 1 ? Math.log(random()) / alpha : 0) - (beta < 1 ? Math.log(random()) / beta : 0);
	return 1 / (1 + Math.exp(-logOdds));
}

/** A gamma variate of a shape from 1 on. */
function sampleGamma(shape: number, random: Uniform): number {
	const scale = shape - 1 / 3;
	const spread = 1 / Math.sqrt(9 * scale);
	for (;;) {
		const z = sampleNormal(random);
		const root = 1 + spread * z;
		if (root <= 0) continue;
		const cube = root * root * root;
		const u = random();
		const square = z * z;
		if (u < 1 - 0.0331 * square * square || Math.log(u) < 0.5 * square + scale * (1 - cube + Math.log(cube))) return scale * cube;
	}
}

/** Marsaglia's polar method; its second number is let go. */
function sampleNormal(random: Uniform): number {
	for (;;) {
		const x = 2 * random() - 1;
		const y = 2 * random() - 1;
		const square = x * x + y * y;
		if (square < 1 && square > 0) return x * Math.sqrt((-2 * Math.log(square)) / square);
	}
}
