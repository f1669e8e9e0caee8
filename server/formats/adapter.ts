/** What an adapter is: a description of one way to write rollouts, as data and one pure function. */

import type { ReadingSettings } from '../../shared/settings.ts';
import type { Mapping } from '../core/record/mapping.ts';
import type { Records } from './records.ts';
import type { JsonObject } from './sample.ts';

export interface Adapter {
	/** Stable name, a value of the setting `insight.format`. */
	readonly name: string;
	/** In a few words. */
	readonly title: string;
	/** Who writes it, and into which file, in a sentence. */
	readonly documentation: string;
	/** An example of the fields it reads, for lists of known formats. */
	readonly looksLike: string;
	/** What is easily got wrong about it, in sentences. */
	readonly traps: readonly string[];
	/** Frameworks are known by their fields' names, and tried before shapes that any script may write. */
	readonly kind: 'framework' | 'shape';
	/** Of records that may be very long: what stands at their end, where that decides nothing. */
	readonly tail?: Tail;
	/** What of a record decides how it is read although it is no field's name: files that differ in it are understood apart. */
	variantOf?(record: JsonObject): string;
	/** @returns how to read records like these, or `undefined` where they are not of this shape. */
	recognise(records: Records, settings: ReadingSettings): Recognition | Refusal | undefined;
}

export interface Tail {
	/** Long fields behind all others. */
	readonly fields: readonly string[];
	/** What is always written behind them, with a value to stand for it. */
	readonly behind: JsonObject;
}

type Located = 'rewards' | 'id' | 'group';

/** Where things stand. Of fields that it leaves out, prompt and ground truth are looked for by their usual names. */
export interface Recognition extends Partial<Omit<Mapping, 'success' | Located>>, Pick<Mapping, Located> {
	/** Share of the sampled records, in (0, 1], that have the fields it reads. */
	readonly fit: number;
	/** What was seen, for people. */
	readonly evidence: string;
	/** What could not be told about grouping, in a sentence for people. */
	readonly groupDoubt?: string;
	/** The reward of a success, where the framework has a scale of its own. */
	readonly topReward?: number;
}

/** The records are known, and are not rollouts. */
export interface Refusal {
	/** Why, in a sentence without its full stop. */
	readonly refusal: string;
	readonly fit: number;
}

/** Share of the records for which a test holds, or 0 where it does not hold for half of them. */
export function shareOf(records: readonly JsonObject[], test: (record: JsonObject) => boolean): number {
	let failed = 0;
	// Most that is tried fails: not to look on saves a twelfth of the time of detection.
	for (const record of records) if (!test(record) && ++failed * 2 > records.length) return 0;
	return records.length === 0 ? 0 : (records.length - failed) / records.length;
}

/** The first candidate that has the largest share of records, if any holds for at least half of them: formats have optional fields. */
export function bestOf<T>(
	candidates: readonly T[],
	records: readonly JsonObject[],
	test: (candidate: T, record: JsonObject) => boolean,
): { readonly candidate: T; readonly fit: number } | undefined {
	let best: { readonly candidate: T; readonly fit: number } | undefined;
	for (const candidate of candidates) {
		const fit = shareOf(records, (record) => test(candidate, record));
		if (fit >= 0.5 && fit > (best?.fit ?? 0)) best = { candidate, fit };
	}
	return best;
}
