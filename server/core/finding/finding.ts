/** What is pointed out about a dataset: problems of lines and rules over examples, each under its code. */

import type { FindingCode } from '../../../shared/findingCodes.ts';
import { formatCount, formatInterval, formatQuantity } from '../../../shared/format.ts';
import { createIntervals } from '../../../shared/intervals.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { HashIndex } from '../dataset/hashIndex.ts';
import type { FieldPath } from '../json/fieldPath.ts';
import { type ByteSpan, unknownFormatMessage } from '../record/problem.ts';
import { LineKind } from '../scan/lineColumns.ts';
import { duplicateSamples, formatDoubts, mixedFormats } from './formatFindings.ts';
import { driftFindings, outageFindings } from './historyFindings.ts';

export interface Finding {
	readonly code: FindingCode;
	/** Of findings that are many, written when it is read: past a limit nobody reads it. */
	readonly message: string;
	/** 0-based. */
	readonly lineNumber: number;
	/** What of the line it is about: bytes, or a field to locate; neither means the whole line. */
	readonly span?: ByteSpan;
	readonly field?: FieldPath;
	/** Another place that explains it. */
	readonly related?: { readonly lineNumber: number; readonly message: string };
}

/** A rule about whole datasets. */
type Rule = (dataset: Dataset, settings: Settings) => Iterable<Finding>;

/** In the order in which their findings on one line stand. */
const rules: readonly Rule[] = [
	unknownFormat,
	formatDoubts,
	mixedFormats,
	doubtfulSuccess,
	lineProblems,
	duplicates,
	duplicateSamples,
	curriculum,
	driftFindings,
	outageFindings,
	settingFindings,
];

/** Those that may find something on every line: they go by line, so that what they find need not be kept. */
const rulesByLine: ReadonlySet<Rule> = new Set([duplicates, duplicateSamples, curriculum]);

/** Every finding of a dataset whose code is not off, by line. */
export function findingsOf(dataset: Dataset, settings: Settings): readonly Finding[] {
	return [...eachFinding(dataset, settings)];
}

/** The same one after the other, in memory that does not grow with their number. */
export function* eachFinding(dataset: Dataset, settings: Settings): Generator<Finding, void> {
	const streams = rules.map((rule) => {
		const found = rule(dataset, settings);
		const inOrder = rulesByLine.has(rule) ? found : [...found].sort((left, right) => left.lineNumber - right.lineNumber);
		return inOrder[Symbol.iterator]();
	});
	const heads = streams.map((stream) => stream.next());
	for (;;) {
		let first: number | undefined;
		let finding: Finding | undefined;
		for (const [index, head] of heads.entries()) {
			if (head.done === true || (finding !== undefined && finding.lineNumber <= head.value.lineNumber)) continue;
			first = index;
			finding = head.value;
		}
		if (first === undefined || finding === undefined) return;
		if (settings.diagnostics.severity[finding.code] !== 'off') yield finding;
		heads[first] = streams[first]!.next();
	}
}

function* lineProblems({ problems }: Dataset): Iterable<Finding> {
	yield* problems;
}

function* unknownFormat({ format, lines }: Dataset): Iterable<Finding> {
	// Where no line is even an object, the lines' own findings say all there is to say.
	if (format !== undefined || !lines.kinds.includes(LineKind.unmapped)) return;
	yield { code: 'unknown-format', lineNumber: 0, message: unknownFormatMessage };
}

function* doubtfulSuccess({ format }: Dataset): Iterable<Finding> {
	const success = format?.mapping.success;
	if (success?.isDoubtful !== true) return;
	yield {
		code: 'ambiguous-success',
		lineNumber: 0,
		message: `Success is taken to be ${success.reason}. Set insight.success.threshold to say what it is.`,
	};
}

