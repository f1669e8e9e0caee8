/** How a set is chosen from a dataset, in the user's terms: plain data, which a manifest records and repeats. */

import { type Amount, countOf, type Settings } from '../../shared/settings.ts';
import type { StrategyName, StrategyParameters } from '../../shared/strategies.ts';

export interface Choosing {
	readonly strategy: StrategyName;
	/** How many; without it, all that may be chosen. */
	readonly top?: Amount;
	/** The least value of the strategy that is good enough. */
	readonly minScore?: number;
	/** Share of `top` for prompts without rollouts. Where the user asked for it by name, it is kept or refused, else filled up. */
	readonly unseenQuota: { readonly share: number; readonly isStrict: boolean };
	readonly quotas: readonly FieldQuota[];
	/** Ids that are taken whatever their value, and that are not to be taken. */
	readonly include: readonly string[];
	readonly exclude: readonly string[];
	/** Whether examples of the same prompt may all be chosen, or the best of them. */
	readonly duplicates: 'once' | 'all';
	/** The set itself, or as many drawn at random from the rest under the same rules. */
	readonly set: 'chosen' | 'control';
}

/** At most so many examples with a value of a field. */
export interface FieldQuota {
	/** Path of the field, as users write it. */
	readonly field: string;
	/** The value {@link anyOther} stands for each one that is not named. */
	readonly limits: readonly { readonly value: string; readonly most: Amount }[];
}

export const anyOther = '*';

/** What was chosen in the dataset editor: the rows that a filter showed but for excluded ones, or those marked by hand; the best of them. */
export interface TableCriterion {
	readonly top?: Amount;
	readonly filter?: string;
	readonly marked?: 'include';
}

/** As the settings say, with nothing asked for in particular. */
export function choosingOf({ choosing: { strategy, unseenQuota } }: Settings): Choosing {
	return {
		strategy,
		unseenQuota: { share: unseenQuota, isStrict: false },
		quotas: [],
		include: [],
		exclude: [],
		duplicates: 'once',
		set: 'chosen',
	};
}

/** How many examples are to be chosen among so many; `undefined`: as many as may be. */
export function sizeOf({ top }: Choosing, available: number): number | undefined {
	return top === undefined ? undefined : countOf(top, available);
}

/** What strategies are tuned by. */
export function parametersOf({ k, eta, mu, choosing: { target, low, high } }: Settings): StrategyParameters {
	return { k, eta, mu, target, low, high };
}
