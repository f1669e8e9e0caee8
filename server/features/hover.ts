import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import { formatCount, formatInterval, formatPercent, formatQuantity, formatRate, formatScore } from '../../shared/format.ts';
import { intervalOf } from '../../shared/intervals.ts';
import type { Example } from '../core/dataset/dataset.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import { findingsOf } from '../core/finding/finding.ts';
import { examplesOn, groupLines } from './groupLines.ts';
import { columns } from './ranges.ts';
import { fadedCounts, fadedText, rankText, solvedText } from './summary.ts';

/** The belief about the line's example in words and numbers, or the examples on it side by side; on a line without one, what is wrong with it. */
export function hover(document: ScoredDocument, lineNumber: number): Hover | null {
	const { lineText } = document;
	const examples = examplesOn(document, lineNumber);
	const [only] = examples;
	const value =
		only === undefined
			? brokenText(document, lineNumber)
			: examples.length === 1
				? explain(only, document, lineNumber)
				: sideBySide(examples, document, lineNumber);
	if (value === undefined) return null;
	return { contents: { kind: MarkupKind.Markdown, value }, range: columns(lineNumber, 0, lineText(lineNumber).length) };
}

function brokenText({ dataset, settings, places }: ScoredDocument, lineNumber: number): string | undefined {
	const isHere = (place: { readonly lineNumber: number }): boolean => places.lineOf(place.lineNumber) === lineNumber;
	if (!dataset.problems.some(isHere)) return undefined;
	const messages = findingsOf(dataset, settings).filter(isHere);
	return messages.map(({ message }) => `**InSight:** ${escapeMarkdown(message)}`).join('\n\n');
}

function explain(example: Example, document: ScoredDocument, lineNumber: number): string {
	const { dataset, settings } = document;
	const { k, eta, mu } = settings;
	const { group } = example;
	const { score } = group;
	const name = group.id === null ? 'This example' : `\`${group.id.replaceAll('`', "'").slice(0, 80)}\``;
	return [
		`**${name} · ${rankText(example, dataset)}**`,
		`${beliefText(example, document)}${placeText(example, document, lineNumber)}`,
		`| | | |
|:--|--:|:--|
| Success rate *p* | ${formatRate(score.mean)} | mean of Beta(${formatCount(score.alpha)}, ${formatCount(score.beta)}), 95 % within ${formatInterval(intervalOf(score))} |
| Evidence *n* | ${formatCount(score.evidence)} | α + β, prior included |
| Information *I* | ${formatScore(score.informationNats)} | nats that ${k} more rollouts would tell, InSight eq. 13 |
| Difficulty weight *w* | ${formatScore(score.weight)} | *p*(1−*p*)·exp(−${eta}(*p*−${mu})²), eq. 15 |
| **Score *A* = *w*·*I*** | **${formatScore(score.score)}** | eq. 16 |
| Useful group *V* | ${formatPercent(score.nonDegenerate)} | chance that the next ${k} rewards are not all equal |`,
		nextText(example, k),
	].join('\n\n');
}

/** Of a line that is a batch: its examples, the best first. */
function sideBySide(examples: readonly Example[], document: ScoredDocument, lineNumber: number): string {
	const { dataset, places } = document;
	const { start, end } = places.rowsOf(lineNumber);
	const entriesOf = ({ index }: Example): string => {
		const entries = [...dataset.exampleOfLine.subarray(start, end).entries()].filter(([, other]) => other === index);
		const numbers = entries.slice(0, namedEntries).map(([entry]) => entry + 1);
		return `${numbers.join(', ')}${entries.length > namedEntries ? ', …' : ''}`;
	};
	const rows = examples.slice(0, namedExamples).map((example) => {
		const { mean, score } = example.group.score;
		const rate = `${formatRate(mean)} ${formatInterval(intervalOf(example.group.score))}`;
		return `| ${entriesOf(example)} | ${formatCount(dataset.rankOf(example.index))} | ${formatScore(score)} | ${solvedText(example)}${fadedText(example, document)} | ${rate} |`;
	});
	const left = examples.length - rows.length;
	return [
		`**${formatQuantity(examples.length, 'example')} on this line, of ${formatCount(dataset.examples.length)}**`,
		`| entries | rank | score *A* | | success rate *p* |\n|:--|--:|--:|:--|:--|\n${rows.join('\n')}`,
		...(left === 0 ? [] : [`and ${formatQuantity(left, 'more example')}.`]),
	].join('\n\n');
}

const namedExamples = 12;
const namedEntries = 8;

function beliefText(example: Example, document: ScoredDocument): string {
	const { successes, trials, unscored, score } = example.group;
	const extra = unscored > 0 ? ` ${formatQuantity(unscored, 'rollout')} could not be scored.` : '';
	if (trials === 0) return `No rollout has been scored yet, so the belief is the prior alone.${extra}`;
	const interval = formatInterval(intervalOf(score));
	const left = fadedCounts(example, document);
	const fading = left === undefined ? '' : `, which have faded to ${left.successes} of ${left.trials}`;
	return `Solved ${formatCount(successes)} of ${formatCount(trials)} times${fading}. The true success rate is probably (95 %) within ${interval}.${extra}`;
}

/** Which of its example's lines a line is, and where the others stand. */
function placeText({ index, group }: Example, document: ScoredDocument, lineNumber: number): string {
	const lines = group.lines < 2 ? [] : groupLines(document, index);
	if (lines.length < 2) return '';
	const others = lines.filter((line) => line !== lineNumber);
	const named = others.slice(0, namedLines).map((line) => formatCount(line + 1));
	const more = others.length > namedLines ? ` and ${formatCount(others.length - namedLines)} more` : '';
	return ` This line is number ${formatCount(lines.indexOf(lineNumber) + 1)} of its ${formatCount(lines.length)}; the others are ${named.join(', ')}${more}.`;
}

const namedLines = 8;

/** What one more group of K would do to what is known. */
function nextText({ group: { score } }: Example, k: number): string {
	const variance = score.standardDeviation ** 2;
	const after = Math.sqrt(Math.max(0, variance - score.varianceReduction));
	return `${k} more rollouts would narrow the standard deviation from ${formatScore(score.standardDeviation)} to about ${formatScore(after)} (eq. 8).`;
}

function escapeMarkdown(text: string): string {
	return text.replaceAll(/[\\`*_{}[\]<>()#|]/g, '\\$&');
}
