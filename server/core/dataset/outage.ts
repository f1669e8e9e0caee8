/** Steps at which nothing succeeded although it should have: a grader that was down, not a pool that is hard. */
import { type Discount, idleShare, type Prior } from '../../../shared/belief.ts';
import { logSequenceProbability } from '../../../shared/math/rewardSequence.ts';
import { selectVisits, type VisitLog } from './visitLog.ts';

export interface Outage {
	readonly step: number;
	/** `null` where examples have no source. */
	readonly source: string | null;
	/** The first of the examples that were visited. */
	readonly example: number;
	readonly prompts: number;
	readonly rollouts: number;
	/** Its visits, as rows of the log. */
	readonly rows: readonly number[];
	/** ln of the probability of no success, under the beliefs of before, about prompts that had been visited before. */
	readonly logProbability: number;
}

/** What an example, by its index, came from; `null` where it does not say. */
export type SourceOf = (example: number) => string | null;

export interface OutageOptions {
	readonly prior: Prior;
	readonly discount: Discount;
	/** Where that is known: a source can fail by itself. */
	readonly sourceOf?: SourceOf;
}

/** A log in which nothing failed is said to hold an outage with at most this probability, if its beliefs are right. */
const falseAlarmRate = 0.001;

interface Cell {
	readonly step: number;
	readonly source: string | null;
	readonly rows: number[];
}

/**
 * The steps, or sources at a step, whose rewards are all zero where the beliefs of before make that improbable: less so than
 * 0.001 / (number of steps and sources). Only prompts with earlier visits count, for a prior knows nothing of how hard a pool is; so the first
 * step cannot be judged. What an outage gave is not believed: it counts neither for later steps, nor against them.
 *
 * @returns outages by step, those of a step in the order of their first examples.
 */
export function outagesOf(log: VisitLog, { prior, discount, sourceOf = () => null }: OutageOptions): readonly Outage[] {
	const cells = cellsOf(log, sourceOf);
	const { examples, successes, trials } = log;
	// What is believed of each example as of its last visit, whose step is NaN until there was one; of examples there are no more than the last says.
	const size = (examples.at(-1) ?? -1) + 1;
	const [solved, failed, lastStep] = [new Float64Array(size), new Float64Array(size), new Float64Array(size).fill(Number.NaN)];
	const outages: Outage[] = [];
	for (const { step, source, rows } of cells) {
		let logProbability = 0;
		const isAllZero = rows.every((row) => successes[row] === 0);
		for (const row of isAllZero ? rows : []) {
			const example = examples[row]!;
			if (Number.isNaN(lastStep[example])) continue;
			const share = idleShare(discount, step - lastStep[example]! - 1);
			const [alpha, beta] = [prior.alpha + share * solved[example]!, prior.beta + share * failed[example]!];
			logProbability += logSequenceProbability(alpha, beta, 0, trials[row]!);
		}
		if (logProbability < Math.log(falseAlarmRate / cells.length)) {
			const rollouts = rows.reduce((sum, row) => sum + trials[row]!, 0);
			outages.push({ step, source, example: examples[rows[0]!]!, prompts: rows.length, rollouts, rows, logProbability });
			continue;
		}
		for (const row of rows) {
			const example = examples[row]!;
			const isFirst = Number.isNaN(lastStep[example]);
			const share = isFirst ? 0 : discount.lambda * idleShare(discount, step - lastStep[example]! - 1);
			solved[example] = share * solved[example]! + successes[row]!;
			failed[example] = share * failed[example]! + (trials[row]! - successes[row]!);
			lastStep[example] = step;
		}
	}
	return outages;
}

/** What may tell outages. */
interface Judged {
	readonly visits?: VisitLog;
	readonly sourceOf?: SourceOf;
}

/** The outages in what a dataset tells of its history; none where it tells nothing. */
export function outagesIn(
	{ visits, sourceOf }: Judged,
	{ prior, discount }: Pick<OutageOptions, 'prior' | 'discount'>,
): readonly Outage[] {
	return visits === undefined ? [] : outagesOf(visits, { prior, discount, ...(sourceOf && { sourceOf }) });
}

/** The log as it would be had the outages not been. */
export function withoutOutages(log: VisitLog, outages: readonly Outage[]): VisitLog {
	if (outages.length === 0) return log;
	const isOut = new Uint8Array(log.examples.length);
	for (const { rows } of outages) for (const row of rows) isOut[row] = 1;
	return selectVisits(log, (row) => isOut[row] === 0);
}

/** Rows by step and source, in the order of the steps. */
function cellsOf({ examples, steps }: VisitLog, sourceOf: SourceOf): readonly Cell[] {
	const cells = new Map<number, Map<string | null, Cell>>();
	for (let row = 0; row < examples.length; row++) {
		const step = steps[row]!;
		const source = sourceOf(examples[row]!);
		let ofStep = cells.get(step);
		if (ofStep === undefined) {
			ofStep = new Map();
			cells.set(step, ofStep);
		}
		const cell = ofStep.get(source);
		if (cell === undefined) ofStep.set(source, { step, source, rows: [row] });
		else cell.rows.push(row);
	}
	return [...cells].sort(([left], [right]) => left - right).flatMap(([, ofStep]) => [...ofStep.values()]);
}
