import type { Pool } from '../../server/selection/pool.ts';
import { hashText } from '../../shared/hash.ts';

/** A pool of examples by `successes/trials`, under a flat prior unless another is given. */
export function poolOfCounts(counts: readonly (readonly [number, number])[], prior = { alpha: 1, beta: 1 }): Pool {
	return {
		size: counts.length,
		successes: Float64Array.from(counts, ([successes]) => successes),
		trials: Float64Array.from(counts, ([, trials]) => trials),
		alpha: Float64Array.from(counts, ([successes]) => prior.alpha + successes),
		beta: Float64Array.from(counts, ([successes, trials]) => prior.beta + trials - successes),
		tieHash: Uint32Array.from(counts, (_, index) => hashText(`#${index}`, 0)),
	};
}
