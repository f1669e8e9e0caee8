/** What a person should know before believing a plan: sentences, beside those on the dataset (method.md 4). */
import { formatCount, formatPercent, formatQuantity } from '../../../shared/format.ts';
import type { StrategyName } from '../../../shared/strategies.ts';
import { parameterNotes } from '../notes.ts';
import type { Pool } from '../pool.ts';
import { strategyOf } from '../strategyList.ts';
import type { RunRules } from './batch.ts';
import { promptCount } from './repeatedPrompts.ts';
import type { Timeline } from './timeline.ts';

/** What all strategies of a plan have in common. */
export type CommonRules = Omit<RunRules, 'strategy'>;

/** A strategy with what its simulated runs see. */
export interface PlannedStrategy {
	readonly strategy: StrategyName;
	readonly timeline: Timeline;
}

/** Groups that a step can pay for: a prompt stands in a batch once, so a small pool has room for no more. */
export function groupsOfStep({ batch, prompts }: CommonRules, { size }: Pick<Pool, 'size'>): number {
	return Math.min(batch, promptCount(size, prompts));
}

/** Notes on a plan as a whole. @param plans at least one, of the same runs and steps. */
export function planNotes(pool: Pool, rules: CommonRules, plans: readonly PlannedStrategy[]): readonly string[] {
	const names = plans.map(({ strategy }) => strategy);
	// Whatever batches are chosen by, whether groups are useful is a matter of K.
	const notes = [...batchNotes(pool, rules, plans), ...parameterNotes([...names, 'non-degenerate'], rules.parameters)];
	if (plans[0]!.timeline.runs === 1) notes.push('One run cannot tell how far runs differ: there is no range.');
	notes.push(
		'A plan is for the policy of now. Rates move as it learns, so later steps say less, and a long run wants harder prompts than a short one: ' +
			`plan anew as it goes${names.includes('random') ? '' : ', and compare with random'}.`,
	);
	return notes;
}

/** Notes on what is in the batches, and on what is missing there. */
export function batchNotes(pool: Pool, rules: CommonRules, plans: readonly PlannedStrategy[]): readonly string[] {
	const { batch, prompts } = rules;
	const groups = groupsOfStep(rules, pool);
	const repeats = pool.size - promptCount(pool.size, prompts);
	return [
		...(repeats === 0
			? []
			: [`${formatQuantity(repeats, 'example repeats', 'examples repeat')} the prompt of another: a batch takes one of them.`]),
		...(batch > groups
			? [`A batch of ${formatCount(batch)} is more than the pool of ${formatQuantity(groups, 'prompt')}: a step can take no more.`]
			: []),
		...plans.flatMap((plan) => shortNotes(pool, rules, groups, plan)),
		...plans.flatMap((plan) => unseenNotes(pool, plan)),
	];
}

/** That a strategy leaves places of its batches empty, and why. */
function shortNotes(pool: Pool, rules: CommonRules, groups: number, { strategy, timeline }: PlannedStrategy): readonly string[] {
	const steps = timeline.steps.length;
	const filled = timeline.groups.mean / (steps * groups);
	if (filled > 1 - 1e-9) return [];
	const places = String(Number((timeline.groups.mean / steps).toFixed(1)));
	return [
		`${strategy} fills ${places} of ${formatQuantity(groups, 'place')} in a batch and spends ${formatPercent(filled)} of the budget: ${reasonOf(pool, rules, strategy)}.`,
	];
}

function reasonOf(pool: Pool, { parameters, prompts, candidates, batch }: CommonRules, strategy: StrategyName): string {
	const values = strategyOf(strategy).values(pool, parameters, 0);
	let [unseen, solved, failed, others] = [0, 0, 0, 0];
	for (let index = 0; index < pool.size; index++) {
		if (!Number.isNaN(values[index])) continue;
		if (pool.trials[index] === 0) unseen++;
		else if (pool.successes[index] === pool.trials[index]) solved++;
		else if (pool.successes[index] === 0) failed++;
		else others++;
	}
	const kinds = (
		[
			[unseen, 'without rollouts'],
			[solved, 'with all rollouts solved'],
			[failed, 'with none solved'],
			[others, 'of other solve rates'],
		] as const
	).flatMap(([count, what]) => (count === 0 ? [] : [`${formatCount(count)} ${what}`]));
	if (kinds.length > 0) return `of the pool's ${formatQuantity(pool.size, 'example')} it turns down ${kinds.join(', ')}`;
	return prompts === undefined || candidates * batch >= pool.size
		? 'it turns prompts down as their rollouts come in'
		: 'among the candidates are too few different prompts for it';
}

/** That a strategy begins with batches of unseen prompts alone, although there are others. */
function unseenNotes({ trials }: Pool, { strategy, timeline: { steps } }: PlannedStrategy): readonly string[] {
	let left = 0;
	for (const count of trials) if (count === 0) left++;
	if (left === trials.length) return [];
	// Means over runs of whole numbers, which rounding may tell apart by its own.
	const isAll = ({ groups, unseenLeft }: Timeline['steps'][number]): boolean => {
		const taken = left - unseenLeft.mean;
		left = unseenLeft.mean;
		return taken > 0 && taken > groups.mean - 1e-6;
	};
	const other = steps.findIndex((step) => !isAll(step));
	const count = other < 0 ? steps.length : other;
	if (count === 0) return [];
	const when =
		count === steps.length ? 'At each step' : count === 1 ? 'At the first step' : `At the first ${formatCount(count)} steps`;
	return [
		`${when} every prompt that ${strategy} chooses is unseen: the choice among them is the seeded tie-break, and nothing is known of their difficulty.`,
	];
}
