/** What other strategies would choose, and how much the set depends on what it was chosen by. */
import { formatCount, formatPercent, formatRate } from '../../shared/format.ts';
import { drawSensitivity } from '../../shared/pictures/sensitivity.ts';
import { drawStrategyComparison } from '../../shared/pictures/strategyComparison.ts';
import { element, escapeText } from '../../shared/pictures/svg.ts';
import { checkParameters, type StrategyName, strategyNames, strategyTitles } from '../../shared/strategies.ts';
import type { Sliced } from '../core/slices.ts';
import { parametersOf } from '../selection/choosing.ts';
import type { ComparedStrategy, Comparison } from '../selection/compare.ts';
import { compareDataset, datasetSensitivity, type Fits } from '../selection/compareDataset.ts';
import { coverageTable, type TextTable } from '../selection/comparisonRows.ts';
import type { SensitivityVariant } from '../selection/sensitivity.ts';
import { strategyOf } from '../selection/strategyList.ts';
import { type Column, figure, paragraph, table } from './html.ts';
import type { ReviewInput, Section } from './reviewInput.ts';

type CompareInput = Pick<ReviewInput, 'dataset' | 'settings' | 'top' | 'compared' | 'fields'>;

/** The strategy of the settings, beside others. */
export function* compareSections(
	{ dataset, settings, top, compared, fields = [] }: CompareInput,
	fit: Fits,
): Sliced<readonly Section[]> {
	const strategies = { id: 'strategies-section', title: 'What other strategies would choose' };
	const sensitivity = { id: 'sensitivity-section', title: 'How stable the set is' };
	const { strategy } = settings.choosing;
	const all = [strategy, ...compared.filter((name) => name !== strategy)].map(strategyOf);
	const names = all.flatMap((each) => each.parameters);
	const problem = dataset.examples.length === 0 ? 'There is no example to choose.' : checkParameters(parametersOf(settings), names);
	if (problem !== undefined) return [strategies, sensitivity].map((section) => ({ ...section, html: paragraph(problem) }));
	const comparison = yield* compareDataset(dataset, { settings, top, strategies: all, fields });
	const coverage = fields.map((_, field) => coverageHtml(coverageTable(comparison, field)));
	const { variants, isTied, remarks, refusals } = yield* datasetSensitivity(dataset, { settings, top, strategy: all[0]!, fit });
	const stability = figure(
		drawSensitivity(variants.map((variant) => ({ name: variantName(variant), kept: variant.kept }))),
		[
			isTied
				? `Each changes one thing. ${strategy} does not tell the chosen apart: the seeded tie-break decides, the same each time, so that a set that stays says nothing.`
				: 'Each changes one thing. A set that hardly moves does not depend on the exact settings.',
			...remarks,
			...refusals.map((refusal) => `${refusal} So nothing fitted of that kind is tried.`),
		].join(' '),
	);
	return [
		{ ...strategies, html: comparisonHtml(comparison) + coverage.join('') },
		{ ...sensitivity, html: stability },
	];
}

function coverageHtml({ title, header, rows }: TextTable): string {
	const columns = header.map((name, column): Column => ({ title: name, kind: column === 0 ? 'short' : 'number' }));
	return table(title, columns, rows);
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
		{ title: 'strategy' },
		...['shared', 'τ', 'mean', 'useful', 'unseen', 'all solved', 'none solved'].map((title) => ({
			title,
			kind: 'number' as const,
		})),
	];
	const rows = comparison.strategies.map((strategy) => [
		{ html: escapeText(strategy.name) + element('span', { class: 'aside' }, escapeText(strategyTitles[strategy.name])) },
		sharedWithFirst(comparison, strategy),
		tauWithFirst(comparison, strategy.name),
		strategy.meanRate === null ? '–' : formatRate(strategy.meanRate),
		shareText(strategy.usefulShare),
		formatCount(strategy.unseen),
		formatCount(strategy.allPass),
		formatCount(strategy.allFail),
	]);
	const caption =
		`Sets of ${formatCount(comparison.top)} under the same rules. Shared: with that of ${first.name}; τ: Kendall's, of the two rankings; ` +
		'useful: expected share of groups that give a gradient';
	return (
		figure(
			drawStrategyComparison(panels),
			'More useful groups are not better by themselves: what a run learns from them depends on their difficulty, and on how long it runs.',
		) +
		table(caption, columns, rows) +
		notShown(comparison)
	);
}

/** The others, so that nobody takes those that are shown for all there are. */
function notShown({ strategies }: Comparison): string {
	const others = strategyNames.filter((name) => strategies.every((shown) => shown.name !== name));
	if (others.length === 0) return '';
	return paragraph(
		`These are what people ask about first; the other ${formatCount(others.length)} are not shown: ${others.join(', ')}. "insight compare", and Compare Strategies in the editor, show all.`,
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
	return tau === undefined || tau === null ? '–' : tau.toFixed(2).replace('-', '−');
}

function shareText(share: number | null): string {
	return share === null ? '–' : formatPercent(share);
}

const symbols: Readonly<Record<string, string>> = { eta: 'η', mu: 'μ', lambda: 'λ' };

function variantName({ parameter, value }: SensitivityVariant): string {
	return parameter in symbols ? `${symbols[parameter]} = ${value}` : `${parameter} ${value}`;
}
