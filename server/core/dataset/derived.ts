/** What all lines of a dataset come to before they are scored: what takes a look at each of them. Under other settings it is the same. */
import type { LineColumns } from '../scan/lineColumns.ts';
import type { CountOrder } from './countOrder.ts';
import { type ExampleColumns, groupLines } from './grouping.ts';
import { lastStepsOf, visitsOf } from './histories.ts';
import { createTieHash } from './tieHash.ts';
import { type Totals, totalsOf } from './totals.ts';
import type { VisitLog } from './visitLog.ts';

/** Examples in columns. */
export interface NamedColumns extends ExampleColumns {
	/** 32 bits that order equal scores the same way on every machine. */
	readonly tieHash: Uint32Array;
	/** The training step of the last visit, NaN where there was none; absent where nothing tells a step. */
	readonly lastStep?: Float64Array;
}

export interface Derived {
	readonly columns: NamedColumns;
	/** When each example was rolled out, and with what result; absent where the records tell no steps. */
	readonly visits?: VisitLog;
	readonly totals: Totals;
	/** Examples by their counts, where they have been put in order already. */
	readonly order?: CountOrder;
}

/**
 * @param seed of the tie-break.
 * @param visits of examples by their index, where the lines themselves do not tell them.
 */
export function derive(lines: LineColumns, seed: number, visits?: VisitLog): Derived {
	const columns = groupLines(lines);
	const tieHash = new Uint32Array(columns.length);
	const tieHashAt = createTieHash(lines, columns, seed);
	// A loop, as `from` would make a list of all lines first.
	for (let index = 0; index < columns.length; index++) tieHash[index] = tieHashAt(index);
	return derivedOf(lines, { ...columns, tieHash }, visits ?? visitsOf(lines, columns));
}

/** What is to be told of examples that are put together. @param columns without steps, which the visits tell. */
function derivedOf(lines: LineColumns, columns: NamedColumns, visits: VisitLog | undefined): Derived {
	return {
		columns: visits === undefined ? columns : { ...columns, lastStep: lastStepsOf(visits, columns.length) },
		...(visits === undefined ? {} : { visits }),
		totals: totalsOf(lines, columns),
	};
}
