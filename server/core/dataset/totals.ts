/** What the examples of a dataset come to. */

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

export function totalsOf({ kinds }: LineColumns, { length, counts }: ExampleColumns): Totals {
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

export function brokenLinesOf(kinds: LineColumns['kinds']): number {
	let count = 0;
	for (let at = kinds.indexOf(LineKind.broken); at >= 0; at = kinds.indexOf(LineKind.broken, at + 1)) count++;
	return count;
}
