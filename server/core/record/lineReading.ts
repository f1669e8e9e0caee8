import type { Problem } from './problem.ts';

/** What reading one line came to. */
export type LineReading = BlankLine | UnmappedLine | BrokenLine | RecordLine;

export interface BlankLine {
	readonly kind: 'blank';
}

/** A JSON object where no format is known: contributes to no example. */
export interface UnmappedLine {
	readonly kind: 'unmapped';
}

/** Not a JSON object: contributes to no example. */
export interface BrokenLine {
	readonly kind: 'broken';
	readonly problems: readonly Problem[];
}

/** A record, with what it contributes to its example's counts. */
export interface RecordLine {
	readonly kind: 'record';
	/** Hash of the fields that rollouts of one example have in common; `null` makes the line an example of its own. */
	readonly keyHash: number | null;
	/** Hash of the id, or `null` without one. */
	readonly idHash: number | null;
	/** The training step that the rollouts belong to, where the line says it. */
	readonly step: number | null;
	/** Hash of what tells the rollout from the others of its example (a number, a step); `null` where nothing does. */
	readonly sampleHash: number | null;
	/** Hash of the bytes of the prompt and its ground truth, or `null` without a prompt. */
	readonly promptHash: number | null;
	/** The id and the beginning of the prompt, where the reader was asked for them. */
	readonly id: string | null;
	readonly preview: string | null;
	/** What the prompt came from, where steps can be told apart. */
	readonly source: string | null;
	/** Whole, unless successes are soft. */
	readonly successes: number;
	/** Rollouts with an outcome. Those without one (null, NaN, not a number) are in `unscored` and leave the count. */
	readonly trials: number;
	readonly unscored: number;
	/** What these counts are the sums of, where the line holds the history of its example: pass after pass over the data. */
	readonly passes?: readonly Pass[] | undefined;
	readonly problems: readonly Problem[];
}

/** One pass over the data; no trials where it was not scored. */
export interface Pass {
	readonly successes: number;
	readonly trials: number;
}

export const blankLine: BlankLine = { kind: 'blank' };
export const unmappedLine: UnmappedLine = { kind: 'unmapped' };
