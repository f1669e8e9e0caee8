import { hashText } from '../../shared/hash.ts';
import type { Dataset } from '../core/dataset.ts';

/** Examples as strategies see them: a column a quantity, by index of the example. */
export interface Pool {
	readonly size: number;
	/** Counts as logged; soft counts may be fractions. */
	readonly successes: Float64Array;
	readonly trials: Float64Array;
	/** Beta(α, β), prior included, discounted where that is asked for: InSight eq. 5 and 6. */
	readonly alpha: Float64Array;
	readonly beta: Float64Array;
	/** 32 seeded bits of what names the example: they order equals the same way on every machine, and seed its random numbers. */
	readonly tieHash: Uint32Array;
}

/** The pool of a dataset, by index of its examples. @param seed of the tie-break. */
export function poolOf({ examples }: Dataset, seed: number): Pool {
	const column = (): Float64Array => new Float64Array(examples.length);
	const pool = {
		size: examples.length,
		successes: column(),
		trials: column(),
		alpha: column(),
		beta: column(),
		tieHash: new Uint32Array(examples.length),
	};
	examples.forEach(({ group: { successes, trials, score, tieHash } }, index) => {
		pool.successes[index] = successes;
		pool.trials[index] = trials;
		pool.alpha[index] = score.alpha;
		pool.beta[index] = score.beta;
		pool.tieHash[index] = tieHash ?? hashText(`#${index}`, seed);
	});
	return pool;
}
