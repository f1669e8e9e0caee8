/** Beliefs about a prompt's success rate (InSight section 3). */

/** Beta(α, β) over the success rate φ. n = α+β is the evidence, α/n the mean. */
export interface Belief {
	readonly alpha: number;
	readonly beta: number;
}

/** The belief before any rollout. */
export type Prior = Belief;

/** Successes among rollouts; soft counts may be fractions. */
export interface Counts {
	readonly successes: number;
	readonly trials: number;
}

/** InSight eq. 3. */
export const uniformPrior: Prior = { alpha: 1, beta: 1 };
export const jeffreysPrior: Prior = { alpha: 0.5, beta: 0.5 };

/** Below this, sums with counts lose the digits of the prior; above the maximum the rollouts would not be heard. */
export const minimumPrior = 1e-3;
export const maximumPrior = 1e6;

/** Parses `uniform`, `jeffreys` or `alpha,beta`. @returns the prior, or a sentence that says what is wrong with the text. */
export function parsePrior(text: string): Prior | { readonly problem: string } {
	const name = text.trim().toLowerCase();
	if (name === 'uniform') return uniformPrior;
	if (name === 'jeffreys') return jeffreysPrior;
	const parts = name.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
	const [alpha, beta] = parts;
	if (parts.length !== 2 || alpha === undefined || beta === undefined || Number.isNaN(alpha + beta)) {
		return { problem: `The prior "${text}" is not understood: give "uniform", "jeffreys", or two numbers such as "1,1".` };
	}
	const problem = checkPrior({ alpha, beta });
	return problem === undefined ? { alpha, beta } : { problem };
}

/** @returns a sentence that says why a prior cannot be used, or `undefined` where it can. */
export function checkPrior({ alpha, beta }: Prior): string | undefined {
	for (const [name, value] of [
		['alpha', alpha],
		['beta', beta],
	] as const) {
		if (!(value >= minimumPrior && value <= maximumPrior)) {
			return `The prior's ${name} is ${value}, but must be from ${minimumPrior} to ${maximumPrior}: smaller ones lose digits. Try 1 (flat) or 0.5 (Jeffreys).`;
		}
	}
	return undefined;
}

/**
 * The belief after rollouts, InSight eq. 5.
 *
 * @throws RangeError unless 0 ≤ successes ≤ trials, both finite.
 */
export function beliefOf({ successes, trials }: Counts, prior: Prior): Belief {
	checkCounts({ successes, trials });
	return { alpha: prior.alpha + successes, beta: prior.beta + (trials - successes) };
}

/**
 * The belief after a visit under temporal discount, InSight eq. 6: old evidence fades towards the prior. λ = 1 is {@link beliefOf}
 * exactly.
 *
 * @param lambda in [0, 1].
 * @throws RangeError outside these domains.
 */
export function discountedBelief(belief: Belief, { successes, trials }: Counts, prior: Prior, lambda: number): Belief {
	checkCounts({ successes, trials });
	if (!(lambda >= 0 && lambda <= 1)) throw new RangeError(`lambda is ${lambda}, but must be in [0, 1]`);
	return {
		alpha: lambda * belief.alpha + (1 - lambda) * prior.alpha + successes,
		beta: lambda * belief.beta + (1 - lambda) * prior.beta + (trials - successes),
	};
}

function checkCounts({ successes, trials }: Counts): void {
	if (successes >= 0 && successes <= trials && trials < Number.POSITIVE_INFINITY) return;
	throw new RangeError(`${successes} successes in ${trials} trials: 0 ≤ successes ≤ trials must hold`);
}
