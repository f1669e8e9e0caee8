import type { Settings } from '../../../shared/settings.ts';
import type { Sliced } from '../../core/slices.ts';
import { type BeliefData, fitDiscountOf, priorCounts } from './fitBeliefs.ts';
import { fitPrior } from './prior.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** What of the settings is to be fitted to the data. */
export interface FitRequest {
	readonly prior: boolean;
	readonly discount: boolean;
}

/**
 * Settings with the prior and the discount that the data speak for, where that is asked for; the discount is fitted under the prior that is
 * then in force, by visit or by step as the settings say.
 *
 * @returns the settings, or why the data cannot say.
 */
export function* fittedSettings(data: BeliefData, settings: Settings, request: FitRequest): Sliced<Settings | Refusal> {
	let fitted = settings;
	if (request.prior) {
		const fit = fitPrior(priorCounts(data));
		if (isRefusal(fit)) return fit;
		fitted = { ...fitted, prior: fit.prior };
	}
	if (request.discount) {
		const fit = yield* fitDiscountOf(data, fitted.prior, fitted.discount.per);
		if (isRefusal(fit)) return fit;
		fitted = { ...fitted, discount: fit.discount };
	}
	return fitted;
}
