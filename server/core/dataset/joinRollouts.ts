/** A training set without rollouts, and rollouts that stand elsewhere: the set's lines get the beliefs. */

import type { LineProblem } from '../record/problem.ts';
import { ColumnBuilder, type NumberColumn } from '../scan/column.ts';
import { type CountName, countNames, type LineColumns, LineKind } from '../scan/lineColumns.ts';
import { createDataset, type Dataset, type DatasetParts, lineOfOneFile } from './dataset.ts';
import { groupLines } from './grouping.ts';
import { readJoinKeys } from './joinKeys.ts';
import type { JoinReport, LoadedDataset, LoadOptions } from './loadDataset.ts';
import { type JoinKeys, type Match, matchExamples } from './match.ts';
import { createVisitLog, type Visit, type VisitLog, visitRanges } from './visitLog.ts';

/**
 * @param set the training set, loaded under a mapping without rewards.
 * @throws what a source's I/O throws, and the signal's reason when aborted.
 */
export async function joinRollouts(
	set: LoadedDataset,
	rollouts: KeyedRollouts,
	options: Pick<LoadOptions, 'scorer' | 'seed' | 'discount' | 'signal'>,
): Promise<LoadedDataset> {
	const lineKeys = await readJoinKeys(set.sources, options.signal);
	const { format, lines, problems, lineName } = set.dataset;
	const { scorer, seed, discount } = options;
	const parts = { scorer, seed, format, lines, problems, lineName, ...(discount === undefined ? {} : { discount }) };
	return { sources: set.sources, ...joinLines(parts, lineKeys, rollouts) };
}

/** Rollouts, and what each of their examples can be found by. */
export interface KeyedRollouts extends LoadedDataset {
	readonly keys: JoinKeys;
	/** Of each source, from before it was read. */
	readonly fingerprints: readonly string[];
}

/** @throws what a source's I/O throws, and the signal's reason when aborted. */
export async function keyRollouts(
	rollouts: LoadedDataset,
	fingerprints: readonly string[],
	signal: AbortSignal,
): Promise<KeyedRollouts> {
	const keys = await readJoinKeys(rollouts.sources, signal);
	return { ...rollouts, fingerprints, keys: keysAt(keys, rollouts.dataset.columns.firstLine) };
}

/** @param parts of the training set, each record an example of its own. */
export function joinLines(
	parts: DatasetParts,
	lineKeys: JoinKeys,
	rollouts: KeyedRollouts,
): { readonly dataset: Dataset; readonly join: JoinReport } {
	const match = matchExamples(lineKeys, rollouts.keys);
	const lines = withCounts(parts.lines, match, rollouts);
	const visits = visitsOf(parts.lines, match, rollouts.dataset.visits);
	const found = [...parts.problems, ...ambiguities(parts, match)].sort((left, right) => left.lineNumber - right.lineNumber);
	const dataset = createDataset({ ...parts, lines, problems: found, ...(visits === undefined ? {} : { visits }) });
	const join = {
		rollouts: rollouts.sources,
		fingerprints: rollouts.fingerprints,
		method: match.method,
		lines: dataset.examples.length,
		matchedLines: match.examplesOf.size,
		examples: rollouts.dataset.examples.length,
		matchedExamples: new Set([...match.examplesOf.values()].flat()).size,
	};
	return { dataset, join };
}

function keysAt(keys: JoinKeys, lines: Int32Array): JoinKeys {
	const pick = (column: Float64Array): Float64Array => Float64Array.from(lines, (line) => column[line]!);
	return { id: pick(keys.id), prompt: pick(keys.prompt), groundTruth: pick(keys.groundTruth), place: pick(keys.place) };
}

/** The set's lines with the counts of the rollouts that belong to them. */
function withCounts(lines: LineColumns, { examplesOf }: Match, { dataset }: LoadedDataset): LineColumns {
	const column = (name: CountName): NumberColumn => {
		const counts = dataset.columns.counts[name];
		const builder = new ColumnBuilder(lines.length);
		for (let line = 0; line < lines.length; line++) {
			const examples = examplesOf.get(line) ?? [];
			builder.push(examples.reduce((sum, example) => sum + counts[example]!, 0));
		}
		return builder.finish();
	};
	const [successes, trials, unscored] = countNames.map(column) as [NumberColumn, NumberColumn, NumberColumn];
	return { ...lines, counts: { successes, trials, unscored } };
}

/** The rollouts' visits, as visits of the set's lines. */
function visitsOf(lines: LineColumns, { examplesOf }: Match, visits: VisitLog | undefined): VisitLog | undefined {
	if (visits === undefined) return undefined;
	const { exampleOfLine } = groupLines(lines);
	const rangeOf = new Map([...visitRanges(visits)].map((range) => [visits.examples[range.start]!, range]));
	function* joined(): Iterable<Visit> {
		for (const [line, examples] of examplesOf) {
			for (const found of examples) {
				const { start, end } = rangeOf.get(found) ?? { start: 0, end: 0 };
				for (let row = start; row < end; row++) {
					const example = exampleOfLine[line]!;
					yield { example, step: visits!.steps[row]!, successes: visits!.successes[row]!, trials: visits!.trials[row]! };
				}
			}
		}
	}
	return createVisitLog(joined());
}

/** Lines of which it is not clear whose rollouts are theirs. */
function* ambiguities(
	{ lines, lineName = lineOfOneFile }: DatasetParts,
	{ method, examplesOf, contradicted }: Match,
): Iterable<LineProblem> {
	const firstLineOf = new Map<number, number>();
	const problem = (lineNumber: number, message: string): LineProblem => ({ code: 'ambiguous-rollouts', message, lineNumber });
	for (const [line, examples] of examplesOf) {
		const other = examples.map((example) => firstLineOf.get(example)).find((known) => known !== undefined);
		if (other !== undefined) {
			yield problem(line, `The rollouts of this line are those of ${lineName(other)} too: both are scored by them.`);
		}
		for (const example of examples) if (!firstLineOf.has(example)) firstLineOf.set(example, line);
		if (examples.length > 1) {
			const message = `${examples.length} examples among the rollouts match this line by ${method}: all of them are counted.`;
			yield problem(line, message);
		}
	}
	for (const line of contradicted) {
		if (lines.kinds[line] !== LineKind.record) continue;
		yield problem(line, `The rollouts with this ${method} are of another prompt: they are not counted for it.`);
	}
}
