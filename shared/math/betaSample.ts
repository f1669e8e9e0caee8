import { checkBeta } from './domain.ts';

/** Uniform on the open interval (0, 1). */
type Uniform = () => number;

/**
 * A draw from Beta(α, β): G₁/(G₁+G₂) of two gamma variates by Marsaglia and Tsang's method (2000). Own code, since samplers at hand keep
 * a normal number over from one draw to the next, and a draw here must depend on its own stream alone.
 *
 * @param random about four numbers a draw; there is no bound.
 * @throws RangeError unless α and β are from 1e-100 to 1e100.
 */
export function sampleBeta(alpha: number, beta: number, random: Uniform): number {
	checkBeta(alpha, beta);
	// The belief about an unseen prompt under a flat prior: of many pools the commonest.
	if (alpha === 1 && beta === 1) return random();
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

/** Layers of equal area under the normal density, and where the tail begins, so that the tail with the lowest layer's box has it too. */
const layers = 256;
const tailStart = 3.6541528853610088;
const layerArea = 4.928673233974658e-3;

/** Widths of the layers from the lowest, widest one up; the lowest's is that of a box of its area. Behind the last one, 0. */
const widths = layerWidths();

/**
 * A normal number by the ziggurat method of Marsaglia and Tsang (2000): in 99 of 100 cases a look at a table. Layer and place within it come
 * of different bits of a number (Doornik 2005), which leaves 24 bits for the place.
 */
function sampleNormal(random: Uniform): number {
	for (;;) {
		const word = (random() * 2 ** 32) >>> 0;
		const layer = word % layers;
		const x = (((word >>> 8) + 0.5) / 2 ** 23 - 1) * widths[layer]!;
		if (Math.abs(x) < widths[layer + 1]!) return x;
		// Apart, so that the common case is short enough to be compiled into who asks.
		if (layer === 0) return Math.sign(x) * sampleTail(random);
		if (isUnderDensity(x, layer, random())) return x;
	}
}

/** Whether a point of a layer beside its inner box, at a share of the height between the densities at its two widths, is below that at x. */
function isUnderDensity(x: number, layer: number, share: number): boolean {
	const low = density(widths[layer]!);
	return low + share * (density(widths[layer + 1]!) - low) < density(x);
}

/** Beyond {@link tailStart}: Marsaglia's exponential rejection (1964). */
function sampleTail(random: Uniform): number {
	for (;;) {
		const beyond = -Math.log(random()) / tailStart;
		if (-2 * Math.log(random()) > beyond * beyond) return tailStart + beyond;
	}
}

/** Of the normal distribution, but for its factor. */
function density(x: number): number {
	return Math.exp(-0.5 * x * x);
}

function layerWidths(): Float64Array {
	const found = new Float64Array(layers + 1);
	found[0] = layerArea / density(tailStart);
	found[1] = tailStart;
	for (let layer = 2; layer < layers; layer++) {
		const below = found[layer - 1]!;
		found[layer] = Math.sqrt(-2 * Math.log(layerArea / below + density(below)));
	}
	return found;
}
