import type { FitRefusal } from '../../../shared/fitting.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Sliced } from '../../core/slices.ts';
import { type BeliefData, fitDiscountOf, priorCounts } from './fitBeliefs.ts';
import { fitPrior } from './prior.ts';
import { isRefusal } from './refusal.ts';

/**
 * Settings with the prior and the discount that the data speak for, where those are to be fitted; the discount is fitted under the prior that
 * is then in force, by visit or by step as the settings say. What the data cannot say stays, and the reason is there.
 */
export function* fittedSettings(data: BeliefData, settings: Settings): Sliced<Settings> {
	const { fit } = settings;
	let fitted = settings;
	const refusals: FitRefusal[] = [];
	if (fit.prior) {
		const prior = fitPrior(priorCounts(data));
		if (isRefusal(prior)) refusals.push({ setting: 'prior', reason: prior.refusal });
		else fitted = { ...fitted, prior: prior.prior };
		yield;
	}
	if (fit.discount) {
		const discount = yield* fitDiscountOf(data, fitted.prior, fitted.discount.per);
		if (isRefusal(discount)) refusals.push({ setting: 'discount', reason: discount.refusal });
		else fitted = { ...fitted, discount: discount.discount };
	}
	return { ...fitted, fit: { ...fit, prior: false, discount: false, refusals } };
}
