/** Strategies side by side on a dataset, under the rules that sets are chosen by; and how stable the set of one of them is. */
import { type Discount, jeffreysPrior, noDiscount, type Prior, uniformPrior } from '../../shared/belief.ts';
import { formatParameter, formatPrior } from '../../shared/format.ts';
import { type Amount, countOf, type Settings } from '../../shared/settings.ts';
import type { Dataset } from '../core/dataset/dataset.ts';
import { fadedCountsOf } from '../core/dataset/histories.ts';
import type { Sliced } from '../core/slices.ts';
import { promptsOf } from './chooseExamples.ts';
import { parametersOf } from './choosing.ts';
import { type CompareRequest, type Comparison, compareStrategies } from './compare.ts';
import type { BeliefFit } from './fit/fitBeliefs.ts';
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

/** What fits the dataset, or why nothing does. */
export type Fits = Pick<BeliefFit, 'prior' | 'discountAlone'>;

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
	{ settings, top, strategy, fit }: Pick<CompareOptions, 'settings' | 'top'> & { readonly strategy: Strategy; readonly fit: Fits },
): Sliced<Sensitivity> {
	const pool = poolOf(dataset);
	yield;
	const { prior } = settings;
	const hasHistory = dataset.visits !== undefined;
	const { lambda } = settings.discount;
	const isTried = hasHistory && !isRefusal(fit.discountAlone) && fit.discountAlone.discount.lambda !== lambda;
	return yield* sensitivityOf(pool, {
		...requestOf(dataset, settings, top),
		strategy,
		prior,
		priors: otherPriors(fit.prior, prior),
		beliefs: otherDiscounts(dataset, pool, settings, fit.discountAlone),
		remarks: isTried ? [`The fitted λ is the likeliest under the prior in use, ${formatPrior(prior)}.`] : [],
		refusals: [fit.prior, ...(hasHistory ? [fit.discountAlone] : [])].filter(isRefusal).map(({ refusal }) => refusal),
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
function otherPriors(fit: Fits['prior'], prior: Prior): SensitivityRequest['priors'] {
	const candidates = [
		{ name: 'uniform', prior: uniformPrior },
		{ name: 'jeffreys', prior: jeffreysPrior },
		...(isRefusal(fit) ? [] : [{ name: 'fitted', prior: fit.prior }]),
	];
	return candidates.filter((other) => other.prior.alpha !== prior.alpha || other.prior.beta !== prior.beta);
}

/**
 * Beliefs in which older visits count otherwise, where the dataset knows them: with some λ per visit, and with the one that fits, under the
 * prior in use, which stays as it is.
 */
function otherDiscounts(
	{ visits, columns: { counts } }: Dataset,
	pool: Pool,
	{ prior, discount }: Settings,
	fit: Fits['discountAlone'],
): NonNullable<SensitivityRequest['beliefs']> {
	if (visits === undefined) return [];
	const poolWith = (other: Discount): Pool => {
		const { successes, trials } = fadedCountsOf(counts, visits, other);
		return withBeliefs(
			pool,
			Float64Array.from({ length: pool.size }, (_, index) => prior.alpha + successes[index]!),
			Float64Array.from({ length: pool.size }, (_, index) => prior.beta + (trials[index]! - successes[index]!)),
		);
	};
	const usual = [0.3, 0.7, 1].map((lambda) => ({ value: String(lambda), other: { ...noDiscount, lambda } }));
	const { lambda, per } = isRefusal(fit) ? noDiscount : fit.discount;
	const fitted = isRefusal(fit)
		? []
		: [{ value: `${formatParameter(lambda)}${per === 'step' ? ' a step' : ''} (fitted)`, other: fit.discount }];
	return [...usual, ...fitted]
		.filter(({ other }) => other.lambda !== discount.lambda)
		.map(({ value, other }) => ({ parameter: 'lambda', value, pool: () => poolWith(other) }));
}
