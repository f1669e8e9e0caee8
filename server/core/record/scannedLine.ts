/** What the readers of outcomes work on, and what they share. */
import type { hashBytes } from '../../../shared/hash.ts';
import { type Captures, JsonKind } from '../json/captures.ts';
import { type FieldPath, showFieldPath } from '../json/fieldPath.ts';
import { decodeReward, decodeString } from '../json/scalars.ts';
import type { Pass } from './lineReading.ts';
import type { SuccessRule } from './mapping.ts';
import type { ByteSpan, Problem } from './problem.ts';

export interface Outcome {
	successes: number;
	trials: number;
	unscored: number;
	/** Of a history, each pass in order. */
	passes?: Pass[];
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
	/** `hashBytes` for the bytes of this line. */
	readonly hash: typeof hashBytes;
	/** Words that stand for outcomes. */
	readonly words: Readonly<Record<string, number | null>> | undefined;
}

/** The reward at a capture: a number, `null` for "not scored", `undefined` for what cannot be one. */
export function rewardAt({ bytes, captures, words }: ScannedLine, index: number): number | null | undefined {
	if (words === undefined || captures.kind(index) !== JsonKind.string) return decodeReward(bytes, captures, index);
	const word = decodeString(bytes, captures.start(index), captures.end(index));
	return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** How much of a success a reward is: 0 or 1, or a share where successes are soft. */
export function successOf(reward: number, { threshold, isSoft }: SuccessRule): number {
	if (reward >= threshold) return 1;
	return isSoft === true && threshold > 0 && reward > 0 ? reward / threshold : 0;
}

/** No rollout and no problem, to be added to. */
export function noOutcome(): Outcome {
	return { successes: 0, trials: 0, unscored: 0, problems: [] };
}

/** @returns the outcome with the problem that a field holds no rollouts. */
export function missing(outcome: Outcome, path: FieldPath, absent: boolean): Outcome {
	const what = absent ? `No "${showFieldPath(path)}" here` : `"${showFieldPath(path)}" is null`;
	const message = `${what}: no rollout is counted, the belief is the prior.`;
	outcome.problems.push({ code: 'missing-rollouts', message, ...(absent ? { lacks: showFieldPath(path) } : {}) });
	return outcome;
}

/** Where a capture stands in the line. */
export function spanOf(line: ScannedLine, index: number): ByteSpan {
	return { start: line.captures.start(index) - line.lineStart, end: line.captures.end(index) - line.lineStart };
}
