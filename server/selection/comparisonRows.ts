/** A comparison as text for people: the same cells on a terminal and in Markdown. */
import { formatCount, formatPercent, formatQuantity, formatRate } from '../../shared/format.ts';
import type { Amount, Settings } from '../../shared/settings.ts';
import type { ComparedStrategy, Comparison } from './compare.ts';
import { muNotes } from './notes.ts';
import type { Sensitivity } from './sensitivity.ts';
import type { SetSummary } from './summariseSet.ts';

export interface TextTable {
	readonly title: string;
	/** The first column is of names, the others of figures. */
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** Over the column that draws how mean success rates are spread. */
export const histogramTitle = 'p from 0 to 1';

/** So many values of a field get a column. */
const mostValues = 6;

/** Strategies with what they chose, then how each field's values are covered. */
export function comparisonTables(comparison: Comparison): readonly TextTable[] {
	const { pool, strategies, pairs } = comparison;
	const [first] = strategies;
	const rows = strategies.map((strategy) => {
		const pair = pairs.find(
			(candidate) =>
				(candidate.first === first!.name && candidate.second === strategy.name) ||
				(candidate.second === first!.name && candidate.first === strategy.name),
		);
		const isFirst = strategy === first;
		return [
			strategy.name,
			formatCount(strategy.examples),
			isFirst ? '' : formatPercent(pair!.shared / Math.max(1, Math.min(first!.examples, strategy.examples))),
			isFirst ? '' : pair!.tau === null ? '–' : pair!.tau.toFixed(2).replace('-', '−'),
			...summaryCells(strategy),
		];
	});
	const main = {
		title: 'What each chooses',
		header: [
			'strategy',
			'chosen',
			`in ${first!.name}`,
			'τ',
			'useful',
			'mean p',
			'unseen',
			'none solved',
			'all solved',
			'p from 0 to 1',
		],
		rows: [...rows, ['(the pool)', formatCount(pool.examples), '', '', ...summaryCells(pool)]],
	};
	return [main, ...pool.coverage.map((_, field) => coverageTable(comparison, field))];
}

function summaryCells({ examples, usefulShare, meanRate, unseen, allFail, allPass, histogram }: SetSummary): readonly string[] {
	const share = (count: number): string => (examples === 0 ? '–' : formatPercent(count / examples));
	return [
		usefulShare === null ? '–' : formatPercent(usefulShare),
		meanRate === null ? '–' : formatRate(meanRate),
		share(unseen),
		share(allFail),
		share(allPass),
		sparkline(histogram),
	];
}

/** Counts as bars of eight heights; a bin with anything in it has one. */
function sparkline(counts: readonly number[]): string {
	const highest = Math.max(...counts);
	return counts.map((count) => (count === 0 ? '·' : '▁▂▃▄▅▆▇█'[Math.ceil((8 * count) / highest) - 1]!)).join('');
}

/** How a field's values share in each set. @param field as an index of those that were compared by. */
export function coverageTable({ pool, strategies }: Pick<Comparison, 'pool' | 'strategies'>, field: number): TextTable {
	const { field: name, values } = pool.coverage[field]!;
	const largest = values
		.map(({ examples }, at) => ({ examples, at }))
		.sort((left, right) => right.examples - left.examples)
		.slice(0, mostValues);
	const rest = values.length - largest.length;
	const cells = ({ examples, coverage }: SetSummary): readonly string[] =>
		largest.map(({ at }) => formatPercent(coverage[field]!.values[at]!.examples / Math.max(1, examples)));
	return {
		title: `Shares by ${name}${rest > 0 ? `: the largest ${mostValues} of ${formatQuantity(values.length, 'value')}` : ''}`,
		header: ['strategy', ...largest.map(({ at }) => values[at]!.value ?? '(none)')],
		rows: [...strategies.map((strategy) => [strategy.name, ...cells(strategy)]), ['(the pool)', ...cells(pool)]],
	};
}

/** How much of the first strategy's set stays. */
export function sensitivityTable({ strategy, variants }: Sensitivity): TextTable {
	return {
		title: `How much of the set of ${strategy} stays under other assumptions`,
		header: ['instead', 'stays'],
		rows: variants.map(({ parameter, value, kept }) => [`${parameter} ${value}`, formatPercent(kept)]),
	};
}

/** What to know when reading the tables. @param asked for of each strategy, in examples or as a share. */
export function comparisonNotes(
	{ top, tauExamples, pool, strategies }: Comparison,
	sensitivity: Sensitivity,
	{ mu, choosing: { unseenQuota } }: Pick<Settings, 'mu' | 'choosing'>,
	asked: Amount,
): readonly string[] {
	const namesOf = (wanted: (strategy: ComparedStrategy) => boolean): string =>
		strategies
			.filter(wanted)
			.map(({ name }) => name)
			.join(', ');
	const isAllUnseen = ({ examples, unseen }: ComparedStrategy): boolean => examples > 0 && unseen === examples;
	const short = namesOf(({ examples }) => examples < Math.min(top, pool.examples));
	const unseen = pool.unseen < pool.examples ? namesOf(isAllUnseen) : '';
	const heldBack = namesOf((strategy) => strategy.heldBack.unseen > 0 && !isAllUnseen(strategy));
	const looksAtMu = strategies.some(({ parameters }) => parameters.mu !== undefined);
	return [
		`Useful: expected share of next groups whose rewards are not all equal. τ: Kendall's rank correlation with ${strategies[0]!.name}${
			tauExamples < pool.examples ? `, over a seeded sample of ${formatCount(tauExamples)}` : ''
		}; – where a strategy tells nothing apart.`,
		...('count' in asked && asked.count > pool.examples
			? [`${formatQuantity(asked.count, 'example')} asked for, but there are ${formatCount(pool.examples)}: whoever may takes all.`]
			: []),
		...(short === '' ? [] : [`Fewer examples than ${formatCount(top)} are eligible, or distinct prompts, for ${short}.`]),
		...(unseen === ''
			? []
			: [
					`All that ${unseen} would choose is unseen: which ones they are is the seeded tie-break, and nothing is known of their difficulty.`,
				]),
		...(heldBack === ''
			? []
			: [
					`Unseen prompts with a better score stand back for ${heldBack}, as at most ${formatPercent(unseenQuota)} of a set may be unseen: insight.unseenQuota.`,
				]),
		...(looksAtMu ? muNotes({ mu }) : []),
		...(sensitivity.isTied && sensitivity.variants.length > 0
			? [
					`The strategy ${sensitivity.strategy} does not tell the examples of its set apart: the seeded tie-break decides, the same in all that is tried, so that a set that stays says nothing.`,
				]
			: []),
		...sensitivity.remarks,
		...sensitivity.refusals.map((refusal) => `${refusal} So nothing fitted of that kind is tried.`),
	];
}
