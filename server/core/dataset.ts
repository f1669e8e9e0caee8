/** A scored dataset at one moment: what features, the command line and exports look at. Immutable. */
import type { Group, GroupHandle } from './grouping.ts';
import type { Format } from './mapping.ts';
import type { Problem } from './problem.ts';
import { rankExamples } from './ranking.ts';
import type { VisitLog } from './visitLog.ts';

export interface Dataset {
	/** `undefined`: nothing that is known to hold rollouts was recognised. */
	readonly format: Format | undefined;
	readonly lineCount: number;
	/** In the order of their first lines. */
	readonly examples: readonly Example[];
	/** Index of the example that a line belongs to, or -1. */
	readonly exampleOfLine: Int32Array;
	/** Indices of examples, the best first. */
	readonly ranking: Int32Array;
	readonly problems: readonly LineProblem[];
	readonly totals: Totals;
	/** When each example was rolled out, and with what result; `undefined` where the records tell no steps. */
	readonly visits?: VisitLog;
	/** How people name a line: `line 3`, or `line 3 of b.jsonl` where there are several files. */
	lineName(lineNumber: number): string;
}

/** A prompt with the rollouts drawn for it. */
export interface Example {
	readonly index: number;
	/** 0-based number of its first line. */
	readonly firstLine: number;
	/** 1-based, among all examples by score. */
	readonly rank: number;
	/** Counts, id and score. */
	readonly group: Group;
}

export interface LineProblem extends Problem {
	/** 0-based. */
	readonly lineNumber: number;
}

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

export interface DatasetParts {
	readonly format: Format | undefined;
	/** For each line the example that it was added to; all settled. */
	readonly handles: readonly (GroupHandle | undefined)[];
	/** By line. */
	readonly problems: readonly LineProblem[];
	readonly brokenLines: number;
	readonly seed: number;
	/** Examples by their index in the dataset. */
	readonly visits?: VisitLog;
	/** Where lines are not those of one file. */
	readonly lineName?: Dataset['lineName'];
}

/** Puts examples in the order of their first lines and ranks them. */
export function createDataset({
	format,
	handles,
	problems,
	brokenLines,
	seed,
	visits,
	lineName = lineOfOneFile,
}: DatasetParts): Dataset {
	const groups: Group[] = [];
	const firstLines: number[] = [];
	const indices = new Map<Group, number>();
	const lineCount = handles.length;
	const exampleOfLine = new Int32Array(lineCount).fill(-1);
	for (let lineNumber = 0; lineNumber < lineCount; lineNumber++) {
		const group = handles[lineNumber]?.group;
		if (group === undefined) continue;
		let index = group.key === null ? undefined : indices.get(group);
		if (index === undefined) {
			index = groups.push(group) - 1;
			firstLines.push(lineNumber);
			if (group.key !== null) indices.set(group, index);
		}
		exampleOfLine[lineNumber] = index;
	}
	const ranking = rankExamples(groups, seed);
	const ranks = new Int32Array(groups.length);
	ranking.forEach((index, position) => {
		ranks[index] = position + 1;
	});
	const examples = groups.map((group, index) => ({ index, firstLine: firstLines[index]!, rank: ranks[index]!, group }));
	const totals = totalsOf(groups, brokenLines);
	const history = visits === undefined ? {} : { visits };
	return { format, lineCount, examples, exampleOfLine, ranking, problems, totals, lineName, ...history };
}

/** The example that a line belongs to. */
export function exampleAt(dataset: Dataset, lineNumber: number): Example | undefined {
	const index = dataset.exampleOfLine[lineNumber] ?? -1;
	return index < 0 ? undefined : dataset.examples[index];
}

/** Examples from the best on. */
export function bestExamples(dataset: Dataset, count: number): readonly Example[] {
	return Array.from(dataset.ranking.subarray(0, count), (index) => dataset.examples[index]!);
}

function lineOfOneFile(lineNumber: number): string {
	return `line ${lineNumber + 1}`;
}

function totalsOf(groups: readonly Group[], brokenLines: number): Totals {
	const totals = { rollouts: 0, successes: 0, unscored: 0, brokenLines, allPass: 0, allFail: 0, mixed: 0, unseen: 0 };
	for (const { successes, trials, unscored } of groups) {
		totals.rollouts += trials;
		totals.successes += successes;
		totals.unscored += unscored;
		if (trials === 0) totals.unseen++;
		else if (successes === trials) totals.allPass++;
		else if (successes === 0) totals.allFail++;
		else totals.mixed++;
	}
	return totals;
}
