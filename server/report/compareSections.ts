/** What other strategies would choose, and how much the set depends on what it was chosen by. */
import { jeffreysPrior, type Prior, uniformPrior } from '../../shared/belief.ts';
import { formatCount, formatPercent, formatRate } from '../../shared/format.ts';
import { drawSensitivity } from '../../shared/pictures/sensitivity.ts';
import { drawStrategyComparison } from '../../shared/pictures/strategyComparison.ts';
import { countOf } from '../../shared/settings.ts';
import { type StrategyName, strategyTitles } from '../../shared/strategies.ts';
import { type ComparedStrategy, type Comparison, compareStrategies } from '../selection/compare.ts';
import { poolOf } from '../selection/pool.ts';
import { type SensitivityVariant, sensitivityOf } from '../selection/sensitivity.ts';
import { strategyOf } from '../selection/strategyList.ts';
import { type Column, figure, paragraph, table } from './html.ts';
import type { ReviewInput, Section } from './reviewInput.ts';

type CompareInput = Pick<ReviewInput, 'dataset' | 'settings' | 'top' | 'choosing' | 'compared'>;

/** @param fitted a prior fitted to the pool, to be tried as well. */
export function* compareSections(
	{ dataset, settings, top, choosing, compared }: CompareInput,
	fitted: Prior | undefined,
): Generator<Section, void> {
	const strategies = { id: 'strategies-section', title: 'What other strategies would choose' };
	const sensitivity = { id: 'sensitivity-section', title: 'How stable the set is' };
	if (dataset.examples.length === 0) {
		for (const section of [strategies, sensitivity]) yield { ...section, html: paragraph('There is no example to choose.') };
		return;
	}
	const pool = poolOf(dataset);
	const { prior, seed } = settings;
	const { strategy, parameters, unseenShare } = choosing;
	const rules = { top: countOf(top, pool.size), ...(unseenShare < 1 ? { unseen: { share: unseenShare, isStrict: false } } : {}) };
	const names = [strategy, ...compared.filter((name) => name !== strategy)];
	const comparison = compareStrategies(pool, { strategies: names.map(strategyOf), parameters, rules, seed });
	yield { ...strategies, html: comparisonHtml(comparison) };
	const { variants } = sensitivityOf(pool, {
		strategy: strategyOf(strategy),
		parameters,
		rules,
		seed,
		prior,
		priors: priorsToTry(prior, fitted),
	});
	yield {
		...sensitivity,
		html: figure(
			drawSensitivity(variants.map((variant) => ({ name: variantName(variant), kept: variant.kept }))),
			'Each changes one thing. A set that hardly moves does not depend on the exact settings.',
		),
	};
}

function comparisonHtml(comparison: Comparison): string {
	const first = comparison.strategies[0]!;
	const panels = comparison.strategies.map((strategy) => ({
		name: strategy.name,
		note: `${sharedWithFirst(comparison, strategy)} shared · ${shareText(strategy.usefulShare)} useful`,
		means: strategy.histogram.map((chosen, bin) => ({
			from: bin / strategy.histogram.length,
			to: (bin + 1) / strategy.histogram.length,
			pool: comparison.pool.histogram[bin]!,
			chosen,
		})),
	}));
	const columns: readonly Column[] = [
		{ title: 'strategy', kind: 'short' },
		...['shared', 'τ', 'mean', 'useful', 'unseen', 'all solved', 'none solved'].map((title) => ({
			title,
			kind: 'number' as const,
		})),
		{ title: 'takes' },
	];
	const rows = comparison.strategies.map((strategy) => [
		strategy.name,
		sharedWithFirst(comparison, strategy),
		tauWithFirst(comparison, strategy.name),
		strategy.meanRate === null ? '–' : formatRate(strategy.meanRate),
		shareText(strategy.usefulShare),
		formatCount(strategy.unseen),
		formatCount(strategy.allPass),
		formatCount(strategy.allFail),
		strategyTitles[strategy.name],
	]);
	const caption =
		`Sets of ${formatCount(comparison.top)} under the same rules. Shared: with that of ${first.name}; τ: Kendall's, of the two rankings; ` +
		'useful: expected share of groups that give a gradient';
	return (
		figure(
			drawStrategyComparison(panels),
			'More useful groups are not better by themselves: what a run learns from them depends on their difficulty, and on how long it runs.',
		) + table(caption, columns, rows)
	);
}

function sharedWithFirst({ strategies, pairs }: Comparison, { name, examples }: ComparedStrategy): string {
	const first = strategies[0]!;
	if (name === first.name) return '100 %';
	const pair = pairs.find((candidate) => candidate.first === first.name && candidate.second === name);
	return formatPercent((pair?.shared ?? 0) / Math.max(1, first.examples, examples));
}

function tauWithFirst({ strategies, pairs }: Comparison, name: StrategyName): string {
	const first = strategies[0]!.name;
	if (name === first) return '1.00';
	const tau = pairs.find((candidate) => candidate.first === first && candidate.second === name)?.tau;
	return tau === undefined || tau === null ? '–' : tau.toFixed(2);
}

function shareText(share: number | null): string {
	return share === null ? '–' : formatPercent(share);
}

function priorsToTry(inUse: Prior, fitted: Prior | undefined) {
	const known = [
		{ name: 'Beta(1, 1)', prior: uniformPrior },
		{ name: 'Beta(0.5, 0.5)', prior: jeffreysPrior },
		...(fitted === undefined ? [] : [{ name: 'fitted', prior: fitted }]),
	];
	return known.filter(({ prior }) => prior.alpha !== inUse.alpha || prior.beta !== inUse.beta);
}

const symbols: Readonly<Record<string, string>> = { eta: 'η', mu: 'μ' };

function variantName({ parameter, value }: SensitivityVariant): string {
	return parameter in symbols ? `${symbols[parameter]} = ${value}` : `${parameter} ${value}`;
}
