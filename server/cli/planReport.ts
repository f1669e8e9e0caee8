/** Simulated runs, for people: strategies side by side, and the course of the first. */
import { formatCount, formatPercent, formatQuantity } from '../../shared/format.ts';
import type { Band, TimelineStep } from '../selection/plan/timeline.ts';
import type { Preflight } from '../selection/preflight.ts';
import type { StrategyPlan } from './planStrategies.ts';
import { preflightText } from './preflightText.ts';
import { type Cell, type Column, layOutTable } from './table.ts';
import type { Palette } from './terminal.ts';
import { wrapText } from './wrapText.ts';

/** Steps of the timeline that are shown; JSON has all. */
const shownSteps = 12;

const strategyColumns: readonly Column[] = [
	{ title: 'strategy', align: 'left' },
	{ title: 'useful groups', align: 'right' },
	{ title: '9 of 10 runs', align: 'left' },
	{ title: 'a step', align: 'right', leaveOut: 3 },
	{ title: 'rollouts', align: 'right' },
	{ title: 'useful share', align: 'right', leaveOut: 2 },
	{ title: 'pool visited', align: 'right', leaveOut: 1 },
	{ title: 'used up at step', align: 'right', leaveOut: 0 },
];

const stepColumns: readonly Column[] = [
	{ title: 'step', align: 'right' },
	{ title: 'groups', align: 'right' },
	{ title: 'useful', align: 'right' },
	{ title: '9 of 10 runs', align: 'left' },
	{ title: 'expected', align: 'right', leaveOut: 3 },
	{ title: 'mean p', align: 'right', leaveOut: 2 },
	{ title: 'evidence', align: 'right', leaveOut: 1 },
	{ title: 'visited before', align: 'right' },
	{ title: 'unseen left', align: 'right', leaveOut: 0 },
];

/** What all strategies of a plan have in common. */
interface PlanFacts {
	/** Groups of a step, of `k` rollouts each. */
	readonly groups: number;
	readonly k: number;
	readonly budget: { readonly rollouts: number };
	/** What is taken for granted, in a line. */
	readonly assumptions: string;
	readonly before: Preflight;
}

/** Lines of at most `width` cells, as far as the columns allow. */
export function planReport(
	plans: readonly StrategyPlan[],
	{ groups, k, budget, assumptions, before }: PlanFacts,
	palette: Palette,
	width: number,
): readonly string[] {
	const [{ strategy, timeline }] = plans as readonly [StrategyPlan, ...StrategyPlan[]];
	const sorted = plans.toSorted((left, right) => right.timeline.useful.mean - left.timeline.useful.mean);
	const table = layOutTable(
		strategyColumns,
		sorted.map((plan) => texts(strategyRow(plan, k))),
		width,
		'--output json',
		palette.bold,
	);
	const steps = layOutTable(
		stepColumns,
		spread(timeline.steps).map((step) => texts(stepRow(step, timeline.runs))),
		width,
		'--output json',
		palette.bold,
	);
	const head =
		`${formatQuantity(timeline.runs, 'simulated run')} of ${formatQuantity(timeline.steps.length, 'step')}: ` +
		`${formatQuantity(groups, 'prompt')} × ${k} rollouts a step, from a pool of ${formatCount(timeline.pool)}. ` +
		`A group is useful if its rewards are not all equal. ${equalCost(plans.length, budget.rollouts)} ` +
		'Success rates stay as they are: a plan tells what is seen, not what is learned.';
	const pool = `One pass over the whole pool${before.examples < timeline.pool ? ', each prompt once' : ''}, by the beliefs. ${preflightText(before)}.`;
	return [
		...wrapText(head, width, ''),
		'',
		...wrapText(`Taken for granted: ${assumptions}.`, width, ''),
		'',
		...wrapText(pool, width, ''),
		'',
		...table.lines,
		...table.leftOut.map(palette.dim),
		'',
		palette.bold(`The course of ${strategy}`),
		...steps.lines,
		...steps.leftOut.map(palette.dim),
	];
}

/** How costs compare: a strategy that cannot fill its batches at a budget has less from it, and that is its fault. */
function equalCost(strategies: number, rollouts: number): string {
	const budget = formatQuantity(rollouts, 'rollout');
	if (strategies === 1) return `The budget is ${budget}.`;
	return `Each strategy has the same budget, ${budget}, and they stand in the order of the useful groups that come of it: what a batch is short of is lost.`;
}

function strategyRow({ strategy, timeline }: StrategyPlan, k: number): readonly string[] {
	const { groups, useful, usefulShare, coverage, usedUp, runs, steps } = timeline;
	return [
		strategy,
		rounded(useful),
		rangeOf(useful, runs),
		(useful.mean / steps.length).toFixed(1),
		formatCount(Math.round(groups.mean * k)),
		groups.mean === 0 ? '–' : formatPercent(usefulShare.mean),
		formatPercent(coverage.mean),
		usedUp === null
			? '–'
			: `${formatCount(Math.round(usedUp.step.mean))}${usedUp.runs < runs ? ` in ${usedUp.runs} of ${runs} runs` : ''}`,
	];
}

function stepRow(step: TimelineStep, runs: number): readonly string[] {
	const isEmpty = step.groups.mean === 0;
	return [
		formatCount(step.step),
		rounded(step.groups),
		rounded(step.drawnUseful),
		rangeOf(step.drawnUseful, runs),
		rounded(step.expectedUseful),
		isEmpty ? '–' : step.mean.mean.toFixed(2),
		isEmpty ? '–' : step.evidence.mean.toFixed(1),
		rounded(step.revisits),
		rounded(step.unseenLeft),
	];
}

function rounded({ mean }: Band): string {
	return formatCount(Math.round(mean));
}

/** One run has none. */
function rangeOf({ lower, upper }: Band, runs: number): string {
	return runs === 1 ? '–' : `${formatCount(Math.round(lower))} – ${formatCount(Math.round(upper))}`;
}

function texts(row: readonly string[]): readonly Cell[] {
	return row.map((text) => ({ text }));
}

/** The first, the last, and evenly many between. */
function spread<T>(values: readonly T[]): readonly T[] {
	if (values.length <= shownSteps) return values;
	return Array.from({ length: shownSteps }, (_, at) => values[Math.round((at * (values.length - 1)) / (shownSteps - 1))]!);
}
