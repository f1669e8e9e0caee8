/** What of a dataset fits go by. */
import type { Discount, Prior } from '../../../shared/belief.ts';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { NamedColumns } from '../../core/dataset/derived.ts';
import { type Outage, outagesIn, withoutOutages } from '../../core/dataset/outage.ts';
import { createVisitLog, type VisitLog, visitRanges } from '../../core/dataset/visitLog.ts';
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
	const halves = [createTally(), createTally()] as const;
	const halfOf = (example: number) => halves[tieHash[example]! % 2 === 0 ? 0 : 1];
	const hasHistory = visits.examples.length > 0;
	if (hasHistory) {
		// The counts nearest to the policy of now. Sums over a history would mix the spread of the prompts with that of the steps.
		for (const { end } of visitRanges(visits))
			halfOf(visits.examples[end - 1]!).add(visits.successes[end - 1]!, visits.trials[end - 1]!);
	} else {
		const { successes, trials } = counts;
		for (let index = 0; index < trials.length; index++) halfOf(index).add(successes[index]!, trials[index]!);
	}
	const [first, second] = [halves[0].counts(), halves[1].counts()];
	const both = createTally();
	for (const { successes, trials, prompts } of [...first, ...second]) both.add(successes, trials, prompts);
	return { visits, outages, counts: both.counts(), countsFrom: hasHistory ? 'last visits' : 'counts', halves: [first, second] };
}

/** Up to so many trials whole counts are tallied in a table, in a third of the time. */
const mostTabled = 64;

/** Of how many prompts by trials and successes: real pools have few distinct counts. */
function createTally() {
	const table = new Float64Array((mostTabled + 1) ** 2);
	const tally = new Map<number, Map<number, number>>();
	return {
		add: (successes: number, trials: number, prompts = 1): void => {
			if (trials <= mostTabled && successes <= mostTabled && Number.isInteger(trials) && Number.isInteger(successes)) {
				table[trials * (mostTabled + 1) + successes]! += prompts;
				return;
			}
			const known = tally.get(trials);
			const ofTrials = known ?? new Map<number, number>();
			if (known === undefined) tally.set(trials, ofTrials);
			ofTrials.set(successes, (ofTrials.get(successes) ?? 0) + prompts);
		},
		counts: (): readonly Required<TalliedCounts>[] => {
			const counts: Required<TalliedCounts>[] = [];
			for (let place = 0; place < table.length; place++) {
				const successes = place % (mostTabled + 1);
				const trials = (place - successes) / (mostTabled + 1);
				if (table[place]! > 0) counts.push({ successes, trials, prompts: table[place]! });
			}
			for (const [trials, ofTrials] of tally)
				for (const [successes, prompts] of ofTrials) counts.push({ successes, trials, prompts });
			return counts;
		},
	};
}
