import type { Belief } from '../../shared/belief.ts';
import type { Dataset } from '../core/dataset/dataset.ts';
import type { NumberColumn } from '../core/scan/column.ts';

/** Examples as strategies see them: a column a quantity, by index of the example. */
export interface Pool {
	readonly size: number;
	/** Counts as logged; soft counts may be fractions. */
	readonly successes: NumberColumn;
	readonly trials: NumberColumn;
	/** Beta(α, β), prior included, discounted where that is asked for: InSight eq. 5 and 6. */
	readonly alpha: Float64Array;
	readonly beta: Float64Array;
	/** The belief about an example, where equal counts mean equal beliefs: who goes by it needs no columns of 16 bytes an example. */
	beliefAt?(index: number): Belief;
	/** 32 seeded bits of what names the example: they order equals the same way on every machine, and seed its random numbers. */
	readonly tieHash: Uint32Array;
}

/** The pool of a dataset, by index of its examples. Columns of beliefs are made when they are first looked at. */
export function poolOf({ columns, scoreAt, visits }: Dataset): Pool {
	const { length: size, counts, tieHash } = columns;
	let made: Pick<Pool, 'alpha' | 'beta'> | undefined;
	const beliefs = (): Pick<Pool, 'alpha' | 'beta'> => {
		made ??= beliefColumns(size, scoreAt);
		return made;
	};
	return {
		size,
		successes: counts.successes,
		trials: counts.trials,
		get alpha() {
			return beliefs().alpha;
		},
		get beta() {
			return beliefs().beta;
		},
		// Without a history nothing fades.
		...(visits === undefined ? { beliefAt: scoreAt } : {}),
		tieHash,
	};
}

/** A pool of the same examples of which something else is believed. */
export function withBeliefs({ size, successes, trials, tieHash }: Pool, alpha: Float64Array, beta: Float64Array): Pool {
	return { size, successes, trials, alpha, beta, tieHash };
}

function beliefColumns(size: number, beliefAt: (index: number) => Belief): Pick<Pool, 'alpha' | 'beta'> {
	const alpha = new Float64Array(size);
	const beta = new Float64Array(size);
	for (let index = 0; index < size; index++) {
		const belief = beliefAt(index);
		alpha[index] = belief.alpha;
		beta[index] = belief.beta;
	}
	return { alpha, beta };
}
