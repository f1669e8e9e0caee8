/**
 * What is left of the digamma and log-gamma functions when their leading terms are taken off. In entropies and informations of Beta
 * distributions the leading terms cancel exactly; leaving them out keeps the digits that computing them would lose.
 */
import { checkParameter } from './domain.ts';

/** From here on the asymptotic series below are exact to the last bit, their differences included. */
const seriesStart = 16;

/** |B₂ₘ| / 2m for m = 1…7, of the series of ψ (Abramowitz & Stegun 6.3.18); the signs alternate. */
const digammaCoefficients = [1 / 12, 1 / 120, 1 / 252, 1 / 240, 1 / 132, 691 / 32760, 1 / 12] as const;

/**
 * g(x) = ψ(x+1) − ln x, positive and falling from ∞ to 0.
 *
 * For x ≥ 16 its Stirling series, below by g(x) = g(x+1) + ln(1+1/x) − 1/(x+1), whose terms are positive. Relative error below 1e-15.
 *
 * @param x from 1e-100 to 1e100.
 * @throws RangeError outside that domain.
 */
export function digammaExcess(x: number): number {
	return digammaExcessDrop(x, Number.POSITIVE_INFINITY);
}

/**
 * g(x) − g(x+d), positive, for g of {@link digammaExcess}; g(x) itself where d is infinite.
 *
 * Not by subtraction, which would leave nothing where d is small beside x: for x ≥ 16 as the divided difference of the Stirling series,
 * below by a recursion of positive terms. Relative error below 1e-15.
 *
 * @param x from 1e-100 to 1e100.
 * @param distance d, from 1e-100 on.
 * @throws RangeError outside that domain.
 */
export function digammaExcessDrop(x: number, distance: number): number {
	checkParameter('x', x);
	if (distance !== Number.POSITIVE_INFINITY) checkParameter('distance', distance);
	let drop = 0;
	for (; x < seriesStart; x++) drop += dropStep(x, distance);
	return drop + dropSeries(x, distance);
}

/**
 * [g(x+i) − g(x+i+d)] for i from 0 to `length` − 1: {@link digammaExcessDrop}, at the cost of one logarithm a value below 16 and of none
 * above. Arguments as there.
 */
export function digammaExcessDrops(x: number, distance: number, length: number): readonly number[] {
	const drops = new Array<number>(length);
	if (length === 0) return drops;
	// Whole numbers are added up first: a small x would lose its digits to `length`.
	let next = digammaExcessDrop(x + (length - 1), distance);
	drops[length - 1] = next;
	for (let index = length - 2; index >= 0; index--) {
		const at = x + index;
		next = at >= seriesStart ? dropSeries(at, distance) : next + dropStep(at, distance);
		drops[index] = next;
	}
	return drops;
}

/**
 * Binet's remainder r(x) = ln Γ(x) − (x−½) ln x + x − ½ ln 2π, positive and falling, below 1/(12x).
 *
 * For x ≥ 16 its Stirling series (Abramowitz & Stegun 6.1.41), below by r(x) = r(x+1) + (x+½) ln(1+1/x) − 1. Absolute error below 3e-15.
 *
 * @param x from 1e-100 to 1e100.
 * @throws RangeError outside that domain.
 */
export function logGammaRemainder(x: number): number {
	checkParameter('x', x);
	let remainder = 0;
	for (; x < seriesStart; x++) remainder += (x + 0.5) * Math.log1p(1 / x) - 1;
	const square = 1 / (x * x);
	return (
		remainder +
		(1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - (square * 691) / 360360))))) / x
	);
}

/** [g(x) − g(x+d)] − [g(x+1) − g(x+1+d)] = ln(1 + q/x) − q/(x+1) with q = d/(x+1+d): one logarithm for what would be the difference of two. */
function dropStep(x: number, distance: number): number {
	const share = 1 / (1 + (x + 1) / distance);
	return Math.log1p(share / x) - share / (x + 1);
}

/**
 * g(x) = u/2 − W(u²) with u = 1/x, so with v = 1/(x+d) the drop is (u−v)·[½ − (u+v)·D], D = [W(u²) − W(v²)] / (u²−v²). For
 * W(t) = t·P(t) and P(t) = c − W₁(t), Horner's rule carries over to the divided difference: D = P(u²) − v²·D₁.
 */
function dropSeries(x: number, distance: number): number {
	const near = 1 / x;
	const far = 1 / (x + distance);
	const nearSquare = near * near;
	const farSquare = far * far;
	let polynomial = 0;
	let difference = 0;
	for (let index = digammaCoefficients.length - 1; index >= 0; index--) {
		polynomial = digammaCoefficients[index]! - nearSquare * polynomial;
		difference = polynomial - farSquare * difference;
	}
	return (near / (1 + x / distance)) * (0.5 - (near + far) * difference);
}
