import type { NumberColumn } from '../core/column.ts';
import type { Dataset } from '../core/dataset.ts';

/** Examples as strategies see them: a column a quantity, by index of the example. */
export interface Pool {
	readonly size: number;
	/** Counts as logged; soft counts may be fractions. */
	readonly successes: NumberColumn;
	readonly trials: NumberColumn;
	/** Beta(α, β), prior included, discounted where that is asked for: InSight eq. 5 and 6. */
	readonly alpha: Float64Array;
	readonly beta: Float64Array;
	/** 32 seeded bits of what names the example: they order equals the same way on every machine, and seed its random numbers. */
	readonly tieHash: Uint32Array;
}

/** The pool of a dataset, by index of its examples. */
export function poolOf({ columns, scoreAt }: Dataset): Pool {
	const alpha = new Float64Array(columns.length);
	const beta = new Float64Array(columns.length);
	for (let index = 0; index < columns.length; index++) {
		const score = scoreAt(index);
		alpha[index] = score.alpha;
		beta[index] = score.beta;
	}
	const { successes, trials } = columns.counts;
	return { size: columns.length, successes, trials, alpha, beta, tieHash: columns.tieHash };
}
