/** Strategies side by side on a dataset, under the rules that sets are chosen by; and how stable the set of one of them is. */
import { jeffreysPrior, noDiscount, type Prior, uniformPrior } from '../../shared/belief.ts';
import { type Amount, countOf, type Settings } from '../../shared/settings.ts';
import { fadedCountsAt } from '../core/beliefWalk.ts';
import type { Dataset } from '../core/dataset.ts';
import { visitRanges } from '../core/visitLog.ts';
import { promptsOf } from './chooseExamples.ts';
import { parametersOf } from './choosing.ts';
import { type Comparison, compareStrategies } from './compare.ts';
import { fitPrior } from './fit/prior.ts';
import { isRefusal } from './fit/refusal.ts';
import type { LabelColumn } from './labels.ts';
import { type Pool, poolOf } from './pool.ts';
import { type Sensitivity, type SensitivityRequest, sensitivityOf } from './sensitivity.ts';
import type { Strategy } from './strategy.ts';

export interface CompareOptions {
	readonly settings: Settings;
	readonly top: Amount;
	/** At least one; the first is the one whose set is varied. */
	readonly strategies: readonly Strategy[];
	/** Fields whose values are counted. */
	readonly fields?: readonly LabelColumn[];
}

export interface DatasetComparison {
	readonly comparison: Comparison;
	readonly sensitivity: Sensitivity;
}

/** @throws RangeError for parameters that a strategy cannot use. */
export function compareDataset(dataset: Dataset, { settings, top, strategies, fields = [] }: CompareOptions): DatasetComparison {
	const pool = poolOf(dataset);
	const { prior, seed, choosing } = settings;
	const rules = {
		top: countOf(top, pool.size),
		unseen: { share: choosing.unseenQuota, isStrict: false },
		prompts: promptsOf(dataset),
	};
	const parameters = parametersOf(settings);
	return {
		comparison: compareStrategies(pool, { strategies, parameters, rules, seed, fields }),
		sensitivity: sensitivityOf(pool, {
			strategy: strategies[0]!,
			parameters,
			rules,
			seed,
			prior,
			priors: otherPriors(pool, prior),
			beliefs: otherDiscounts(dataset, pool, prior),
		}),
	};
}

/** The usual priors but the one in use, and the one that fits the pool, where one does. */
function otherPriors({ size, successes, trials }: Pool, prior: Prior): SensitivityRequest['priors'] {
	const fit = fitPrior(Array.from({ length: size }, (_, index) => ({ successes: successes[index]!, trials: trials[index]! })));
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
	return [0.3, 0.7].map((lambda) => {
		const alpha = pool.alpha.slice();
		const beta = pool.beta.slice();
		for (const range of visitRanges(visits)) {
			const index = visits.examples[range.start]!;
			const faded = fadedCountsAt(visits, range, { ...noDiscount, lambda }, visits.steps[range.end - 1]!);
			alpha[index] = prior.alpha + faded.successes;
			beta[index] = prior.beta + faded.failures;
		}
		return { parameter: 'lambda', value: String(lambda), pool: { ...pool, alpha, beta } };
	});
}
