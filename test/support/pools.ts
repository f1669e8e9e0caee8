/** Pools of columns for tests of choosing and planning. */
import type { Pool } from '../../server/selection/pool.ts';
import { hashText } from '../../shared/hash.ts';

/** A pool of so many prompts under the flat prior, each with the counts that are given for its index; none: unseen. */
export function poolFrom(
	size: number,
	countsOf: (index: number) => readonly [successes: number, trials: number] = () => [0, 0],
): Pool {
	const counts = Array.from({ length: size }, (_, index) => countsOf(index));
	return {
		size,
		successes: Float64Array.from(counts, ([successes]) => successes),
		trials: Float64Array.from(counts, ([, trials]) => trials),
		alpha: Float64Array.from(counts, ([successes]) => 1 + successes),
		beta: Float64Array.from(counts, ([successes, trials]) => 1 + trials - successes),
		tieHash: Uint32Array.from({ length: size }, (_, index) => hashText(String(index), 0)),
	};
}
