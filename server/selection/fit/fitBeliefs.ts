import { type Discount, noDiscount, type Prior } from '../../../shared/belief.ts';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { ExampleColumns } from '../../core/dataset/grouping.ts';
import { type VisitLog, visitRanges } from '../../core/dataset/visitLog.ts';
import type { Sliced } from '../../core/slices.ts';
import { type Calibration, calibrationOf } from './calibration.ts';
import { type DiscountFit, fitDiscount } from './discount.ts';
import { fitPrior, type PriorFit, type TalliedCounts } from './prior.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** What a pool's own data say about how to believe them. */
export interface BeliefFit {
	readonly prior: PriorFit | Refusal;
	/** What the prior was fitted to: the last visit of each prompt where there is a history, else all counts. */
	readonly priorFrom: 'last visits' | 'counts';
	/** λ under the fitted prior, else under the one given, by each way to count time. */
	readonly perVisit: DiscountFit | Refusal;
	readonly perStep: DiscountFit | Refusal;
	/** Of both the one that makes the rewards likelier: what to use. */
	readonly discount: DiscountFit | Refusal;
	/** Of predictions one visit ahead, as given and as fitted; `null` without a history. */
	readonly calibration: { readonly given: Calibration; readonly fitted: Calibration } | null;
}

/** A dataset, or what of it fits need. */
export type BeliefData = Pick<Dataset, 'visits'> & { readonly columns: Pick<ExampleColumns, 'counts'> };

/**
 * @param prior the one in use, for what can be fitted where no prior can.
 * @param given the discount in use.
 */
export function* fitBeliefs(data: BeliefData, prior: Prior, given: Discount = noDiscount): Sliced<BeliefFit> {
	const { visits } = data;
	const hasHistory = visits !== undefined && visits.examples.length > 0;
	const fit = fitPrior(priorCounts(data));
	const base = isRefusal(fit) ? prior : fit.prior;
	yield;
	const perVisit = yield* fitDiscountOf(data, base, 'visit');
	const perStep = yield* fitDiscountOf(data, base, 'step');
	const discount = likelierOf(perVisit, perStep);
	return {
		prior: fit,
		priorFrom: hasHistory ? 'last visits' : 'counts',
		perVisit,
		perStep,
		discount,
		calibration: hasHistory
			? {
					given: yield* calibrationOf(visits, prior, given),
					fitted: yield* calibrationOf(visits, base, isRefusal(discount) ? given : discount.discount),
				}
			: null,
	};
}

function likelierOf(perVisit: DiscountFit | Refusal, perStep: DiscountFit | Refusal): DiscountFit | Refusal {
	if (isRefusal(perStep)) return perVisit;
	return isRefusal(perVisit) || perStep.logLikelihood > perVisit.logLikelihood ? perStep : perVisit;
}

/** What a prior is fitted to: the last visit of each prompt where there is a history, else all counts. Equal ones are told once. */
export function priorCounts({ visits, columns }: BeliefData): readonly TalliedCounts[] {
	/** By trials and successes, of how many prompts: real pools have few distinct counts. */
	const tally = new Map<number, Map<number, number>>();
	const add = (successes: number, trials: number): void => {
		const known = tally.get(trials);
		const ofTrials = known ?? new Map<number, number>();
		if (known === undefined) tally.set(trials, ofTrials);
		ofTrials.set(successes, (ofTrials.get(successes) ?? 0) + 1);
	};
	if (visits !== undefined && visits.examples.length > 0) {
		// The counts nearest to the policy of now. Sums over a history would mix the spread of the prompts with that of the steps.
		for (const { end } of visitRanges(visits)) add(visits.successes[end - 1]!, visits.trials[end - 1]!);
	} else {
		const { successes, trials } = columns.counts;
		for (let index = 0; index < trials.length; index++) add(successes[index]!, trials[index]!);
	}
	return [...tally].flatMap(([trials, ofTrials]) => [...ofTrials].map(([successes, prompts]) => ({ successes, trials, prompts })));
}

export function fitDiscountOf(
	{ visits = noVisits }: Pick<Dataset, 'visits'>,
	prior: Prior,
	per: Discount['per'],
): Sliced<DiscountFit | Refusal> {
	return fitDiscount(visits, prior, per);
}

const noVisits: VisitLog = Object.freeze({
	examples: new Int32Array(0),
	steps: new Float64Array(0),
	successes: new Float64Array(0),
	trials: new Float64Array(0),
});
