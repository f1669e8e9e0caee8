import type { Prior } from '../../shared/belief.ts';
import { formatPercent, formatQuantity } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import { type Dataset, type ExampleList, indicesOf } from '../core/dataset/dataset.ts';
import { fitDataOf } from '../selection/fit/fitData.ts';
import { fitPrior } from '../selection/fit/prior.ts';
import { isRefusal } from '../selection/fit/refusal.ts';
import { type Preflight, preflight, type ShareForecast } from '../selection/preflight.ts';

/** What a run on a chosen set would see, under the prior in use and, where that is another, the one that fits the pool. */
export function preflightOf(dataset: Dataset, chosen: ExampleList, settings: Settings, batch?: number): Preflight {
	const { k, prior, curriculum } = settings;
	const fit = fitPrior(fitDataOf(dataset, settings).counts);
	return preflight(dataset, indicesOf(chosen), {
		k,
		prior,
		minTrials: curriculum.minTrials,
		...(batch === undefined ? {} : { batch }),
		...(isRefusal(fit) || isSame(fit.prior, prior) ? {} : { fittedPrior: fit.prior }),
	});
}

/** In a sentence. */
export function preflightText({
	useful,
	usefulFitted,
	unseen,
	mastered,
	intractable,
	examples,
	k,
	stepsPerEpoch,
}: Preflight): string {
	const share = (count: number, what: string): readonly string[] =>
		count === 0 ? [] : [`${formatPercent(count / examples)} ${what}`];
	return [
		`Of groups of ${k}, ${forecast(useful)} useful`,
		...(usefulFitted === null ? [] : [`${forecast(usefulFitted)} under the prior that fits the pool`]),
		...share(unseen, 'unseen'),
		...share(mastered, 'mastered'),
		...share(intractable, 'intractable'),
		...(stepsPerEpoch === null ? [] : [`an epoch is ${formatQuantity(stepsPerEpoch, 'step')}`]),
	].join(' · ');
}

/** Whether the prior in use is the fitted one already. */
function isSame(left: Prior, right: Prior): boolean {
	return left.alpha === right.alpha && left.beta === right.beta;
}

function forecast({ expected, lower, upper }: ShareForecast): string {
	return `${formatPercent(expected)} [${formatPercent(lower)}, ${formatPercent(upper)}]`;
}
