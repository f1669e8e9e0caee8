/** What to use of what was fitted: only that for which the data speak that it was not fitted to. */
import type { Discount, Prior } from '../../../shared/belief.ts';
import type { FittedSetting } from '../../../shared/fitting.ts';
import { formatParameter, formatPrior } from '../../../shared/format.ts';
import type { VisitLog } from '../../core/dataset/visitLog.ts';
import type { Sliced } from '../../core/slices.ts';
import { type DiscountFit, isNotRuledOut } from './discount.ts';
import { type HeldOutGain, heldOutInterval } from './heldOut.ts';
import { predictiveLogLikelihood } from './predictive.ts';
import type { PriorFit } from './prior.ts';
import { isRefusal, type Refusal } from './refusal.ts';

export interface Advice {
	/** To be used in place of the one in use; `null` where that stays. */
	readonly prior: Prior | null;
	/** Under the prior that is recommended, or else stays. */
	readonly discount: Discount | null;
	/** What was fitted and is not recommended. */
	readonly kept: readonly Kept[];
}

/** That a setting stays, and why. */
export interface Kept {
	readonly setting: FittedSetting;
	/** A sentence for people. */
	readonly reason: string;
}

/** The prior to recommend, or why the one in use stays. */
export function priorAdvice(fit: PriorFit | Refusal, gain: HeldOutGain | null, inUse: Prior): Pick<Advice, 'prior' | 'kept'> {
	if (isRefusal(fit)) return { prior: null, kept: [] };
	const keep = (why: string) => ({
		prior: null,
		kept: [{ setting: 'prior' as const, reason: `The prior stays ${formatPrior(inUse)}: ${why}.` }],
	});
	if (formatPrior(fit.prior) === formatPrior(inUse)) return keep('it is the fitted one');
	if (gain === null) return keep('half of the prompts fit no prior, so that nothing tells what the fitted one gains');
	const { lower, upper } = heldOutInterval(gain);
	if (lower > 0) return { prior: fit.prior, kept: [] };
	const [nats, ...bounds] = [gain.nats, lower, upper].map((value) => value.toFixed(1).replace('-', '−'));
	return keep(`held out, the fitted one gains ${nats} nats [${bounds.join(', ')}], which does not show that it is better`);
}

/** The discount to recommend, or why the one in use stays. Each visit is predicted by those before it, so that none need be held out. */
export function* discountAdvice(
	fit: DiscountFit | Refusal,
	visits: VisitLog,
	inUse: Discount,
): Sliced<Pick<Advice, 'discount' | 'kept'>> {
	if (isRefusal(fit)) return { discount: null, kept: [] };
	const likelihood = yield* predictiveLogLikelihood(visits, fit.prior, inUse);
	if (!isNotRuledOut(fit, likelihood)) return { discount: fit.discount, kept: [] };
	const [fitted, kept] = [fit.discount, inUse].map(({ lambda }) => formatParameter(lambda));
	const loss = Math.max(0, fit.logLikelihood - likelihood).toFixed(1);
	const why =
		fitted === kept
			? 'it is the fitted one'
			: `it predicts the visits ${loss} nats worse than the fitted ${fitted}, which does not rule it out`;
	return { discount: null, kept: [{ setting: 'discount', reason: `λ stays ${kept}: under ${formatPrior(fit.prior)} ${why}.` }] };
}
