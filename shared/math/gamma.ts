/**
 * What is left of the digamma and log-gamma functions when their leading terms are taken off. In entropies and informations of Beta
 * distributions the leading terms cancel exactly; leaving them out keeps the digits that computing them would lose.
 */

/** From here on the asymptotic series below are exact to the last bit. */
const seriesStart = 16;

/**
 * g(x) = ψ(x+1) − ln x, positive and falling from ∞ to 0.
 *
 * For x ≥ 16 its Stirling series (Abramowitz & Stegun 6.3.18), below by g(x) = g(x+1) + ln(1+1/x) − 1/(x+1), whose terms are positive.
 * Relative error below 4e-16 for x in [1e-3, 1e300].
 *
 * @param x positive and finite.
 */
export function digammaExcess(x: number): number {
	let excess = 0;
	for (; x < seriesStart; x++) excess += Math.log1p(1 / x) - 1 / (x + 1);
	return excess + digammaSeries(x);
}

/** Fills `excesses[i] = g(x + i)` for i in [0, length): as {@link digammaExcess}, at the cost of one logarithm a value below 16. */
export function fillDigammaExcess(excesses: Float64Array, x: number, length: number): void {
	let next = 0;
	for (let index = length - 1; index >= 0; index--) {
		const at = x + index;
		if (at >= seriesStart) next = digammaSeries(at);
		else if (index === length - 1) next = digammaExcess(at);
		else next += Math.log1p(1 / at) - 1 / (at + 1);
		excesses[index] = next;
	}
}

/**
 * Binet's remainder r(x) = ln Γ(x) − (x−½) ln x + x − ½ ln 2π, between 0 and 1/(12x).
 *
 * For x ≥ 16 its Stirling series (Abramowitz & Stegun 6.1.41), below by r(x) = r(x+1) + (x+½) ln(1+1/x) − 1. Absolute error below 1e-15.
 *
 * @param x positive and finite.
 */
export function logGammaRemainder(x: number): number {
	let remainder = 0;
	for (; x < seriesStart; x++) remainder += (x + 0.5) * Math.log1p(1 / x) - 1;
	const square = 1 / (x * x);
	return (
		remainder +
		(1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - (square * 691) / 360360))))) / x
	);
}

function digammaSeries(x: number): number {
	const square = 1 / (x * x);
	const tail = 1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132 - (square * 691) / 32760))));
	return 0.5 / x - square * tail;
}
