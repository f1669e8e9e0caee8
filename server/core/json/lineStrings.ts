import type { hashBytes } from '../../../shared/hash.ts';
import type { LineWalk } from './lineWalk.ts';

/** What is known of a line before it is walked: where its strings begin and end. */
export interface LineStrings {
	/** Offsets, in the buffer that holds the line, of the quotes that open and close its strings, in order, and of those of later lines. */
	readonly quotes: Int32Array;
	/** Index in {@link quotes} of the next quote that was not walked over yet; before a walk, that of the line's first. */
	next: number;
	/** The line is known to be valid UTF-8. */
	readonly isUtf8: boolean;
	/** Walks over such lines. */
	readonly walk: LineWalk;
	/** Hashes what stands on them. */
	readonly hash: typeof hashBytes;
}
