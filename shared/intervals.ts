/** Within what success rates lie: apart from scores, as choosing needs no interval and most of a score's time and code went into it. */
import type { Belief } from './belief.ts';
import { credibleInterval } from './math/credibleInterval.ts';
import { createPairMemo } from './pairMemo.ts';

/** Rates in [0, 1]. */
export interface Interval {
	readonly lower: number;
	readonly upper: number;
}

/** Equal-tailed 95 % credible interval of a belief's success rate. */
export function intervalOf({ alpha, beta }: Belief): Interval {
	return credibleInterval(alpha, beta);
}

/** {@link intervalOf}, each belief's computed once: 0.03 µs instead of 17, for who asks of all examples. */
export function createIntervals(): typeof intervalOf {
	const memoised = createPairMemo(credibleInterval);
	return ({ alpha, beta }) => memoised(alpha, beta);
}
