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
	/** The same counts by halves of the prompts: a seeded hash of what names them decides. */
	readonly halves: readonly [readonly TalliedCounts[], readonly TalliedCounts[]];
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
	const half = (parity: number): readonly TalliedCounts[] => {
		const all = rows ?? numbersBelow(tieHash.length);
		return tallyCounts(
			told,
			all.filter((row) => tieHash[hasHistory ? visits.examples[row]! : row]! % 2 === parity),
		);
	};
	return {
		visits,
		outages,
		counts: tallyCounts(told, rows),
		countsFrom: hasHistory ? 'last visits' : 'counts',
		// Not every fit asks for them.
		get halves() {
			return [half(0), half(1)] as const;
		},
	};
}

/** The last visit of each prompt, as rows of the log. */
function lastRowsOf(visits: VisitLog): Int32Array {
	return Int32Array.from(visitRanges(visits), ({ end }) => end - 1);
}
