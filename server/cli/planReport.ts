/** Simulated runs, for people: strategies side by side, and the course of the first. */
import { formatCount, formatPercent, formatQuantity } from '../../shared/format.ts';
import type { Band, TimelineStep } from '../selection/plan/timeline.ts';
import type { Preflight } from '../selection/preflight.ts';
import type { StrategyPlan } from './planStrategies.ts';
import { preflightText } from './preflightText.ts';
import { type Cell, type Column, layOutTable, wrapText } from './table.ts';
import type { Palette } from './terminal.ts';

/** Steps of the timeline that are shown; JSON has all. */
const shownSteps = 12;

const strategyColumns: readonly Column[] = [
	{ title: 'strategy', align: 'left' },
	{ title: 'useful groups', align: 'right' },
	{ title: '9 of 10 runs', align: 'left' },
	{ title: 'pool visited', align: 'right' },
	{ title: 'used up at step', align: 'right', leaveOut: 0 },
];

const stepColumns: readonly Column[] = [
	{ title: 'step', align: 'right' },
	{ title: 'useful', align: 'right' },
	{ title: '9 of 10 runs', align: 'left' },
	{ title: 'expected', align: 'right', leaveOut: 3 },
	{ title: 'mean p', align: 'right', leaveOut: 2 },
	{ title: 'evidence', align: 'right', leaveOut: 1 },
	{ title: 'visited before', align: 'right' },
	{ title: 'unseen left', align: 'right', leaveOut: 0 },
];

/** Lines of at most `width` cells, as far as the columns allow. */
export function planReport(
	plans: readonly StrategyPlan[],
	{ batch, k, before }: { readonly batch: number; readonly k: number; readonly before: Preflight },
	palette: Palette,
	width: number,
): readonly string[] {
	const [{ strategy, timeline }] = plans as readonly [StrategyPlan, ...StrategyPlan[]];
	const sorted = plans.toSorted((left, right) => right.timeline.usefulShare.mean - left.timeline.usefulShare.mean);
	const table = layOutTable(
		strategyColumns,
		sorted.map((plan) => texts(strategyRow(plan))),
		width,
		palette.bold,
	);
	const steps = layOutTable(
		stepColumns,
		spread(timeline.steps).map((step) => texts(stepRow(step))),
		width,
		palette.bold,
	);
	const head =
		`${formatQuantity(timeline.runs, 'simulated run')} of ${formatQuantity(timeline.steps.length, 'step')}: ` +
		`${formatQuantity(batch, 'prompt')} × ${k} rollouts a step, from a pool of ${formatCount(timeline.pool)}. ` +
		'A group is useful if its rewards are not all equal. Success rates stay as they are: a plan tells what is seen, not what is learned.';
	const pool = `One pass over the whole pool. ${preflightText(before)}.`;
	return [
		...wrapText(head, width, ''),
		'',
		...wrapText(pool, width, ''),
		'',
		...table.lines,
		'',
		palette.bold(`The course of ${strategy}`),
		...steps.lines,
	];
}

function strategyRow({ strategy, timeline: { usefulShare, coverage, usedUp, runs } }: StrategyPlan): readonly string[] {
	return [
		strategy,
		formatPercent(usefulShare.mean),
		`${formatPercent(usefulShare.lower)} – ${formatPercent(usefulShare.upper)}`,
		formatPercent(coverage.mean),
		usedUp === null
			? '–'
			: `${formatCount(Math.round(usedUp.step.mean))}${usedUp.runs < runs ? ` in ${usedUp.runs} of ${runs} runs` : ''}`,
	];
}

function stepRow(step: TimelineStep): readonly string[] {
	return [
		formatCount(step.step),
		rounded(step.drawnUseful),
		`${formatCount(Math.round(step.drawnUseful.lower))} – ${formatCount(Math.round(step.drawnUseful.upper))}`,
		rounded(step.expectedUseful),
		step.mean.mean.toFixed(2),
		step.evidence.mean.toFixed(1),
		rounded(step.revisits),
		rounded(step.unseenLeft),
	];
}

function rounded({ mean }: Band): string {
	return formatCount(Math.round(mean));
}

function texts(row: readonly string[]): readonly Cell[] {
	return row.map((text) => ({ text }));
}

/** The first, the last, and evenly many between. */
function spread<T>(values: readonly T[]): readonly T[] {
	if (values.length <= shownSteps) return values;
	return Array.from({ length: shownSteps }, (_, at) => values[Math.round((at * (values.length - 1)) / (shownSteps - 1))]!);
}
