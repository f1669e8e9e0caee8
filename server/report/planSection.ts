/** A run on the pool, simulated: what it would see, step by step. */
import { formatCount, formatPercent, formatQuantity } from '../../shared/format.ts';
import { drawTimeline, type TimelineSeries } from '../../shared/pictures/timeline.ts';
import type { Sliced } from '../core/slices.ts';
import { parametersOf } from '../selection/choosing.ts';
import { assumptionsText } from '../selection/plan/assumptions.ts';
import { batchNotes, groupsOfStep } from '../selection/plan/planNotes.ts';
import { repeatedPrompts } from '../selection/plan/repeatedPrompts.ts';
import { type StepRecord, simulateRun } from '../selection/plan/simulate.ts';
import { type Band, type Timeline, type TimelineQuantity, timelineOf } from '../selection/plan/timeline.ts';
import { createBelievedWorld } from '../selection/plan/world.ts';
import { poolOf } from '../selection/pool.ts';
import { strategyOf } from '../selection/strategyList.ts';
import { figure, paragraph } from './html.ts';
import type { ReviewInput, Section } from './reviewInput.ts';

/** Of the paper: M prompts of a step, of 16 times as many candidates. */
const largestBatch = 256;
const candidates = 16;

type PlanInput = Pick<ReviewInput, 'dataset' | 'settings' | 'plan'>;

/** Prompts of a step: as many as are given, else a sixteenth of a small pool, so that there is something to choose among at every step. */
export function batchOf({ dataset, plan }: Pick<PlanInput, 'dataset' | 'plan'>): number {
	return plan.batch ?? Math.max(1, Math.min(largestBatch, Math.ceil(dataset.examples.length / candidates)));
}

export function* planSection({ dataset, settings, plan }: PlanInput): Sliced<Section> {
	const { steps, runs } = plan;
	const section = { id: 'plan-section', title: 'What a run would see' };
	const size = dataset.examples.length;
	if (size === 0) return { ...section, html: paragraph('There is no example to train on.') };
	const pool = poolOf(dataset);
	const batch = batchOf({ dataset, plan });
	const { prior, discount, seed, choosing } = settings;
	const rules = {
		parameters: parametersOf(settings),
		prior,
		discount,
		batch,
		candidates,
		unseenShare: choosing.unseenQuota,
		prompts: repeatedPrompts(dataset),
	};
	const { strategy } = choosing;
	const runRules = { ...rules, strategy: strategyOf(strategy) };
	const world = createBelievedWorld();
	const simulated: (readonly StepRecord[])[] = [];
	for (let run = 0; run < runs; run++) {
		yield;
		simulated.push(simulateRun(pool, runRules, { steps, world, seed, run }));
	}
	const timeline = timelineOf(simulated, size);
	const { useful, coverage } = timeline;
	const groups = groupsOfStep(rules, pool);
	const notes = batchNotes(pool, rules, [{ strategy, timeline }]);
	const assumptions = assumptionsText({ rules, strategies: [strategy], rewards: { from: 'beliefs' }, seed, size });
	const range = ({ lower, upper }: Band, format: (value: number) => string): string => {
		const [least, most] = [format(lower), format(upper)];
		return least === most ? least : `${least} to ${most}`;
	};
	return {
		...section,
		html: `${figure(
			pictureOf(timeline, groups),
			`InSight's Algorithm 1, by ${strategy}: each step takes the best ${formatCount(groups)} of ${formatCount(Math.min(size, candidates * batch))} candidates. ` +
				`Useful groups: ${range(useful, whole)} of the ${formatCount(steps * groups)} that ${formatQuantity(steps, 'step')} can pay for. ` +
				`Of the pool, ${range(coverage, formatPercent)} are visited.`,
		)}${notes.map((note) => paragraph(note)).join('')}${paragraph(`Taken for granted: ${assumptions}.`)}`,
	};
}

function whole(value: number): string {
	return formatCount(Math.round(value));
}

function pictureOf({ steps, runs, usedUp }: Timeline, groups: number): string {
	const series = (name: string, quantity: TimelineQuantity): TimelineSeries => ({
		name,
		points: steps.map(({ step, [quantity]: { mean, lower, upper } }) => ({ step, middle: mean, lower, upper })),
	});
	return drawTimeline({
		panels: [
			{
				label: 'useful groups of a batch',
				series: [series('drawn', 'drawnUseful'), series('expected', 'expectedUseful')],
				atLeast: groups,
				format: whole,
				isWhole: true,
			},
			{ label: 'mean belief of the chosen', series: [series('mean', 'mean')], atLeast: 1, format: (value) => value.toFixed(1) },
			{ label: 'evidence of the chosen', series: [series('evidence', 'evidence')], atLeast: 1, format: whole, isWhole: true },
			{
				label: 'prompts left',
				series: [series('not visited by the run', 'unvisitedLeft'), series('without rollouts', 'unseenLeft')],
				atLeast: 1,
				format: whole,
				isWhole: true,
			},
		],
		band: `nine of ten of ${formatQuantity(runs, 'run')}`,
		usedUpAt: usedUp === null || usedUp.runs < runs ? undefined : Math.round(usedUp.step.mean),
	});
}
