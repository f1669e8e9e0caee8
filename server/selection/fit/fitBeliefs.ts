import { type Discount, noDiscount, type Prior } from '../../../shared/belief.ts';
import type { Outage } from '../../core/dataset/outage.ts';
import type { Sliced } from '../../core/slices.ts';
import { type Calibration, calibrationOf } from './calibration.ts';
import { type DiscountFit, fitDiscount } from './discount.ts';
import { type BeliefData, type FitData, fitDataOf } from './fitData.ts';
import { type HeldOutGain, heldOutGain } from './heldOut.ts';
import { fitPrior, type PriorFit } from './prior.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** What a pool's own data say about how to believe them. Plain data: shown in text, pictures and JSON. */
export interface BeliefFit {
	readonly prior: PriorFit | Refusal;
	/** What the prior was fitted to: the last visit of each prompt where there is a history, else all counts. */
	readonly priorFrom: FitData['countsFrom'];
	/** What fitted priors gain over the flat one on prompts that they were not fitted to; `null` where half of the prompts fit none. */
	readonly priorHeldOut: HeldOutGain | null;
	/** λ under the fitted prior, else under the one given, by each way to count time. */
	readonly perVisit: DiscountFit | Refusal;
	readonly perStep: DiscountFit | Refusal;
	/** Of both the one that makes the rewards likelier: what to use. */
	readonly discount: DiscountFit | Refusal;
	/** Of predictions one visit ahead, as given and, in sample, as fitted; `null` without a history. */
	readonly calibration: { readonly given: Calibration; readonly fitted: Calibration } | null;
	/** Whose visits had no part in all this, as their zeros are no rewards. */
	readonly outages: readonly Omit<Outage, 'rows'>[];
}

/**
 * @param prior the one in use: by it outages are told, and what can be fitted is where no prior can.
 * @param given the discount in use.
 */
export function* fitBeliefs(data: BeliefData, prior: Prior, given: Discount = noDiscount): Sliced<BeliefFit> {
	const { visits, outages, counts, countsFrom, halves } = fitDataOf(data, { prior, discount: given });
	yield;
	const fit = fitPrior(counts);
	const base = isRefusal(fit) ? prior : fit.prior;
	yield;
	const perVisit = yield* fitDiscount(visits, base, 'visit');
	const perStep = yield* fitDiscount(visits, base, 'step');
	const discount = likelierOf(perVisit, perStep);
	return {
		prior: fit,
		priorFrom: countsFrom,
		priorHeldOut: isRefusal(fit) ? null : heldOutGain(halves),
		perVisit,
		perStep,
		discount,
		calibration:
			countsFrom === 'last visits'
				? {
						given: yield* calibrationOf(visits, prior, given),
						fitted: yield* calibrationOf(visits, base, isRefusal(discount) ? given : discount.discount),
					}
				: null,
		outages: outages.map(({ rows: _, ...outage }) => outage),
	};
}

function likelierOf(perVisit: DiscountFit | Refusal, perStep: DiscountFit | Refusal): DiscountFit | Refusal {
	if (isRefusal(perStep)) return perVisit;
	return isRefusal(perVisit) || perStep.logLikelihood > perVisit.logLikelihood ? perStep : perVisit;
}
