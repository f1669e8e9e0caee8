import type { Pool } from './pool.ts';

/** A value for each example from its logged counts; NaN for those without rollouts, of which a rule on counts can say nothing. */
export function eachCount({ size, successes, trials }: Pool, compute: (successes: number, trials: number) => number): Float64Array {
	const values = new Float64Array(size);
	for (let index = 0; index < size; index++) {
		values[index] = trials[index] === 0 ? Number.NaN : compute(successes[index]!, trials[index]!);
	}
	return values;
}
