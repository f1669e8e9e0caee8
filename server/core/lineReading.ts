import type { Problem } from './problem.ts';

/** What reading one line came to. */
export type LineReading = BlankLine | BrokenLine | RecordLine;

export interface BlankLine {
	readonly kind: 'blank';
}

/** Not a JSON object: contributes to no example. */
export interface BrokenLine {
	readonly kind: 'broken';
	readonly problems: readonly Problem[];
}

/** A record, with what it contributes to its example's counts. */
export interface RecordLine {
	readonly kind: 'record';
	/** Equal keys are one example; `null` makes the line an example of its own. */
	readonly groupKey: string | null;
	readonly id: string | null;
	/** The training step that the rollouts belong to, where the line says it. */
	readonly step: number | null;
	/** Hash of the bytes of the prompt and its ground truth, or `null` without a prompt. */
	readonly promptHash: number | null;
	/** The beginning of the prompt, where the reader was asked for it. */
	readonly preview: string | null;
	/** Whole, unless successes are soft. */
	readonly successes: number;
	/** Rollouts with an outcome. Those without one (null, NaN, not a number) are in `unscored` and leave the count. */
	readonly trials: number;
	readonly unscored: number;
	readonly problems: readonly Problem[];
}

export const blankLine: BlankLine = { kind: 'blank' };
