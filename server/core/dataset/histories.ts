/** From lines that tell their training step to the history of each example. */
import { type Discount, noDiscount } from '../../../shared/belief.ts';
import type { LineColumns } from '../scan/lineColumns.ts';
import { fadedCountsAt } from './beliefWalk.ts';
import type { ExampleColumns } from './grouping.ts';
import { type VisitLog, visitRanges } from './visitLog.ts';

/** Rollouts that were drawn together: of a line, or of one pass of the history on a line. Columns of one length. */
interface Events {
	readonly lines: ArrayLike<number>;
	readonly steps: Float64Array;
	readonly successes: ArrayLike<number>;
	readonly trials: ArrayLike<number>;
	/** The step of lines that tell none. */
	readonly undated: number;
}

/** Passes are the steps of a history on a line. Rollouts that tell no step are taken to be older than all others. */
function eventsOf({ length, counts, numbers, passes }: LineColumns): Events | undefined {
	if (numbers.step === undefined && passes === undefined) return undefined;
	const steps = numbers.step ?? new Float64Array(length).fill(Number.NaN);
	let first = passes === undefined ? Number.POSITIVE_INFINITY : 0;
	for (let line = 0; line < length; line++) if (Number.isSafeInteger(steps[line]) && steps[line]! < first) first = steps[line]!;
	if (first === Number.POSITIVE_INFINITY) return undefined;
	const ofLines = new Float64Array(length);
	const lines = new Int32Array(length);
	for (let line = 0; line < length; line++) {
		ofLines[line] = Number.isSafeInteger(steps[line]) ? steps[line]! : first - 1;
		lines[line] = line;
	}
	const undated = first - 1;
	if (passes === undefined) return { lines, steps: ofLines, ...counts, undated };
	const withPasses = new Set(passes.lines);
	const others = lines.filter((line) => !withPasses.has(line));
	const joined = (ofPasses: ArrayLike<number>, column: ArrayLike<number>): Float64Array =>
		Float64Array.from({ length: passes.lines.length + others.length }, (_, row) =>
			row < passes.lines.length ? ofPasses[row]! : column[others[row - passes.lines.length]!]!,
		);
	return {
		lines: joined(passes.lines, lines),
		steps: joined(passes.passes, ofLines),
		successes: joined(passes.successes, counts.successes),
		trials: joined(passes.trials, counts.trials),
		undated,
	};
}

/**
 * The visits of each example, by step: rollouts of one example at one step are one visit, in whatever order their lines come. Lines without
 * scored rollouts tell nothing.
 *
 * @returns `undefined` where nothing tells a step.
 */
export function visitsOf(columns: LineColumns, { exampleOfLine, length }: ExampleColumns): VisitLog | undefined {
	const events = eventsOf(columns);
	if (events === undefined) return undefined;
	const { lines, steps, successes, trials, undated } = events;
	// Events by example, and those of an example in the order of their lines: a counting sort.
	const exampleOf = new Int32Array(steps.length);
	const starts = new Int32Array(length + 1);
	for (let event = 0; event < steps.length; event++) {
		const example = trials[event]! > 0 ? exampleOfLine[lines[event]!]! : -1;
		exampleOf[event] = example;
		if (example >= 0) starts[example + 1]!++;
	}
	for (let example = 0; example < length; example++) starts[example + 1]! += starts[example]!;
	const sorted = new Int32Array(starts[length]!);
	const next = starts.slice();
	for (let event = 0; event < steps.length; event++) if (exampleOf[event]! >= 0) sorted[next[exampleOf[event]!]!++] = event;

	const log = {
		examples: new Int32Array(sorted.length),
		steps: new Float64Array(sorted.length),
		successes: new Float64Array(sorted.length),
		trials: new Float64Array(sorted.length),
	};
	let rows = 0;
	for (let example = 0; example < length; example++) {
		const [start, end] = [starts[example]!, starts[example + 1]!];
		let isInOrder = true;
		for (let at = start + 1; at < end && isInOrder; at++) isInOrder = steps[sorted[at - 1]!]! <= steps[sorted[at]!]!;
		// As they mostly are.
		if (!isInOrder) sorted.subarray(start, end).sort((left, right) => steps[left]! - steps[right]! || left - right);
		let last = Number.NaN;
		for (let at = start; at < end; at++) {
			const event = sorted[at]!;
			if (steps[event] !== last) rows++;
			last = steps[event]!;
			log.examples[rows - 1] = example;
			log.steps[rows - 1] = last;
			log.successes[rows - 1]! += successes[event]!;
			log.trials[rows - 1]! += trials[event]!;
		}
	}
	return {
		examples: log.examples.subarray(0, rows),
		steps: log.steps.subarray(0, rows),
		successes: log.successes.subarray(0, rows),
		trials: log.trials.subarray(0, rows),
		...(log.steps.subarray(0, rows).includes(undated) ? { undated } : {}),
	};
}

/** What of an example's counts its belief is made of. */
export interface BelievedCounts {
	readonly successes: ArrayLike<number>;
	readonly trials: ArrayLike<number>;
}

/**
 * Counts of each example as they have faded until the last step of the log: the belief is prior + faded counts (InSight eq. 6, unrolled: the
 * prior's own fading and refilling cancel). Without discount they are the counts themselves, so that λ = 1 is plain counting to the last bit.
 */
export function fadedCountsOf(
	counts: BelievedCounts,
	visits: VisitLog | undefined,
	discount: Discount = noDiscount,
): BelievedCounts {
	if (visits === undefined || discount.lambda === 1) return counts;
	const successes = Float64Array.from(counts.successes);
	const trials = Float64Array.from(counts.trials);
	const now = visits.steps.reduce((latest, step) => Math.max(latest, step), Number.NEGATIVE_INFINITY);
	for (const range of visitRanges(visits)) {
		const example = visits.examples[range.start]!;
		const faded = fadedCountsAt(visits, range, discount, now);
		successes[example] = faded.successes;
		trials[example] = faded.successes + faded.failures;
	}
	return { successes, trials };
}

/** The step of each example's last visit; NaN where it has none, or tells none. */
export function lastStepsOf({ examples, steps, undated }: VisitLog, exampleCount: number): Float64Array {
	const last = new Float64Array(exampleCount).fill(Number.NaN);
	// Visits of an example are in the order of their steps.
	for (let row = 0; row < examples.length; row++) if (steps[row] !== undated) last[examples[row]!] = steps[row]!;
	return last;
}
