/** What an adapter is: a description of one way to write rollouts, as data and one pure function. */

import type { ReadingSettings } from '../../shared/settings.ts';
import type { Mapping, RewardSource } from '../core/mapping.ts';
import type { JsonObject } from './sample.ts';

export interface Adapter {
	/** Stable name, a value of the setting `insight.format`. */
	readonly name: string;
	/** In a few words. */
	readonly title: string;
	/** An example of the fields it reads, for lists of known formats. */
	readonly looksLike: string;
	/** @returns how to read records like these, or `undefined` where they are not of this shape. */
	recognise(records: readonly JsonObject[], settings: ReadingSettings): Recognition | undefined;
}

export interface Recognition {
	readonly rewards: RewardSource;
	/** Identity and grouping; the rest of a mapping is found the same way for every adapter. */
	readonly id: Mapping['id'];
	readonly group: Mapping['group'];
	/** Share of the sampled records, in (0, 1], that have the fields it reads. */
	readonly fit: number;
	/** What was seen, for people. */
	readonly evidence: string;
}

/** Share of the records for which a test holds. */
export function shareOf(records: readonly JsonObject[], test: (record: JsonObject) => boolean): number {
	return records.length === 0 ? 0 : records.filter(test).length / records.length;
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