function* duplicates({ columns, lines, format, lineName }: Dataset): Iterable<Finding> {
	const mapping = format?.mapping;
	const { keyHash, idHash, promptHash } = lines.numbers;
	const ids = new HashIndex();
	const prompts = new HashIndex();
	for (const lineNumber of columns.firstLine) {
		const id = idHash?.[lineNumber] ?? Number.NaN;
		// Lines that share a key are one example, so an id that stands twice matters only where lines stand for themselves.
		if (!Number.isNaN(id) && Number.isNaN(keyHash?.[lineNumber] ?? Number.NaN) && mapping?.id !== undefined) {
			const first = ids.findOrAdd(id, lineNumber);
			if (first !== lineNumber) {
				yield {
					code: 'duplicate-id',
					lineNumber,
					field: mapping.id,
					get message() {
						return `This id stands on ${lineName(first)} already: both lines are scored by themselves. Set insight.group to count them together.`;
					},
					related: { lineNumber: first, message: 'The first line with this id' },
				};
				continue;
			}
		}
		const prompt = promptHash?.[lineNumber] ?? Number.NaN;
		if (Number.isNaN(prompt) || mapping?.prompt === undefined) continue;
		const first = prompts.findOrAdd(prompt, lineNumber);
		if (first !== lineNumber) {
			yield {
				code: 'duplicate-prompt',
				lineNumber,
				field: mapping.prompt,
				get message() {
					return `The same prompt stands on ${lineName(first)} already: training on both counts it twice.`;
				},
				related: { lineNumber: first, message: 'The first line with this prompt' },
			};
		}
	}
}

function* curriculum(
	{ columns, scoreAt }: Dataset,
	{ curriculum: { minTrials, wellEstimatedWidth }, k, diagnostics: { severity } }: Settings,
): Iterable<Finding> {
	const { firstLine, counts } = columns;
	const intervalOf = createIntervals();
	for (let index = 0; index < columns.length; index++) {
		const lineNumber = firstLine[index]!;
		const [successes, trials, unscored] = [counts.successes[index]!, counts.trials[index]!, counts.unscored[index]!];
		const solved = (): string => {
			const interval = formatInterval(intervalOf(scoreAt(index)));
			return `${formatCount(successes)} of ${formatQuantity(trials, 'rollout')} solved, success rate within ${interval}`;
		};
		if (trials === 0) {
			yield {
				code: 'unexplored',
				lineNumber,
				get message() {
					const none = unscored === 0 ? 'No rollouts yet' : `None of ${formatQuantity(unscored, 'rollout')} has an outcome`;
					return `${none}: the belief is the prior alone. Among unseen prompts all scores are equal.`;
				},
			};
		} else if (trials >= minTrials && successes === trials) {
			yield {
				code: 'mastered',
				lineNumber,
				get message() {
					return `Mastered: ${solved()}. ${k} more would teach little.`;
				},
			};
		} else if (trials >= minTrials && successes === 0) {
			yield {
				code: 'intractable',
				lineNumber,
				get message() {
					return `Intractable so far: ${solved()}.`;
				},
			};
		} else if (severity['well-estimated'] !== 'off') {
			const { lower, upper } = intervalOf(scoreAt(index));
			if (upper - lower >= wellEstimatedWidth) continue;
			yield {
				code: 'well-estimated',
				lineNumber,
				get message() {
					return `Known well enough: ${solved()}.`;
				},
			};
		}
	}
}

function* settingFindings(_: Dataset, { mu, fit }: Settings): Iterable<Finding> {
	for (const { reason } of fit.refusals)
		yield { code: 'invalid-setting', lineNumber: 0, message: `${reason} The default is in force.` };
	if (mu >= 0 && mu <= 1) return;
	yield {
		code: 'mu-out-of-range',
		lineNumber: 0,
		message: `insight.mu is ${mu}, outside [0, 1]: the difficulty weight then favours prompts that are solved or hopeless. The paper's 3.0 in appendix D.2 is a misprint of 0.3.`,
	};
}
