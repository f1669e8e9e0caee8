/** Many simulated runs as one picture: what is to be expected of each step, and how sure that is. */
import type { StepRecord } from './simulate.ts';

/** An average over runs, with the range that nine of ten runs are in. */
export interface Band {
	readonly mean: number;
	readonly lower: number;
	readonly upper: number;
}

/** {@link StepRecord} over all runs. */
export type TimelineStep = {
	readonly step: number;
	/** Groups that were rolled out: fewer than a batch has room for where a strategy turns prompts down. */
	readonly groups: Band;
} & Readonly<Record<TimelineQuantity, Band>>;

export const timelineQuantities = [
	'expectedUseful',
	'drawnUseful',
	'mean',
	'evidence',
	'revisits',
	'unseenLeft',
	'unvisitedLeft',
] as const;
export type TimelineQuantity = (typeof timelineQuantities)[number];

/** Plain data: shown in tables, pictures and JSON. */
export interface Timeline {
	readonly runs: number;
	/** Examples in the pool. */
	readonly pool: number;
	readonly steps: readonly TimelineStep[];
	/** Groups of the whole run, and those of them whose rewards were not all equal: what strategies are to be compared by. */
	readonly groups: Band;
	readonly useful: Band;
	/** The useful among the groups that were rolled out: high, too, where few were. */
	readonly usefulShare: Band;
	/** Share of the pool that was visited by the end. */
	readonly coverage: Band;
	/** Runs that visited every prompt, and the steps at which the last of them was; `null` where no run did. */
	readonly usedUp: { readonly runs: number; readonly step: Band } | null;
}

/** @param runs at least one, each of the same number of steps over a pool of so many examples. */
export function timelineOf(runs: readonly (readonly StepRecord[])[], pool: number): Timeline {
	const count = runs[0]!.length;
	const overRuns = (quantity: (run: readonly StepRecord[]) => number): Band => bandOf(runs.map(quantity));
	const groupsOf = (run: readonly StepRecord[]): number => run.reduce((sum, { chosen }) => sum + chosen.length, 0);
	const usefulOf = (run: readonly StepRecord[]): number => run.reduce((sum, { drawnUseful }) => sum + drawnUseful, 0);
	const usedUpAt = runs.flatMap((run) => run.find(({ unvisitedLeft }) => unvisitedLeft === 0)?.step ?? []);
	return {
		runs: runs.length,
		pool,
		steps: Array.from({ length: count }, (_, index) => ({
			step: index + 1,
			groups: overRuns((run) => run[index]!.chosen.length),
			...(Object.fromEntries(timelineQuantities.map((name) => [name, overRuns((run) => run[index]![name])])) as Readonly<
				Record<TimelineQuantity, Band>
			>),
		})),
		groups: overRuns(groupsOf),
		useful: overRuns(usefulOf),
		usefulShare: overRuns((run) => usefulOf(run) / Math.max(1, groupsOf(run))),
		coverage: overRuns((run) => (pool === 0 ? 0 : 1 - (run.at(-1)?.unvisitedLeft ?? pool) / pool)),
		usedUp: usedUpAt.length === 0 ? null : { runs: usedUpAt.length, step: bandOf(usedUpAt) },
	};
}

/** The mean, and the 5 % and 95 % quantiles, linear between the values in order. */
function bandOf(values: readonly number[]): Band {
	const sorted = Float64Array.from(values).sort();
	const quantile = (share: number): number => {
		const place = share * (sorted.length - 1);
		const below = Math.floor(place);
		const next = sorted[Math.min(sorted.length - 1, below + 1)]!;
		return sorted[below]! + (place - below) * (next - sorted[below]!);
	};
	return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, lower: quantile(0.05), upper: quantile(0.95) };
}
