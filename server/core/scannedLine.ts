/** What the readers of outcomes work on, and what they share. */
import type { Captures } from './captures.ts';
import { type FieldPath, showFieldPath } from './fieldPath.ts';
import type { ByteSpan, Problem } from './problem.ts';

export interface Outcome {
	successes: number;
	trials: number;
	unscored: number;
	problems: Problem[];
}

/** One scanned line, and where the fields of the mapping were captured. */
export interface ScannedLine {
	readonly bytes: Uint8Array;
	readonly lineStart: number;
	readonly captures: Captures;
	/** Index of the capture of a path of the mapping, or -1. */
	find(path: FieldPath): number;
	slotOf(path: FieldPath): number;
}

/** No rollout and no problem, to be added to. */
export function noOutcome(): Outcome {
	return { successes: 0, trials: 0, unscored: 0, problems: [] };
}

/** @returns the outcome with the problem that a field holds no rollouts. */
export function missing(outcome: Outcome, path: FieldPath, absent: boolean): Outcome {
	const what = absent ? `No "${showFieldPath(path)}" here` : `"${showFieldPath(path)}" is null`;
	outcome.problems.push({ code: 'missing-rollouts', message: `${what}: no rollout is counted, the belief is the prior.` });
	return outcome;
}

/** Where a capture stands in the line. */
export function spanOf(line: ScannedLine, index: number): ByteSpan {
	return { start: line.captures.start(index) - line.lineStart, end: line.captures.end(index) - line.lineStart };
}
