/** One step of Algorithm 1: M̂ candidates at random, the M with the highest value (InSight eq. 17). */
import type { Discount, Prior } from '../../../shared/belief.ts';
import type { RandomSource } from '../../../shared/random.ts';
import type { StrategyParameters } from '../../../shared/strategies.ts';
import { numbersBelow } from '../../core/list.ts';
import { chooseByValue } from '../choose.ts';
import type { Pool } from '../pool.ts';
import type { Strategy } from '../strategy.ts';
import { poolAt, type RunState } from './runState.ts';

/** How every batch of a run is chosen, and what is made of its results. */
export interface RunRules {
	readonly strategy: Strategy;
	/** Within their domains; `k` rollouts are drawn for each prompt. */
	readonly parameters: StrategyParameters;
	readonly prior: Prior;
	readonly discount: Discount;
	/** M: prompts of a step, at least one. */
	readonly batch: number;
	/** M̂/M: candidates for each place in the batch, a whole number from 1; 16 in the paper. */
	readonly candidates: number;
	/** The share of a batch that prompts without rollouts may have while there are others; 1: no limit. */
	readonly unseenShare: number;
	/** Examples with equal numbers are one prompt, which a batch holds once; without them each is a prompt of its own. */
	readonly prompts?: Float64Array | undefined;
}

export interface Batch {
	/**
	 * Indices of the chosen examples, the best first. At most M: a small pool, candidates that are one prompt, or a strategy that turns
	 * prompts down, give fewer.
	 */
	readonly chosen: Int32Array;
	/** The chosen as they are before their rollouts, in the same order. */
	readonly pool: Pool;
}

/** Draws candidates without replacement: a fresh uniform subset each time it is called, in a buffer that the next call overwrites. */
export type CandidateDraw = (random: RandomSource) => Int32Array;

/** @param size of the pool. */
export function createCandidateDraw(size: number, { batch, candidates }: RunRules): CandidateDraw {
	const order = numbersBelow(size);
	const count = Math.min(size, batch * candidates);
	const drawn = order.subarray(0, count);
	if (count === size) return () => drawn;
	return (random) => {
		// Fisher and Yates' shuffle as far as it is needed; whatever order it starts from, each subset is as likely.
		for (let at = 0; at < count; at++) {
			const other = at + Math.floor(random() * (size - at));
			const taken = order[other]!;
			order[other] = order[at]!;
			order[at] = taken;
		}
		return drawn;
	};
}

/** What a step's choice is made from. */
export interface BatchRequest {
	/** 1-based. */
	readonly step: number;
	readonly candidates: Int32Array;
	/** Of strategies that draw random numbers. */
	readonly seed: number;
	/** The strategy's value of each example of the pool, where these are kept; computed for the candidates otherwise. */
	readonly values?: Float64Array | undefined;
}

/** The same batch for the same state, rules and request on any machine. */
export function chooseBatch(state: RunState, rules: RunRules, { step, candidates, seed, values }: BatchRequest): Batch {
	const { strategy, parameters, prior, discount, batch, unseenShare, prompts } = rules;
	const pool = poolAt(state, candidates, prior, discount, step);
	const candidateValues = values === undefined ? strategy.values(pool, parameters, seed) : valuesAt(values, candidates);
	const limits = unseenShare < 1 ? { unseen: { share: unseenShare, isStrict: false } } : {};
	const once = prompts === undefined ? {} : { prompts: valuesAt(prompts, candidates) };
	const { indices } = chooseByValue(pool, candidateValues, { top: batch, ...limits, ...once });
	const chosen = indices.map((at) => candidates[at]!);
	return { chosen, pool: poolAt(state, chosen, prior, discount, step) };
}

/** By a loop: a callback an element would take as long as choosing does. */
function valuesAt(values: Float64Array, indices: Int32Array): Float64Array {
	const picked = new Float64Array(indices.length);
	for (let at = 0; at < picked.length; at++) picked[at] = values[indices[at]!]!;
	return picked;
}

/** Whether a strategy's value of an example changes only when the example is visited. */
export function isKept({ strategy, discount }: RunRules): boolean {
	return !strategy.isRandom && (discount.per === 'visit' || discount.lambda === 1);
}
