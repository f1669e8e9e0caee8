import { type Discount, noDiscount, type Prior } from '../../../shared/belief.ts';
import type { Outage } from '../../core/dataset/outage.ts';
import type { VisitLog } from '../../core/dataset/visitLog.ts';
import type { Sliced } from '../../core/slices.ts';
import { type Advice, discountAdvice, priorAdvice } from './advice.ts';
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
	/** What fitted priors gain over the one in use on prompts that they were not fitted to; `null` where half of the prompts fit none. */
	readonly priorHeldOut: HeldOutGain | null;
	/** λ under the fitted prior, else under the one given, by each way to count time. */
	readonly perVisit: DiscountFit | Refusal;
	readonly perStep: DiscountFit | Refusal;
	/** Of both the one that makes the rewards likelier. */
	readonly discount: DiscountFit | Refusal;
	/** The same under the prior in use: λ if that stays. */
	readonly discountAlone: DiscountFit | Refusal;
	readonly advice: Advice;
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
	const base = isRefusal(fit) || isSamePrior(fit.prior, prior) ? prior : fit.prior;
	yield;
	const { perVisit, perStep, discount } = yield* fitDiscounts(visits, base);
	const discountAlone = base === prior ? discount : (yield* fitDiscounts(visits, prior)).discount;
	const priorHeldOut = isRefusal(fit) ? null : heldOutGain(halves(), prior);
	const ofPrior = priorAdvice(fit, priorHeldOut, prior);
	const ofDiscount = yield* discountAdvice(ofPrior.prior === null ? discountAlone : discount, visits, given);
	return {
		prior: fit,
		priorFrom: countsFrom,
		priorHeldOut,
		perVisit,
		perStep,
		discount,
		discountAlone,
		advice: { ...ofPrior, ...ofDiscount, kept: [...ofPrior.kept, ...ofDiscount.kept] },
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

/** As where the one in use was fitted to the same counts. */
function isSamePrior(one: Prior, other: Prior): boolean {
	return one.alpha === other.alpha && one.beta === other.beta;
}

/** λ under a prior, by each way to count time and by the likelier one. */
function* fitDiscounts(visits: VisitLog, prior: Prior): Sliced<Pick<BeliefFit, 'perVisit' | 'perStep' | 'discount'>> {
	const perVisit = yield* fitDiscount(visits, prior, 'visit');
	const perStep = yield* fitDiscount(visits, prior, 'step');
	return { perVisit, perStep, discount: likelierOf(perVisit, perStep) };
}

function likelierOf(perVisit: DiscountFit | Refusal, perStep: DiscountFit | Refusal): DiscountFit | Refusal {
	if (isRefusal(perStep)) return perVisit;
	return isRefusal(perVisit) || perStep.logLikelihood > perVisit.logLikelihood ? perStep : perVisit;
}
