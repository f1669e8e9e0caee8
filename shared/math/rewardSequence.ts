import { checkParameter } from './domain.ts';
import { logGammaRemainder } from './gamma.ts';

/** Up to so many rollouts factors are multiplied, above the gamma functions are cheaper. */
const longestProduct = 4096;

/**
 * Factors multiplied between two logarithms, where the evidence allows. No factor is above 1, and but for a first one none is below one over
 * the evidence, so that 16 do not underflow up to here.
 */
const chunk = 16;
const largestEvidence = 1e12;

/**
 * ln of the probability that so many rollouts give so many successes *in one given order*, under a Beta(α, β) belief:
 * ln B(α+S, β+F) − ln B(α, β), F = trials − S. Orders of the same counts are equally likely, so the beta-binomial probability is
 * C(trials, S) times this, and wherever likelihoods are compared that factor is the same on both sides. Under the flat belief it is
 * ln B(1+S, 1+F).
 *
 * As Π(α+i) Π(β+j) / Π(n+k), n = α+β, which has no gamma functions to cancel: absolute error below 2e-15·(trials + |result|). Beyond 4,096
 * rollouts, and for soft counts, by ln B(a,b) = ½ ln 2π + (a−½) ln(a/n) + (b−½) ln(b/n) − ½ ln n + r(a) + r(b) − r(n) with Binet's
 * remainder r, in which n ln n has cancelled by algebra: absolute error below 2e-15·(n·|ln of the smaller share| + 1).
 *
 * @param successes from 0 to `trials`, which is finite; fractions are soft counts.
 * @throws RangeError outside these domains, and unless α and β are from 1e-100 to 1e100.
 */
export function logSequenceProbability(alpha: number, beta: number, successes: number, trials: number): number {
	checkParameter('alpha', alpha);
	checkParameter('beta', beta);
	if (!(successes >= 0 && successes <= trials && trials < Number.POSITIVE_INFINITY)) {
		throw new RangeError(`there are ${successes} successes in ${trials} rollouts, but must be from 0 to all`);
	}
	const failures = trials - successes;
	if (trials > longestProduct || !Number.isInteger(successes) || !Number.isInteger(trials)) {
		return logBeta(alpha + successes, beta + failures) - logBeta(alpha, beta);
	}
	const evidence = alpha + beta;
	const length = evidence > largestEvidence ? 1 : chunk;
	let sum = 0;
	let product = 1;
	for (let index = 0; index < trials; index++) {
		product *= (index < successes ? alpha + index : beta + (index - successes)) / (evidence + index);
		if ((index + 1) % length !== 0) continue;
		sum += Math.log(product);
		product = 1;
	}
	return sum + Math.log(product);
}

const halfLogTwoPi = 0.9189385332046727;

function logBeta(a: number, b: number): number {
	const n = a + b;
	const logs = (a - 0.5) * Math.log(a / n) + (b - 0.5) * Math.log(b / n) - 0.5 * Math.log(n);
	return halfLogTwoPi + logs + logGammaRemainder(a) + logGammaRemainder(b) - logGammaRemainder(n);
}
