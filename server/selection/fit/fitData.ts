/** What of a dataset fits go by. */
import type { Discount, Prior } from '../../../shared/belief.ts';
import { tallyCounts } from '../../core/dataset/countTally.ts';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { NamedColumns } from '../../core/dataset/derived.ts';
import { type Outage, outagesIn, withoutOutages } from '../../core/dataset/outage.ts';
import { createVisitLog, type VisitLog, visitRanges } from '../../core/dataset/visitLog.ts';
import { numbersBelow } from '../../core/list.ts';
import type { TalliedCounts } from './prior.ts';

/** A dataset, or what of it fits need. */
export type BeliefData = Pick<Dataset, 'visits' | 'sourceOf'> & { readonly columns: Pick<NamedColumns, 'counts' | 'tieHash'> };

export interface FitData {
	/** All but those of outages, whose zeros are no rewards; none without a history. */
	readonly visits: VisitLog;
	readonly outages: readonly Outage[];
	/** What a prior is fitted to: the last visit of each prompt where there is a history, else all counts. Equal ones are told once. */
	readonly counts: readonly TalliedCounts[];
	readonly countsFrom: 'last visits' | 'counts';
	/** The same counts by halves of the prompts: a seeded hash of what names them decides. Told anew each time: not every fit asks for them. */
	halves(): readonly [readonly TalliedCounts[], readonly TalliedCounts[]];
}

/** @param beliefs by which an outage is told: those in use. */
export function fitDataOf(data: BeliefData, beliefs: { readonly prior: Prior; readonly discount: Discount }): FitData {
	const outages = outagesIn(data, beliefs);
	const visits = withoutOutages(data.visits ?? createVisitLog([]), outages);
	const { counts, tieHash } = data.columns;
	const hasHistory = visits.examples.length > 0;
	// The counts nearest to the policy of now. Sums over a history would mix the spread of the prompts with that of the steps.
	const told = hasHistory ? visits : counts;
	const rows = hasHistory ? lastRowsOf(visits) : undefined;
	return {
		visits,
		outages,
		counts: tallyCounts(told, rows),
		countsFrom: hasHistory ? 'last visits' : 'counts',
		halves: () => {
			const hashOf = (row: number): number => tieHash[hasHistory ? visits.examples[row]! : row]!;
			const [even, odd] = byHalves(rows ?? numbersBelow(tieHash.length), hashOf);
			return [tallyCounts(told, even), tallyCounts(told, odd)];
		},
	};
}

/** The last visit of each prompt, as rows of the log. By a loop, as `from` would make a list first. */
function lastRowsOf(visits: VisitLog): Int32Array {
	const rows = new Int32Array(visits.examples.length);
	let count = 0;
	for (const { end } of visitRanges(visits)) rows[count++] = end - 1;
	return rows.subarray(0, count);
}

/** Rows whose hashes are even, and those whose are odd. */
function byHalves(rows: Int32Array, hashOf: (row: number) => number): readonly [Int32Array, Int32Array] {
	// From both ends of one column.
	const room = new Int32Array(rows.length);
	let [even, odd] = [0, room.length];
	for (let at = 0; at < rows.length; at++) {
		if (hashOf(rows[at]!) % 2 === 0) room[even++] = rows[at]!;
		else room[--odd] = rows[at]!;
	}
	return [room.subarray(0, even), room.subarray(odd).reverse()];
}
