/** A history of visits: which example was rolled out at which training step, and with what result. Columns of numbers, 28 bytes a visit. */

/** Visits by ascending example, and of an example by ascending step; no two share both. Immutable, all columns of one length. */
export interface VisitLog {
	/** Index of the example that was visited, in the dataset's order. */
	readonly examples: Int32Array;
	/** The training step (or epoch, or pass) of the visit: a whole number that grows with time. */
	readonly steps: Float64Array;
	/** Scored rollouts of the visit, at least one, and how many of them succeeded; soft counts may be fractions. */
	readonly successes: Float64Array;
	readonly trials: Float64Array;
	/** The step that visits are put at which tell none: one before all that are told. Absent where each tells its own. */
	readonly undated?: number;
}

/** The steps that visits tell. */
export function stepsOf({ steps, undated }: VisitLog): ReadonlySet<number> {
	const told = new Set(steps);
	if (undated !== undefined) told.delete(undated);
	return told;
}

/** One row of a log. */
export interface Visit {
	readonly example: number;
	readonly step: number;
	readonly successes: number;
	readonly trials: number;
}

/** Rows [start, end) of a log. */
export interface VisitRange {
	readonly start: number;
	readonly end: number;
}

/**
 * Puts visits, in whatever order they come, into a log. Visits of one example at one step are one visit: their counts are added up. A visit
 * without scored rollouts tells nothing and is left out, so a step that an example lacks is a gap and not a failure.
 *
 * @throws RangeError for an example that is not a whole number from 0, a step that is not a safe integer, or counts that are not
 * 0 ≤ successes ≤ trials, both finite.
 */
export function createVisitLog(visits: Iterable<Visit>): VisitLog {
	const rows: Visit[] = [];
	for (const visit of visits) {
		checkVisit(visit);
		if (visit.trials > 0) rows.push(visit);
	}
	// Histories mostly come in order, which a sort finds out in one pass.
	rows.sort((left, right) => left.example - right.example || left.step - right.step);
	const merged = rows.filter((row, at) => at === 0 || !isSameVisit(rows[at - 1]!, row)).length;
	const log = {
		examples: new Int32Array(merged),
		steps: new Float64Array(merged),
		successes: new Float64Array(merged),
		trials: new Float64Array(merged),
	};
	let at = -1;
	rows.forEach((row, index) => {
		if (index === 0 || !isSameVisit(rows[index - 1]!, row)) at++;
		log.examples[at] = row.example;
		log.steps[at] = row.step;
		log.successes[at]! += row.successes;
		log.trials[at]! += row.trials;
	});
	return log;
}

/** The visits whose rows are wanted. */
export function selectVisits(
	{ examples, steps, successes, trials, undated }: VisitLog,
	isWanted: (row: number) => boolean,
): VisitLog {
	const wanted = (_: number, row: number): boolean => isWanted(row);
	return {
		examples: examples.filter(wanted),
		steps: steps.filter(wanted),
		successes: successes.filter(wanted),
		trials: trials.filter(wanted),
		...(undated === undefined ? {} : { undated }),
	};
}

/** The visits of each example that has any, in the order of the examples. */
export function* visitRanges({ examples }: VisitLog): Iterable<VisitRange> {
	let start = 0;
	for (let end = 1; end <= examples.length; end++) {
		if (end < examples.length && examples[end] === examples[start]) continue;
		yield { start, end };
		start = end;
	}
}

function isSameVisit(left: Visit, right: Visit): boolean {
	return left.example === right.example && left.step === right.step;
}

function checkVisit({ example, step, successes, trials }: Visit): void {
	if (!(Number.isInteger(example) && example >= 0 && example < 2 ** 31)) {
		throw new RangeError(`the example of a visit is ${example}, but must be a whole number from 0`);
	}
	if (!Number.isSafeInteger(step)) throw new RangeError(`the step of a visit is ${step}, but must be a whole number`);
	if (!(trials >= 0 && trials < Number.POSITIVE_INFINITY && successes >= 0 && successes <= trials)) {
		throw new RangeError(`a visit has ${successes} successes in ${trials} rollouts, but must have from 0 to all`);
	}
}
