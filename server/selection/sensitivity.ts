/** How stable a chosen set is when what it was chosen by is a little different. */
import type { Prior } from '../../shared/belief.ts';
import type { StrategyName, StrategyParameters } from '../../shared/strategies.ts';
import type { Sliced } from '../core/slices.ts';
import type { ChoiceRules } from './choiceRules.ts';
import { choose, isTied } from './choose.ts';
import { type Pool, withBeliefs } from './pool.ts';
import type { Strategy } from './strategy.ts';

/** Plain data: shown in tables, pictures and JSON. */
export interface Sensitivity {
	readonly strategy: StrategyName;
	/** Examples of the set that is compared with. */
	readonly examples: number;
	readonly variants: readonly SensitivityVariant[];
	/** The strategy tells the examples of the set not apart: which ones they are is the tie-break, which is the same in all variants. */
	readonly isTied: boolean;
	/** What to know of the variants: sentences for people. */
	readonly remarks: readonly string[];
	/** Why something fitted is not among the variants. */
	readonly refusals: readonly string[];
}

export interface SensitivityVariant {
	/** What is different, such as `eta` or `prior`. */
	readonly parameter: string;
	/** Its value in this variant. */
	readonly value: string;
	/** Share of the set that this variant chooses too, in [0, 1]. */
	readonly kept: number;
}

export interface SensitivityRequest {
	readonly strategy: Strategy;
	readonly parameters: StrategyParameters;
	readonly rules: ChoiceRules & { readonly top: number };
	readonly seed: number;
	/** The prior in the pool's beliefs. */
	readonly prior: Prior;
	/** Priors to try, by name. */
	readonly priors: readonly { readonly name: string; readonly prior: Prior }[];
	/** Beliefs to try that no other prior makes of the pool's, such as those of another discount. */
	readonly beliefs?: readonly { readonly parameter: string; readonly value: string; pool(): Pool }[];
	/** What to know of them: sentences for people. */
	readonly remarks?: readonly string[];
	/** Why others, that somebody may expect, are not among these. */
	readonly refusals?: readonly string[];
}

interface Variant {
	readonly parameter: string;
	readonly value: string;
	/** Made when it is its turn: several large ones at a time would be too many. */
	readonly pool: () => Pool;
	readonly parameters: StrategyParameters;
}

/** @throws RangeError for parameters that the strategy cannot use. */
export function* sensitivityOf(pool: Pool, request: SensitivityRequest): Sliced<Sensitivity> {
	const { strategy, parameters, rules, seed, remarks = [], refusals = [] } = request;
	const choice = choose(pool, strategy, parameters, rules, seed);
	const chosen = new Set(choice.indices);
	const variants: SensitivityVariant[] = [];
	for (const { parameter, value, ...variant } of variantsOf(pool, request)) {
		yield;
		const { indices } = choose(variant.pool(), strategy, variant.parameters, rules, seed);
		const shared = indices.reduce((count, index) => count + (chosen.has(index) ? 1 : 0), 0);
		variants.push({ parameter, value, kept: chosen.size === 0 ? 1 : shared / chosen.size });
	}
	return { strategy: strategy.name, examples: chosen.size, variants, isTied: isTied(choice), remarks, refusals };
}

/** μ that are tried in place of one that is no success rate. */
const usualMus: readonly number[] = [0.1, 0.3, 0.5];

/** η from nothing to twice its value, μ a step to each side within [0, 1], and everything that was handed in. */
function variantsOf(pool: Pool, { strategy, parameters, prior, priors, beliefs = [] }: SensitivityRequest): readonly Variant[] {
	const { eta, mu } = parameters;
	const of = (parameter: 'eta' | 'mu', values: readonly number[]): readonly Variant[] =>
		strategy.parameters.includes(parameter)
			? values.map((value) => ({
					parameter,
					value: String(value),
					pool: () => pool,
					parameters: { ...parameters, [parameter]: value },
				}))
			: [];
	return [
		...of('eta', eta === 0 ? [1, 3] : [0, eta / 2, eta * 2]),
		...of('mu', isRate(mu) ? [-0.2, -0.1, 0.1, 0.2].map((step) => Number((mu + step).toPrecision(12))).filter(isRate) : usualMus),
		...priors.map((other) => ({
			parameter: 'prior',
			value: other.name,
			pool: () => withPrior(pool, prior, other.prior),
			parameters,
		})),
		...beliefs.map((other) => ({ ...other, parameters })),
	];
}

function isRate(value: number): boolean {
	return value >= 0 && value <= 1;
}

/** The pool under another prior: what rollouts added to the one is added to the other, discounted or not (InSight eq. 5 and 6). */
export function withPrior(pool: Pool, prior: Prior, other: Prior): Pool {
	return withBeliefs(
		pool,
		pool.alpha.map((alpha) => other.alpha + (alpha - prior.alpha)),
		pool.beta.map((beta) => other.beta + (beta - prior.beta)),
	);
}
