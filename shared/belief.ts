/** Beliefs about a prompt's success rate (InSight section 3). */

/** Beta(α, β) over the success rate φ, both positive. n = α+β is the evidence, α/n the mean. */
export interface Belief {
	readonly alpha: number;
	readonly beta: number;
}

/** The belief before any rollout: both parameters from {@link minimumPrior} to {@link maximumPrior}. */
export interface Prior {
	readonly alpha: number;
	readonly beta: number;
}

/** Successes among rollouts, 0 ≤ successes ≤ trials; soft counts may be fractions. */
export interface Counts {
	readonly successes: number;
	readonly trials: number;
}

/** Every success rate is as likely: InSight eq. 3. */
export const uniformPrior: Prior = Object.freeze({ alpha: 1, beta: 1 });

/** Jeffreys' prior: rates near 0 and 1 are likelier than those between. */
export const jeffreysPrior: Prior = Object.freeze({ alpha: 0.5, beta: 0.5 });

/** Below this, sums with counts lose the digits of the prior. */
export const minimumPrior = 1e-3;

/** Above this, the prior would drown out the rollouts. */
export const maximumPrior = 1e6;

/**
 * Parses `uniform`, `jeffreys` or `alpha,beta`, such as `1,1`; case and spaces do not matter.
 *
 * @returns the prior, or a sentence that says what is wrong with the text and what to give instead.
 */
export function parsePrior(text: string): Prior | { readonly problem: string } {
	const name = text.trim().toLowerCase();
	if (name === 'uniform') return uniformPrior;
	if (name === 'jeffreys') return jeffreysPrior;
	const parts = name.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
	const [alpha, beta] = parts;
	if (parts.length !== 2 || alpha === undefined || beta === undefined || Number.isNaN(alpha) || Number.isNaN(beta)) {
		return { problem: `The prior "${text}" is not understood: give "uniform", "jeffreys", or two numbers such as "1,1".` };
	}
	const problem = checkPrior({ alpha, beta });
	return problem === undefined ? { alpha, beta } : { problem };
}

/** @returns a sentence that says why a prior cannot be used and what to try, or `undefined` where it can. */
export function checkPrior({ alpha, beta }: Prior): string | undefined {
	return problemOf('alpha', alpha) ?? problemOf('beta', beta);
}

function problemOf(name: string, value: number): string | undefined {
	if (value >= minimumPrior && value <= maximumPrior) return undefined;
	const reason = value > maximumPrior ? 'larger ones drown out the rollouts' : 'smaller ones lose digits beside the counts';
	return `The prior's ${name} is ${value}, but must be from ${minimumPrior} to ${maximumPrior}: ${reason}. Try 1 (uniform) or 0.5 (Jeffreys).`;
}

/**
 * The belief after rollouts, InSight eq. 5: α₀ + S, β₀ + K − S.
 *
 * @throws RangeError unless 0 ≤ successes ≤ trials, both finite.
 */
export function beliefOf({ successes, trials }: Counts, prior: Prior): Belief {
	checkCounts({ successes, trials });
	return { alpha: prior.alpha + successes, beta: prior.beta + (trials - successes) };
}

/**
 * The belief after a visit under temporal discount, InSight eq. 6: λα + (1−λ)α₀ + S, λβ + (1−λ)β₀ + K − S. Old evidence fades towards the
 * prior. λ = 1 is plain counting to the last bit, λ = 0 forgets all but this visit.
 *
 * @param lambda in [0, 1].
 * @throws RangeError outside these domains.
 */
export function discounted(belief: Belief, prior: Prior, lambda: number, { successes, trials }: Counts): Belief {
	checkCounts({ successes, trials });
	if (!(lambda >= 0 && lambda <= 1)) throw new RangeError(`lambda is ${lambda}, but must be a number from 0 to 1`);
	return {
		alpha: lambda * belief.alpha + (1 - lambda) * prior.alpha + successes,
		beta: lambda * belief.beta + (1 - lambda) * prior.beta + (trials - successes),
	};
}

/** How evidence fades towards the prior. */
export interface Discount {
	/** λ in [0, 1]; 1 forgets nothing. */
	readonly lambda: number;
	/**
	 * Whether evidence fades by λ at each visit alone ({@link discounted}, InSight eq. 6), or also at each training step without a visit: by
	 * λ^(t − t_last) in all, a variant of ours that ages prompts which are not visited. Of a prompt that every step visits both say the same.
	 */
	readonly per: 'visit' | 'step';
}

/** Plain counting, as in the paper. */
export const noDiscount: Discount = Object.freeze({ lambda: 1, per: 'visit' });

/** The share of the evidence that is left after so many training steps without a visit. */
export function idleShare({ lambda, per }: Discount, idleSteps: number): number {
	return per === 'visit' ? 1 : lambda ** idleSteps;
}

function checkCounts({ successes, trials }: Counts): void {
	if (!(trials >= 0 && trials < Number.POSITIVE_INFINITY)) {
		throw new RangeError(`trials is ${trials}, but must be a finite number from 0`);
	}
	if (!(successes >= 0 && successes <= trials)) {
		throw new RangeError(`successes is ${successes}, but must be a number from 0 to trials, which is ${trials}`);
	}
}
