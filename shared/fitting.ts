/** Settings that are fitted to the data they are used on. */
import { noDiscount, type Prior, parsePrior, uniformPrior } from './belief.ts';

/** What of the settings is to be fitted to the data first. */
export interface Fitting {
	readonly prior: boolean;
	readonly discount: boolean;
	/** What somebody has asked for just now, and not in settings that are for many datasets: a command fails that cannot fit it. */
	readonly required: readonly FittedSetting[];
	/** What was to be fitted and could not be: what stands in the settings is in force then. */
	readonly refusals: readonly FitRefusal[];
}

export type FittedSetting = 'prior' | 'discount';

export interface FitRefusal {
	readonly setting: FittedSetting;
	/** A sentence for people. */
	readonly reason: string;
}

export const nothingToFit: Fitting = Object.freeze({ prior: false, discount: false, required: [], refusals: [] });

/** Whether a setting's text asks for it to be fitted. */
export function isFitted(text: string): boolean {
	return text.trim().toLowerCase() === 'fitted';
}

/**
 * What {@link parsePrior} reads, or `fitted`: a flat prior then, until there are data, and where they cannot say.
 *
 * @returns `undefined` for anything else.
 */
export function parsePriorSetting(value: unknown): { readonly prior: Prior; readonly isFitted: boolean } | undefined {
	if (typeof value !== 'string') return undefined;
	if (isFitted(value)) return { prior: uniformPrior, isFitted: true };
	const prior = parsePrior(value);
	return 'problem' in prior ? undefined : { prior, isFitted: false };
}

/**
 * A λ in [0, 1], or `fitted`: 1 then, until there are data, and where they cannot say.
 *
 * @returns `undefined` for anything else.
 */
export function parseDiscountSetting(value: unknown): { readonly lambda: number; readonly isFitted: boolean } | undefined {
	if (typeof value === 'string' && isFitted(value)) return { lambda: noDiscount.lambda, isFitted: true };
	return typeof value === 'number' && value >= 0 && value <= 1 ? { lambda: value, isFitted: false } : undefined;
}
