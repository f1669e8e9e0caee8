import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import { formatCount, formatInterval, formatPercent, formatQuantity, formatRate, formatScore } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import { type Dataset, type Example, exampleAt } from '../core/dataset.ts';
import { findingsOf } from '../core/finding.ts';
import type { ScoredDocument } from '../core/scoredDocument.ts';
import { groupLines } from './groupLines.ts';
import { columns } from './ranges.ts';
import { rankText } from './summary.ts';

/** The belief about the line's example in words and numbers; on a line without one, what is wrong with it. */
export function hover(document: ScoredDocument, lineNumber: number): Hover | null {
	const { dataset, settings, lineText } = document;
	const example = exampleAt(dataset, lineNumber);
	const value = example === undefined ? brokenText(document, lineNumber) : explain(example, dataset, settings, lineNumber);
	if (value === undefined) return null;
	return { contents: { kind: MarkupKind.Markdown, value }, range: columns(lineNumber, 0, lineText(lineNumber).length) };
}

function brokenText({ dataset, settings }: ScoredDocument, lineNumber: number): string | undefined {
	if (!dataset.problems.some((problem) => problem.lineNumber === lineNumber)) return undefined;
	const messages = findingsOf(dataset, settings).filter((finding) => finding.lineNumber === lineNumber);
	return messages.map(({ message }) => `**InSight:** ${escapeMarkdown(message)}`).join('\n\n');
}

function explain(example: Example, dataset: Dataset, { k, eta, mu }: Settings, lineNumber: number): string {
	const { group } = example;
	const { score } = group;
	const name = group.id === null ? 'This example' : `\`${group.id.replaceAll('`', "'").slice(0, 80)}\``;
	return [
		`**${name} · ${rankText(example, dataset)}**`,
		`${beliefText(example)}${placeText(example, dataset, lineNumber)}`,
		`| | | |
|:--|--:|:--|
| Success rate *p* | ${formatRate(score.mean)} ${formatInterval(score.lower, score.upper)} | mean and 95 % interval of Beta(${formatCount(score.alpha)}, ${formatCount(score.beta)}) |
| Evidence *n* | ${formatCount(score.evidence)} | α + β, prior included |
| Information *I* | ${formatScore(score.informationNats)} nats | what ${k} more rollouts would tell, InSight eq. 13 |
| Difficulty weight *w* | ${formatScore(score.weight)} | *p*(1−*p*)·exp(−${eta}(*p*−${mu})²), eq. 15 |
| **Score *A* = *w*·*I*** | **${formatScore(score.score)}** | eq. 16 |
| Useful group *V* | ${formatPercent(score.nonDegenerate)} | chance that the next ${k} rewards are not all equal |`,
		nextText(example, k),
	].join('\n\n');
}

function beliefText({ group: { successes, trials, unscored, score } }: Example): string {
	const extra = unscored > 0 ? ` ${formatQuantity(unscored, 'rollout')} could not be scored.` : '';
	if (trials === 0) return `No rollout has been scored yet, so the belief is the prior alone.${extra}`;
	const interval = formatInterval(score.lower, score.upper);
	return `Solved ${formatCount(successes)} of ${formatCount(trials)} times. The true success rate is probably (95 %) within ${interval}.${extra}`;
}

/** Which of its example's lines a line is, and where the others stand. */
function placeText({ index, group }: Example, dataset: Dataset, lineNumber: number): string {
	if (group.lines < 2) return '';
	const lines = groupLines(dataset, index);
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
