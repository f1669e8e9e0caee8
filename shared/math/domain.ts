/** The domains that the mathematics is defined, measured and tested on. Bad arguments are bad code: they throw. */

/** Wide enough for every belief, narrow enough that no product of two parameters over- or underflows. */
const smallestParameter = 1e-100;
const largestParameter = 1e100;
const largestRollouts = 65_536;

/** @throws RangeError, naming the argument, unless `value` is from 1e-100 to 1e100. */
export function checkParameter(name: string, value: number): void {
	if (value >= smallestParameter && value <= largestParameter) return;
	throw new RangeError(`${name} is ${value}, but must be a number from ${smallestParameter} to ${largestParameter}`);
}

/** @throws RangeError unless both parameters of a Beta distribution are from 1e-100 to 1e100. */
export function checkBeta(alpha: number, beta: number): void {
	checkParameter('alpha', alpha);
	checkParameter('beta', beta);
}

/** @throws RangeError unless `k` is a whole number from 1 to 65,536: every k costs memory and time in proportion. */
export function checkRollouts(k: number): void {
	if (Number.isInteger(k) && k >= 1 && k <= largestRollouts) return;
	throw new RangeError(`k is ${k}, but must be a whole number from 1 to ${largestRollouts}`);
}
