import { betaMean } from '../../shared/math/betaDistribution.ts';
import type { LabelColumn } from './labels.ts';
import type { Pool } from './pool.ts';
import { nonDegenerate } from './strategies/nonDegenerate.ts';

/** What a set of examples is like. Plain data: shown in tables, pictures and JSON. */
export interface SetSummary {
	readonly examples: number;
	/** Without rollouts. */
	readonly unseen: number;
	/** With all, and with none, of their rollouts solved. */
	readonly allPass: number;
	readonly allFail: number;
	/** Average of the mean success rates; `null` of an empty set. */
	readonly meanRate: number | null;
	/** Expected share of the next groups of K whose rewards are not all equal, so that they give a gradient; `null` of an empty set. */
	readonly usefulShare: number | null;
	/** How many have a mean success rate in [0, 0.1), [0.1, 0.2) … [0.9, 1]. */
	readonly histogram: readonly number[];
	readonly coverage: readonly FieldCoverage[];
}

/** How a set spreads over the values of a field. */
export interface FieldCoverage {
	readonly field: string;
	/** In the order of the pool; `null` where examples lack the field. */
	readonly values: readonly { readonly value: string | null; readonly examples: number }[];
}

const bins = 10;

/**
 * @param useful V_K of every example of the pool, by {@link usefulChances}.
 * @param indices of the set.
 */
export function summariseSet(
	{ successes, trials, alpha, beta }: Pool,
	useful: Float64Array,
	fields: readonly LabelColumn[],
	indices: Int32Array,
): SetSummary {
	const histogram = new Array<number>(bins).fill(0);
	const counts = fields.map(({ values }) => new Array<number>(values.length).fill(0));
	let [unseen, allPass, allFail, rates, chances] = [0, 0, 0, 0, 0];
	for (const index of indices) {
		const rate = betaMean(alpha[index]!, beta[index]!);
		histogram[Math.min(bins - 1, Math.floor(rate * bins))]!++;
		rates += rate;
		chances += useful[index]!;
		if (trials[index] === 0) unseen++;
		else if (successes[index] === trials[index]) allPass++;
		else if (successes[index] === 0) allFail++;
		for (const [which, { labels }] of fields.entries()) counts[which]![labels[index]!]!++;
	}
	const examples = indices.length;
	return {
		examples,
		unseen,
		allPass,
		allFail,
		meanRate: examples === 0 ? null : rates / examples,
		usefulShare: examples === 0 ? null : chances / examples,
		histogram,
		coverage: fields.map(({ field, values }, which) => ({
			field,
			values: values.map((value, label) => ({ value, examples: counts[which]![label]! })),
		})),
	};
}

/** V_K of every example. */
export function usefulChances(pool: Pool, k: number): Float64Array {
	return nonDegenerate.values(pool, { k, eta: 0, mu: 0, target: 0, low: 0, high: 0 }, 0);
}
