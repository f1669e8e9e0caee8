import { type Discount, idleShare, type Prior, uniformPrior } from '../../../shared/belief.ts';
import type { VisitLog, VisitRange } from './visitLog.ts';

/** What the visits of an example have added to its prior, after fading: α = α₀ + successes, β = β₀ + failures. */
export interface FadedCounts {
	readonly successes: number;
	readonly failures: number;
}

/** Sees a visit with the belief before it, Beta(α, β), and how many visits of the example came before. */
export type VisitSeen = (row: number, alpha: number, beta: number, before: number) => void;

/**
 * Walks along the visits of one example, updating its belief by InSight eq. 6. The evidence in it fades by λ at each visit and, where the
 * discount is per step, at each step between two.
 *
 * @param see is called with the belief as it was just before each visit.
 * @returns the counts just after the last visit.
 */
export function walkBeliefs(
	{ steps, successes, trials }: VisitLog,
	{ start, end }: VisitRange,
	prior: Prior,
	discount: Discount,
	see: VisitSeen,
): FadedCounts {
	let solved = 0;
	let failed = 0;
	for (let row = start; row < end; row++) {
		if (row > start) {
			const share = idleShare(discount, steps[row]! - steps[row - 1]! - 1);
			solved *= share;
			failed *= share;
		}
		see(row, prior.alpha + solved, prior.beta + failed, row - start);
		solved = discount.lambda * solved + successes[row]!;
		failed = discount.lambda * failed + (trials[row]! - successes[row]!);
	}
	return { successes: solved, failures: failed };
}

/** The faded counts of an example as of a step, which is not before its last visit: what its belief adds to any prior. */
export function fadedCountsAt(log: VisitLog, range: VisitRange, discount: Discount, step: number): FadedCounts {
	const { successes, failures } = walkBeliefs(log, range, uniformPrior, discount, () => undefined);
	const share = idleShare(discount, step - log.steps[range.end - 1]!);
	return { successes: successes * share, failures: failures * share };
}
