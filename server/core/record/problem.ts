import type { FindingCode } from '../../../shared/findingCodes.ts';

/** Something wrong with one line, found while reading it. Bad data is a value: it is reported, and reading goes on. */
export interface Problem {
	readonly code: FindingCode;
	/** For people: what is wrong, and what was done about it. Without the place, which is shown beside it. */
	readonly message: string;
	/** A field that the record does not have and all of its format have, in its written form. */
	readonly lacks?: string;
	/** Bytes from the start of the line's content that it is about; none means the whole line. */
	readonly span?: ByteSpan;
}

/** A problem with its place. */
export interface LineProblem extends Problem {
	/** 0-based. */
	readonly lineNumber: number;
}

/** `start` inclusive, `end` exclusive. */
export interface ByteSpan {
	readonly start: number;
	readonly end: number;
}

/** A source or document in which nothing holds rewards. */
export const unknownFormatMessage =
	'No rewards were recognised here. If the records have some, name their field in insight.success.field (such as "rollouts[].reward"); ' +
	'"InSight: Show Detected Format" lists what was looked for.';
