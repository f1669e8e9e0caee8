/** What the examples of a dataset come to. */

import type { NumberColumn } from '../scan/column.ts';
import { type LineColumns, LineKind } from '../scan/lineColumns.ts';
import type { ExampleColumns } from './grouping.ts';

export interface Totals {
	readonly rollouts: number;
	readonly successes: number;
	readonly unscored: number;
	readonly brokenLines: number;
	/** Examples with all, none, and some of their rollouts solved; with no rollouts, unseen. */
	readonly allPass: number;
	readonly allFail: number;
	readonly mixed: number;
	readonly unseen: number;
}

type Counted = Pick<ExampleColumns, 'length' | 'counts'>;

export function totalsOf({ kinds }: Pick<LineColumns, 'kinds'>, { length, counts }: Counted): Totals {
	const brokenLines = brokenLinesOf(kinds);
	const totals = { rollouts: 0, successes: 0, unscored: 0, brokenLines, allPass: 0, allFail: 0, mixed: 0, unseen: 0 };
	for (let index = 0; index < length; index++) {
		const successes = counts.successes[index]!;
		const trials = counts.trials[index]!;
		totals.rollouts += trials;
		totals.successes += successes;
		totals.unscored += counts.unscored[index]!;
		if (trials === 0) totals.unseen++;
		else if (successes === trials) totals.allPass++;
		else if (successes === 0) totals.allFail++;
		else totals.mixed++;
	}
	return totals;
}

/**
 * The totals after the counts of some examples have changed, without a look at the others: what they come to now in place of what they came to
 * before. Anew where counts may be, or have been, fractions, whose sum depends on their order.
 */
export function totalsAfter(
	before: { readonly totals: Totals; readonly columns: Counted },
	changed: ReadonlySet<number>,
	now: Counted,
	lines: LineColumns,
): Totals {
	const counts = [before.columns, now].flatMap((columns) => Object.values(columns.counts));
	if (counts.some((column) => column instanceof Float64Array)) return totalsOf(lines, now);
	const gone = totalsOf(noLines, pickCounts(before.columns, changed));
	const come = totalsOf(noLines, pickCounts(now, changed));
	const names = Object.keys(before.totals) as (keyof Totals)[];
	const after = names.map((name) => [name, before.totals[name] - gone[name] + come[name]] as const);
	return Object.fromEntries(after) as Record<keyof Totals, number>;
}

const noLines = { kinds: new Uint8Array(0) };

function pickCounts({ counts: { successes, trials, unscored } }: Counted, indices: ReadonlySet<number>): Counted {
	const pick = (column: NumberColumn): NumberColumn => Float64Array.from(indices, (index) => column[index]!);
	return { length: indices.size, counts: { successes: pick(successes), trials: pick(trials), unscored: pick(unscored) } };
}

export function brokenLinesOf(kinds: LineColumns['kinds']): number {
	let count = 0;
	for (let at = kinds.indexOf(LineKind.broken); at >= 0; at = kinds.indexOf(LineKind.broken, at + 1)) count++;
	return count;
}
