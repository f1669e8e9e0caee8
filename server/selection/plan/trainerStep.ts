/** Algorithm 1 of InSight for a real trainer, a step at a time. */
import type { Counts } from '../../../shared/belief.ts';
import { createRandom } from '../../../shared/random.ts';
import { strategyOf } from '../strategyList.ts';
import { chooseBatch, createCandidateDraw, type RunRules } from './batch.ts';
import type { RunFile } from './runFile.ts';
import { recordVisit } from './runState.ts';

/** Rewards of one prompt of a batch. */
export interface BatchReward extends Counts {
	readonly id: string | null;
}

export interface RewardOptions {
	/** The step that the rewards are said to be of, where that is said. */
	readonly step?: number;
	/** Of the rewards, to notice that they came before. */
	readonly checksum: string;
}

/** Ids that an error names. */
const namedIds = 5;

/**
 * Counts the rewards of the batch that was handed out last, and goes on to the next step. Prompts without scored rollouts count as not
 * visited.
 *
 * @returns the run after the step, with how many of the batch have no rewards; or a sentence that says why nothing was counted.
 */
export function countRewards(
	run: RunFile,
	rewards: readonly BatchReward[],
	{ step, checksum }: RewardOptions,
): { readonly run: RunFile; readonly missing: number } | { readonly problem: string } {
	const { pending, rules } = run;
	if (pending === null) return { problem: 'no batch has been handed out yet, so there is nothing to be rewarded' };
	if (step !== undefined && step !== run.step) {
		const state = step < run.step ? 'was counted already' : 'has not been handed out';
		return { problem: `step ${step} ${state}: the run waits for the rewards of step ${run.step}` };
	}
	if (step === undefined && checksum === run.lastRewards) {
		return {
			problem: `these are the rewards of step ${run.step - 1}, which were counted already. If step ${run.step} really gave the same, say --step ${run.step}`,
		};
	}
	const problem = problemOfIds(run, pending, rewards);
	if (problem !== undefined) return { problem };
	const indices = new Map(run.ids.map((id, index) => [id, index]));
	const { solved, failed, successes, trials, lastStep } = run.state;
	const state = {
		...run.state,
		solved: solved.slice(),
		failed: failed.slice(),
		successes: successes.slice(),
		trials: trials.slice(),
		lastStep: lastStep.slice(),
	};
	const scored = rewards.filter((reward) => reward.trials > 0);
	for (const reward of scored) recordVisit(state, indices.get(reward.id!)!, reward, rules.discount, run.step);
	return {
		run: { ...run, state, step: run.step + 1, pending: null, lastRewards: checksum },
		missing: pending.length - scored.length,
	};
}

function problemOfIds({ ids, step }: RunFile, pending: readonly string[], rewards: readonly BatchReward[]): string | undefined {
	if (rewards.some(({ id }) => id === null)) return 'a record of the rewards has no id';
	const given = rewards.map(({ id }) => id!);
	const seen = new Set<string>();
	const twice = given.find((id) => seen.size === seen.add(id).size);
	if (twice !== undefined) return `"${twice}" has rewards in two records`;
	const known = new Set(ids);
	const unknown = given.filter((id) => !known.has(id));
	if (unknown.length > 0) return `${listed(unknown)} not in the dataset of this run`;
	const handedOut = new Set(pending);
	const others = given.filter((id) => !handedOut.has(id));
	if (others.length > 0) return `${listed(others)} not in the batch of step ${step}: are these rewards of an earlier step?`;
	return undefined;
}

function listed(ids: readonly string[]): string {
	const names = ids
		.slice(0, namedIds)
		.map((id) => `"${id}"`)
		.join(', ');
	const more = ids.length > namedIds ? ` and ${ids.length - namedIds} more` : '';
	return `${names}${more} ${ids.length === 1 ? 'is' : 'are'}`;
}

/** Streams of random numbers that a step has: candidates, strategy. */
const streamsOfStep = 2;

/** Chooses the batch of the run's step. The same for the same run and size, however often it is asked for. */
export function handOut(run: RunFile, batch: number): RunFile & { readonly pending: readonly string[] } {
	const { step, rules, ids, state } = run;
	const { strategy, seed, ...others } = rules;
	const runRules: RunRules = { ...others, strategy: strategyOf(strategy), batch };
	const [forCandidates, forStrategy] = [0, 1].map((stream) => createRandom(step * streamsOfStep + stream, seed));
	const candidates = createCandidateDraw(ids.length, runRules)(forCandidates!);
	const { chosen } = chooseBatch(state, runRules, { step, candidates, seed: Math.floor(forStrategy!() * 2 ** 32) });
	return { ...run, pending: Array.from(chosen, (index) => ids[index]!) };
}
