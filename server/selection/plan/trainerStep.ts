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
	/** Whether prompts of the batch may be without rewards, which count as not visited; else such rewards are refused. */
	readonly isPartial?: boolean;
}

/** Ids that an error names. */
const namedIds = 5;

/**
 * Counts the rewards of the batch that was handed out last, and goes on to the next step. As no step can be gone back to, a step without
 * any rewards is refused.
 *
 * @returns the run after the step, with how many of the batch have no rewards; or a sentence that says why nothing was counted.
 */
export function countRewards(
	run: RunFile,
	rewards: readonly BatchReward[],
	{ step, checksum, isPartial = false }: RewardOptions,
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
	const scored = rewards.filter((reward) => reward.trials > 0);
	const rewarded = new Set(scored.map(({ id }) => id));
	const missing = pending.filter((id) => !rewarded.has(id));
	const problem = problemOfIds(run, pending, rewards) ?? problemOfMissing(run.step, pending.length, missing, isPartial);
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
	for (const reward of scored) recordVisit(state, indices.get(reward.id!)!, reward, rules.discount, run.step);
	return {
		run: { ...run, state, step: run.step + 1, pending: null, lastRewards: checksum },
		missing: missing.length,
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
	if (others.length > 0) return `${listed(others)} not in the batch of step ${step}; these may be rewards of an earlier step`;
	return undefined;
}

function problemOfMissing(step: number, size: number, missing: readonly string[], isPartial: boolean): string | undefined {
	if (missing.length === 0) return undefined;
	if (missing.length === size) return `there are no rewards of any prompt in the batch of step ${step}, which still waits for them`;
	if (isPartial) return undefined;
	const count = `${missing.length} of ${size} prompts in the batch of step ${step}`;
	return `${listed(missing)} without rewards, ${count}. Give the rewards of all, or say --partial to count these as not visited`;
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
	const { step, rules, ids, prompts, state } = run;
	const { strategy, seed, ...others } = rules;
	const runRules: RunRules = { ...others, strategy: strategyOf(strategy), batch, prompts };
	const [forCandidates, forStrategy] = [0, 1].map((stream) => createRandom(step * streamsOfStep + stream, seed));
	const candidates = createCandidateDraw(ids.length, runRules)(forCandidates!);
	const { chosen } = chooseBatch(state, runRules, { step, candidates, seed: Math.floor(forStrategy!() * 2 ** 32) });
	return { ...run, pending: Array.from(chosen, (index) => ids[index]!) };
}

/**
 * The batch that waits for its rewards, as it was handed out; a new one where none does.
 *
 * @returns the run with it; or a sentence that says why it is not to be had in this size.
 */
export function handOutOnce(run: RunFile, batch: number): ReturnType<typeof handOut> | { readonly problem: string } {
	const { pending, step } = run;
	if (pending === null) return handOut(run, batch);
	const size = pending.length;
	// A batch is smaller than was asked for where the strategy would choose no more: what was asked for then is its size, too.
	if (batch === size || handOut(run, batch).pending.length === size) return { ...run, pending };
	return {
		problem: `--batch ${batch} is not the size of the batch that step ${step} has: give the rewards of its ${size}, or say --batch ${size} to have it printed once more`,
	};
}
