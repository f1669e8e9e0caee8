/** From lines that tell their training step to the history of each example. */
import { type Discount, noDiscount } from '../../shared/belief.ts';
import { fadedCountsAt } from './beliefWalk.ts';
import type { ExampleColumns } from './grouping.ts';
import type { LineColumns } from './lineColumns.ts';
import { type VisitLog, visitRanges } from './visitLog.ts';

/** Rollouts of lines that tell no step are taken to be older than all others. */
function stepsOf(steps: Float64Array): Float64Array {
	const first = steps.reduce(
		(least, step) => (Number.isSafeInteger(step) ? Math.min(least, step) : least),
		Number.POSITIVE_INFINITY,
	);
	return steps.map((step) => (Number.isSafeInteger(step) ? step : first - 1));
}

/**
 * The visits of each example, by step: lines of one example at one step are one visit, in whatever order they come. A line without scored
 * rollouts tells nothing.
 *
 * @returns `undefined` where no line tells its step.
 */
export function visitsOf({ counts, numbers }: LineColumns, { exampleOfLine, length }: ExampleColumns): VisitLog | undefined {
	if (numbers.step === undefined || !numbers.step.some(Number.isSafeInteger)) return undefined;
	const steps = stepsOf(numbers.step);
	// Lines by example, and those of an example in their order: a counting sort.
	const starts = new Int32Array(length + 1);
	const isVisit = (line: number): boolean => exampleOfLine[line]! >= 0 && counts.trials[line]! > 0;
	for (let line = 0; line < exampleOfLine.length; line++) if (isVisit(line)) starts[exampleOfLine[line]! + 1]!++;
	for (let example = 0; example < length; example++) starts[example + 1]! += starts[example]!;
	const lines = new Int32Array(starts[length]!);
	const next = starts.slice();
	for (let line = 0; line < exampleOfLine.length; line++) if (isVisit(line)) lines[next[exampleOfLine[line]!]!++] = line;

	const log = {
		examples: new Int32Array(lines.length),
		steps: new Float64Array(lines.length),
		successes: new Float64Array(lines.length),
		trials: new Float64Array(lines.length),
	};
	let rows = 0;
	for (let example = 0; example < length; example++) {
		const ofExample = lines.subarray(starts[example], starts[example + 1]);
		// Stable, and quick where they are in order already, as they mostly are.
		ofExample.sort((left, right) => steps[left]! - steps[right]! || left - right);
		let last = Number.NaN;
		for (const line of ofExample) {
			if (steps[line] !== last) rows++;
			last = steps[line]!;
			log.examples[rows - 1] = example;
			log.steps[rows - 1] = last;
			log.successes[rows - 1]! += counts.successes[line]!;
			log.trials[rows - 1]! += counts.trials[line]!;
		}
	}
	return {
		examples: log.examples.subarray(0, rows),
		steps: log.steps.subarray(0, rows),
		successes: log.successes.subarray(0, rows),
		trials: log.trials.subarray(0, rows),
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

/** The step of each example's last visit; NaN where it has none. */
export function lastStepsOf({ examples, steps }: VisitLog, exampleCount: number): Float64Array {
	const last = new Float64Array(exampleCount).fill(Number.NaN);
	// Visits of an example are in the order of their steps.
	examples.forEach((example, row) => {
		last[example] = steps[row]!;
	});
	return last;
}
