/** Whether a prompt's success rate has moved: early visits against late ones. */
import { logSequenceProbability } from '../../../shared/math/rewardSequence.ts';
import type { VisitLog, VisitRange } from './visitLog.ts';

export interface Drift {
	/** ln of how much likelier the rewards are with two success rates than with one. Above 0 speaks for a change. */
	readonly logBayesFactor: number;
	readonly early: DriftSide;
	readonly late: DriftSide;
}

export interface DriftSide {
	readonly successes: number;
	readonly trials: number;
}

/** "Very strong" evidence of a change after Kass & Raftery (1995). Of prompts that have not moved at most e⁻⁵, one in 148, reach it. */
export const drifted = 5;

/**
 * Compares the earlier half of an example's visits with the later one, the middle visit counting as late:
 * ln BF = ln B(1+S₁, 1+F₁) + ln B(1+S₂, 1+F₂) − ln B(1+S₁+S₂, 1+F₁+F₂), each rate flat before the data.
 *
 * That a prompt which has not moved reaches a factor of c has a probability of at most 1/c: the factor's mean is 1 then (Markov).
 *
 * @returns `undefined` for fewer than two visits.
 */
export function driftOf({ successes, trials }: VisitLog, { start, end }: VisitRange): Drift | undefined {
	if (end - start < 2) return undefined;
	const middle = start + Math.floor((end - start) / 2);
	const side = (from: number, to: number): DriftSide => ({
		successes: sumOf(successes, from, to),
		trials: sumOf(trials, from, to),
	});
	const [early, late, both] = [side(start, middle), side(middle, end), side(start, end)];
	return { logBayesFactor: flatLogProbability(early) + flatLogProbability(late) - flatLogProbability(both), early, late };
}

/** ln B(1+S, 1+F). */
function flatLogProbability({ successes, trials }: DriftSide): number {
	return logSequenceProbability(1, 1, successes, trials);
}

function sumOf(column: Float64Array, start: number, end: number): number {
	let sum = 0;
	for (let row = start; row < end; row++) sum += column[row]!;
	return sum;
}
