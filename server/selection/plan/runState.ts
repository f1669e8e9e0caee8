/** A pool in the course of a training run: what is believed of each prompt, and when it was visited last. */
import { type Counts, type Discount, idleShare, type Prior } from '../../../shared/belief.ts';
import type { Pool } from '../pool.ts';

/** Columns by index of the example, which {@link recordVisit} changes. */
export interface RunState {
	readonly size: number;
	/** What the rollouts have added to the prior, faded where there is a discount: α = α₀ + solved, β = β₀ + failed, as of the last visit. */
	readonly solved: Float64Array;
	readonly failed: Float64Array;
	/** All scored rollouts so far, and those of them that succeeded. */
	readonly successes: Float64Array;
	readonly trials: Float64Array;
	/** The step of the last visit; 0: not visited since the run began. */
	readonly lastStep: Float64Array;
	readonly tieHash: Uint32Array;
}

/** The state before the first step. @param prior the one that the pool's beliefs start from. */
export function createRunState({ size, alpha, beta, successes, trials, tieHash }: Pool, prior: Prior): RunState {
	return {
		size,
		solved: alpha.map((value) => value - prior.alpha),
		failed: beta.map((value) => value - prior.beta),
		successes: Float64Array.from(successes),
		trials: Float64Array.from(trials),
		lastStep: new Float64Array(size),
		tieHash,
	};
}

/** Some examples as strategies see them at a step, in the order they are given. */
export function poolAt(state: RunState, indices: Int32Array, prior: Prior, discount: Discount, step: number): Pool {
	const size = indices.length;
	const column = (): Float64Array => new Float64Array(size);
	const pool = { size, successes: column(), trials: column(), alpha: column(), beta: column(), tieHash: new Uint32Array(size) };
	for (let at = 0; at < size; at++) {
		const index = indices[at]!;
		const share = shareAt(state, index, discount, step);
		pool.successes[at] = state.successes[index]!;
		pool.trials[at] = state.trials[index]!;
		pool.alpha[at] = prior.alpha + share * state.solved[index]!;
		pool.beta[at] = prior.beta + share * state.failed[index]!;
		pool.tieHash[at] = state.tieHash[index]!;
	}
	return pool;
}

/** Updates the belief about an example after its rollouts at a step: InSight eq. 6. */
export function recordVisit(state: RunState, index: number, { successes, trials }: Counts, discount: Discount, step: number): void {
	const share = discount.lambda * shareAt(state, index, discount, step);
	state.solved[index] = share * state.solved[index]! + successes;
	state.failed[index] = share * state.failed[index]! + (trials - successes);
	state.successes[index]! += successes;
	state.trials[index]! += trials;
	state.lastStep[index] = step;
}

/** What is left of an example's evidence just before a step; what was logged before the run is taken to be of the step before the first. */
function shareAt({ lastStep }: RunState, index: number, discount: Discount, step: number): number {
	return discount.lambda === 1 ? 1 : idleShare(discount, step - lastStep[index]! - 1);
}
