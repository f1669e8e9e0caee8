/** A scored dataset at one moment: what features, the command line and exports look at. Immutable, and kept in columns. */
import type { Discount } from '../../../shared/belief.ts';
import type { Score } from '../../../shared/score.ts';
import { createView, type List, pick, sumOver, type View } from '../list.ts';
import type { Format } from '../record/mapping.ts';
import type { LineProblem } from '../record/problem.ts';
import type { LineColumns, TextName } from '../scan/lineColumns.ts';
import { textAt } from '../scan/textColumn.ts';
import { finished, type Sliced } from '../slices.ts';
import { orderByCounts, rankByCounts } from './countOrder.ts';
import { type Derived, derive, type NamedColumns } from './derived.ts';
import { countsAfter } from './grouping.ts';
import { fadedCountsOf } from './histories.ts';
import type { SourceOf } from './outage.ts';
import { createRankOf, type Ranked, rankExamples, rerank } from './ranking.ts';
import { createTieHash } from './tieHash.ts';
import { type Totals, totalsAfter } from './totals.ts';
import type { VisitLog } from './visitLog.ts';

export type Scorer = (successes: number, trials: number) => Score;

export interface Dataset {
	/** `undefined`: nothing that is known to hold rollouts was recognised. */
	readonly format: Format | undefined;
	readonly lineCount: number;
	readonly lines: LineColumns;
	/** In the order of their first lines. Each is made when it is asked for; for work on all of them there are {@link columns}. */
	readonly examples: Examples;
	/** The same examples in columns. */
	readonly columns: NamedColumns;
	/** Index of the example that a line belongs to, or -1. */
	readonly exampleOfLine: Int32Array;
	/** Indices of examples, the best first. Made when it is first asked for: who chooses by another order does without. */
	readonly ranking: Int32Array;
	/** The same in slices: half a second for 10⁷. Afterwards it is there at once. */
	rank(): Sliced<Int32Array>;
	readonly problems: readonly LineProblem[];
	readonly totals: Totals;
	/** When each example was rolled out, and with what result; absent where the records tell no steps. */
	readonly visits?: VisitLog;
	/** What an example came from, by its index; absent where no steps are told, as it is kept for the sake of outages. */
	readonly sourceOf?: SourceOf;
	/** The score of an example by its index. */
	scoreAt(index: number): Score;
	/** The place of an example in the ranking, by its index: from 1. */
	rankOf(index: number): number;
	/** How people name a line: `line 3`, or `line 3 of b.jsonl` where there are several files. */
	lineName(lineNumber: number): string;
}

/** Examples by their index, from 0, or some of them by their place. */
export type Examples = View<Example>;

/** Examples in some order: an array or a view. */
export interface ExampleList extends List<Example> {
	/** Of each its index, where that is known without making the examples. */
	readonly indices?: Int32Array;
}

/** A prompt with the rollouts drawn for it. */
export interface Example {
	readonly index: number;
	/** 0-based number of its first line. */
	readonly firstLine: number;
	readonly group: Group;
}

/** The counts of one example and their score. */
export interface Group {
	/** Of its first line; `null` where it has none, and where the dataset was loaded without ids. */
	readonly id: string | null;
	/** The beginning of the prompt; `null` where it has none, and where the dataset was loaded without previews. */
	readonly preview: string | null;
	readonly lines: number;
	readonly successes: number;
	readonly trials: number;
	readonly unscored: number;
	readonly tieHash: number;
	/** The training step of its last scored rollouts, or `null` where they tell none. */
	readonly lastStep: number | null;
	readonly score: Score;
}

export interface DatasetParts {
	readonly format: Format | undefined;
	readonly lines: LineColumns;
	/** By line. */
	readonly problems: readonly LineProblem[];
	readonly scorer: Scorer;
	/** Of the tie-break. */
	readonly seed: number;
	/** Of examples by their index, where the lines themselves do not tell it. */
	readonly visits?: VisitLog;
	/** How evidence of earlier steps fades; not at all unless given. */
	readonly discount?: Discount;
	/** Where lines are not those of one file. */
	readonly lineName?: Dataset['lineName'];
}

/**
 * Puts lines together to examples, scores and ranks them.
 *
 * @param derived from the same lines and visits and by the same seed, where it is known.
 */
export function createDataset(parts: DatasetParts, derived = derive(parts.lines, parts.seed, parts.visits)): Dataset {
	return assemble(parts, derived);
}

/** More changed examples than this are not worth a shorter way. */
const mostChanged = 1000;

/**
 * The dataset after some lines were read anew, without looking at the examples that they do not belong to.
 *
 * @param changed numbers of the lines that were read anew.
 * @returns `undefined` where lines or examples have come or gone, or too much has changed: the dataset is to be created again.
 */
