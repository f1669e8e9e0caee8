import type { FitRefusal } from '../../../shared/fitting.ts';
import type { Settings } from '../../../shared/settings.ts';
import { visitRanges } from '../../core/dataset/visitLog.ts';
import type { Sliced } from '../../core/slices.ts';
import { fitDiscount } from './discount.ts';
import { type BeliefData, fitDataOf } from './fitData.ts';
import { fitPrior } from './prior.ts';
import { isRefusal } from './refusal.ts';

/**
 * Settings with the prior and the discount that the data speak for, where those are to be fitted; the discount is fitted under the prior that
 * is then in force, by visit or by step as the settings say. What the data cannot say stays, and the reason is there; of a discount only where
 * one would change anything, or it was asked for just now. Visits of outages have no part in it.
 */
export function* fittedSettings(data: BeliefData, settings: Settings): Sliced<Settings> {
	const { fit } = settings;
	const { visits, counts } = fitDataOf(data, settings);
	let fitted = settings;
	const refusals: FitRefusal[] = [];
	if (fit.prior) {
		const prior = fitPrior(counts);
		if (isRefusal(prior)) refusals.push({ setting: 'prior', reason: prior.refusal });
		else fitted = { ...fitted, prior: prior.prior };
		yield;
	}
	if (fit.discount && (fit.required.includes('discount') || canFade(data, settings))) {
		const discount = yield* fitDiscount(visits, fitted.prior, fitted.discount.per);
		if (isRefusal(discount)) refusals.push({ setting: 'discount', reason: discount.refusal });
		else fitted = { ...fitted, discount: discount.discount };
	}
	return { ...fitted, fit: { ...fit, prior: false, discount: false, refusals } };
}

/**
 * Whether evidence fades under some λ: by visit that of prompts that were visited more than once, by step all that is not of the last one.
 */
function canFade({ visits }: BeliefData, { discount }: Pick<Settings, 'discount'>): boolean {
	if (visits === undefined) return false;
	if (discount.per === 'step') return visits.steps.some((step) => step !== visits.steps[0]);
	return [...visitRanges(visits)].length < visits.examples.length;
}
