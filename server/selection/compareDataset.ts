/** Strategies side by side on a dataset, under the rules that sets are chosen by; and how stable the set of one of them is. */
import { jeffreysPrior, noDiscount, type Prior, uniformPrior } from '../../shared/belief.ts';
import { type Amount, countOf, type Settings } from '../../shared/settings.ts';
import { fadedCountsAt } from '../core/dataset/beliefWalk.ts';
import type { Dataset } from '../core/dataset/dataset.ts';
import { visitRanges } from '../core/dataset/visitLog.ts';
import type { Sliced } from '../core/slices.ts';
import { promptsOf } from './chooseExamples.ts';
import { parametersOf } from './choosing.ts';
import { type CompareRequest, type Comparison, compareStrategies } from './compare.ts';
import { priorCounts } from './fit/fitBeliefs.ts';
import { fitPrior } from './fit/prior.ts';
import { isRefusal } from './fit/refusal.ts';
import type { LabelColumn } from './labels.ts';
import { type Pool, poolOf, withBeliefs } from './pool.ts';
import { type Sensitivity, type SensitivityRequest, sensitivityOf } from './sensitivity.ts';
import type { Strategy } from './strategy.ts';

export interface CompareOptions {
	readonly settings: Settings;
	readonly top: Amount;
	/** At least one. */
	readonly strategies: readonly Strategy[];
	/** Fields whose values are counted. */
	readonly fields?: readonly LabelColumn[];
}

/** @throws RangeError for parameters that a strategy cannot use. */
export function* compareDataset(dataset: Dataset, { settings, top, strategies, fields = [] }: CompareOptions): Sliced<Comparison> {
	const pool = poolOf(dataset);
	yield;
	return yield* compareStrategies(pool, { ...requestOf(dataset, settings, top), strategies, fields });
}

/**
 * How much of a strategy's set stays under other settings and beliefs.
 *
 * @throws RangeError for parameters that the strategy cannot use.
 */
export function* datasetSensitivity(
	dataset: Dataset,
	{ settings, top, strategy }: Pick<CompareOptions, 'settings' | 'top'> & { readonly strategy: Strategy },
): Sliced<Sensitivity> {
	const pool = poolOf(dataset);
	yield;
	const { prior } = settings;
	return yield* sensitivityOf(pool, {
		...requestOf(dataset, settings, top),
		strategy,
		prior,
		priors: otherPriors(dataset, prior),
		beliefs: otherDiscounts(dataset, pool, prior),
	});
}

function requestOf(dataset: Dataset, settings: Settings, top: Amount): Pick<CompareRequest, 'parameters' | 'rules' | 'seed'> {
	return {
		parameters: parametersOf(settings),
		rules: {
			top: countOf(top, dataset.examples.length),
			unseen: { share: settings.choosing.unseenQuota, isStrict: false },
			prompts: promptsOf(dataset),
		},
		seed: settings.seed,
	};
}

/** The usual priors but the one in use, and the one that fits the pool, where one does. */
function otherPriors(dataset: Dataset, prior: Prior): SensitivityRequest['priors'] {
	const fit = fitPrior(priorCounts(dataset));
	const candidates = [
		{ name: 'uniform', prior: uniformPrior },
		{ name: 'jeffreys', prior: jeffreysPrior },
		...(isRefusal(fit) ? [] : [{ name: 'fitted', prior: fit.prior }]),
	];
	return candidates.filter((other) => other.prior.alpha !== prior.alpha || other.prior.beta !== prior.beta);
}

/** Beliefs in which older visits count less, where the dataset knows them. */
function otherDiscounts({ visits }: Dataset, pool: Pool, prior: Prior): NonNullable<SensitivityRequest['beliefs']> {
	if (visits === undefined) return [];
	const poolWith = (lambda: number): Pool => {
		const alpha = pool.alpha.slice();
		const beta = pool.beta.slice();
		for (const range of visitRanges(visits)) {
			const index = visits.examples[range.start]!;
			const faded = fadedCountsAt(visits, range, { ...noDiscount, lambda }, visits.steps[range.end - 1]!);
			alpha[index] = prior.alpha + faded.successes;
			beta[index] = prior.beta + faded.failures;
		}
		return withBeliefs(pool, alpha, beta);
	};
	return [0.3, 0.7].map((lambda) => ({ parameter: 'lambda', value: String(lambda), pool: () => poolWith(lambda) }));
}