export function updateDataset(before: Dataset, changed: readonly number[], parts: DatasetParts): Dataset | undefined {
	const { lines, seed } = parts;
	if (lines.length !== before.lineCount || changed.length > mostChanged || hasHistory(lines)) return undefined;
	for (const line of changed) {
		const isSame = lines.kinds[line] === before.lines.kinds[line] && Object.is(keyOf(lines, line), keyOf(before.lines, line));
		if (!isSame) return undefined;
	}
	const { columns } = before;
	const touched = new Set(changed.map((line) => columns.exampleOfLine[line]!).filter((index) => index >= 0));
	const counts = countsAfter(lines, columns, touched);
	const tieHash = columns.tieHash.slice();
	const tieHashAt = createTieHash(lines, columns, seed);
	for (const index of touched) tieHash[index] = tieHashAt(index);
	const now = { ...columns, counts, tieHash };
	const totals = totalsAfter(before, touched, now, lines);
	return assemble(parts, { columns: now, totals }, rankingAfter(before.ranking, touched));
}

/** A function of its own, for what it returns is kept, and must not keep the dataset before, which would keep the one before that. */
function rankingAfter(ranking: Int32Array, touched: ReadonlySet<number>): (ranked: Ranked) => Int32Array {
	return (ranked) => rerank(ranking, touched, ranked);
}

/** Whether lines tell when their rollouts were drawn. */
function hasHistory({ numbers, passes }: LineColumns): boolean {
	return numbers.step !== undefined || passes !== undefined;
}

/** Examples from the best on. */
export function bestExamples(dataset: Dataset, count: number): readonly Example[] {
	return Array.from(dataset.ranking.subarray(0, count), (index) => dataset.examples.at(index));
}

/** @param rerankAfter ranks by an earlier ranking, where there is one. */
function assemble(
	{ format, lines, problems, scorer, discount, lineName = lineOfOneFile }: DatasetParts,
	derived: Derived,
	rerankAfter?: (ranked: Ranked) => Int32Array,
): Dataset {
	const { columns, visits, totals } = derived;
	const { length, counts, tieHash, exampleOfLine } = columns;
	const believed = fadedCountsOf(counts, visits, discount);
	const scoreAt = (index: number): Score => scorer(believed.successes[index]!, believed.trials[index]!);
	const ranked = { length, tieHash, scoreAt: (index: number) => scoreAt(index).score };
	const rankAnew = function* (): Sliced<Int32Array> {
		if (rerankAfter !== undefined) return rerankAfter(ranked);
		// Evidence that fades tells examples of equal counts apart.
		const order = believed === counts ? (derived.order ?? (yield* orderByCounts(counts, tieHash))) : undefined;
		return order === undefined ? yield* rankExamples(ranked) : rankByCounts(order, tieHash, scorer);
	};
	const { source } = lines.texts;
	let ranking: Int32Array | undefined;
	const rank = function* (): Sliced<Int32Array> {
		ranking ??= yield* rankAnew();
		return ranking;
	};
	return {
		format,
		lineCount: lines.length,
		lines,
		examples: createExamples(lines, columns, scoreAt),
		columns,
		exampleOfLine,
		get ranking() {
			return finished(rank());
		},
		rank,
		problems,
		totals,
		...(visits === undefined ? {} : { visits }),
		...(source === undefined ? {} : { sourceOf: (index: number) => textAt(source, columns.firstLine[index]!) }),
		scoreAt,
		rankOf: createRankOf(() => finished(rank()), ranked),
		lineName,
	};
}

function createExamples(lines: LineColumns, columns: Dataset['columns'], scoreAt: Dataset['scoreAt']): Examples {
	const { length, firstLine, counts, tieHash, lastStep } = columns;
	const text = (name: TextName, line: number): string | null => {
		const column = lines.texts[name];
		return column === undefined ? null : textAt(column, line);
	};
	const at = (index: number): Example => {
		const line = firstLine[index];
		if (line === undefined) throw new RangeError(`There is no example ${index} of ${length}.`);
		const group = {
			id: text('id', line),
			preview: text('preview', line),
			lines: columns.lines[index]!,
			successes: counts.successes[index]!,
			trials: counts.trials[index]!,
			unscored: counts.unscored[index]!,
			tieHash: tieHash[index]!,
			lastStep: lastStep === undefined || Number.isNaN(lastStep[index]!) ? null : lastStep[index]!,
			score: scoreAt(index),
		};
		return { index, firstLine: line, group };
	};
	return createView(length, at);
}

/** Some of a dataset's examples. */
export function pickExamples({ examples }: Dataset, indices: Int32Array): Examples & { readonly indices: Int32Array } {
	return { ...pick(examples, indices), indices };
}

/** By a loop, as `from` would make a list of all examples first. */
export function indicesOf(examples: ExampleList): Int32Array<ArrayBuffer> {
	if (examples.indices !== undefined) return new Int32Array(examples.indices);
	const indices = new Int32Array(examples.length);
	let place = 0;
	for (const { index } of examples) indices[place++] = index;
	return indices;
}

/** The lines that examples have in all. */
export function linesOf({ columns, lineCount }: Dataset, examples: ExampleList): number {
	return lineCount === columns.length ? examples.length : sumOver(indicesOf(examples), (index) => columns.lines[index]!);
}

function keyOf({ numbers }: LineColumns, line: number): number {
	return numbers.keyHash?.[line] ?? Number.NaN;
}

/** How a line is named where there is only one file. */
export function lineOfOneFile(lineNumber: number): string {
	return `line ${lineNumber + 1}`;
}
