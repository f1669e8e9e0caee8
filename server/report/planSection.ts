/** A run on the pool, simulated: what it would see, step by step. */
import { formatCount, formatPercent, formatQuantity } from '../../shared/format.ts';
import { drawTimeline, type TimelineSeries } from '../../shared/pictures/timeline.ts';
import type { Sliced } from '../core/slices.ts';
import { parametersOf } from '../selection/choosing.ts';
import { type StepRecord, simulateRun } from '../selection/plan/simulate.ts';
import { type Timeline, type TimelineQuantity, timelineOf } from '../selection/plan/timeline.ts';
import { createBelievedWorld } from '../selection/plan/world.ts';
import { poolOf } from '../selection/pool.ts';
import { strategyOf } from '../selection/strategyList.ts';
import { figure, paragraph } from './html.ts';
import type { ReviewInput, Section } from './reviewInput.ts';

/** Of the paper: M prompts of a step, of 16 times as many candidates. */
const largestBatch = 256;
const candidates = 16;

type PlanInput = Pick<ReviewInput, 'dataset' | 'settings' | 'plan'>;

export function* planSection({ dataset, settings, plan: { steps, runs } }: PlanInput): Sliced<Section> {
	const section = { id: 'plan-section', title: 'What a run would see' };
	const size = dataset.examples.length;
	if (size === 0) return { ...section, html: paragraph('There is no example to train on.') };
	const pool = poolOf(dataset);
	// A sixteenth of a small pool, so that there is something to choose among at every step.
	const batch = Math.min(largestBatch, Math.ceil(size / candidates));
	const { prior, discount, seed, choosing } = settings;
	const rules = {
		strategy: strategyOf(choosing.strategy),
		parameters: parametersOf(settings),
		prior,
		discount,
		batch,
		candidates,
		unseenShare: choosing.unseenQuota,
	};
	const world = createBelievedWorld();
	const simulated: (readonly StepRecord[])[] = [];
	for (let run = 0; run < runs; run++) {
		yield;
		simulated.push(simulateRun(pool, rules, { steps, world, seed, run }));
	}
	const timeline = timelineOf(simulated, size);
	const { usefulShare, coverage } = timeline;
	const range = ({ lower, upper }: Timeline['coverage']): string => {
		const [least, most] = [formatPercent(lower), formatPercent(upper)];
		return least === most ? least : `${least} to ${most}`;
	};
	return {
		...section,
		html: figure(
			pictureOf(timeline, batch),
			`InSight's Algorithm 1, by ${choosing.strategy}: each step takes the best ${formatCount(batch)} of ${formatCount(Math.min(size, candidates * batch))} candidates, with rollouts drawn ` +
				`from the beliefs, so it is as good as these. Useful groups: ${range(usefulShare)}. Of the pool, ${range(coverage)} are visited in ${formatQuantity(steps, 'step')}.`,
		),
	};
}

function pictureOf({ steps, runs, usedUp }: Timeline, batch: number): string {
	const series = (name: string, quantity: TimelineQuantity): TimelineSeries => ({
		name,
		points: steps.map(({ step, [quantity]: { mean, lower, upper } }) => ({ step, middle: mean, lower, upper })),
	});
	const whole = (value: number): string => formatCount(Math.round(value));
	return drawTimeline({
		panels: [
			{
				label: 'useful groups of a batch',
				series: [series('drawn', 'drawnUseful'), series('expected', 'expectedUseful')],
				atLeast: batch,
				format: whole,
			},
			{ label: 'mean belief of the chosen', series: [series('mean', 'mean')], atLeast: 1, format: (value) => value.toFixed(1) },
			{ label: 'evidence of the chosen', series: [series('evidence', 'evidence')], atLeast: 1, format: whole },
			{
				label: 'prompts left',
				series: [series('not visited by the run', 'unvisitedLeft'), series('without rollouts', 'unseenLeft')],
				atLeast: 1,
				format: whole,
			},
		],
		band: `nine of ten of ${formatQuantity(runs, 'run')}`,
		usedUpAt: usedUp === null || usedUp.runs < runs ? undefined : Math.round(usedUp.step.mean),
	});
}
