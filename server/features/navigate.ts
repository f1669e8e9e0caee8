import type { NavigateParams, NavigateResult } from '../../shared/protocol.ts';
import type { Example } from '../core/dataset/dataset.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import { examplesOn, groupLines } from './groupLines.ts';

/**
 * The example to go to: the best, or the neighbour in the ranking of the example at the line. Beyond either end it stays there. Of several
 * examples that begin on one line, the best stands for all. The next rollout is the next line of the same example, and after its last one
 * the first. From a line without an example every way leads to the best.
 *
 * @returns `null` where there are no examples.
 */
export function navigate(document: ScoredDocument, { line, target }: Omit<NavigateParams, 'uri'>): NavigateResult | null {
	const { dataset } = document;
	if (dataset.examples.length === 0) return null;
	const [here] = examplesOn(document, line);
	if (target === 'nextRollout' && here !== undefined) return nextRollout(document, here, line);
	const step = target === 'next' ? 1 : -1;
	const example =
		target === 'best' || here === undefined ? dataset.examples.at(dataset.ranking[0]!) : neighbourOf(document, here, step);
	const lines = groupLines(document, example.index);
	return { ...placeOf(document, example), line: lines[0]!, place: { number: 1, lines: lines.length } };
}

/** The next in the ranking that stands for the line it begins on. */
function neighbourOf(document: ScoredDocument, here: Example, step: 1 | -1): Example {
	const { dataset, places } = document;
	const lineOf = ({ firstLine }: Example): number => places.lineOf(firstLine);
	for (let rank = dataset.rankOf(here.index) + step; rank >= 1 && rank <= dataset.examples.length; rank += step) {
		const example = dataset.examples.at(dataset.ranking[rank - 1]!);
		const [best] = examplesOn(document, lineOf(example)).filter((other) => lineOf(other) === lineOf(example));
		if (best?.index === example.index) return example;
	}
	return here;
}

function nextRollout(document: ScoredDocument, example: Example, line: number): NavigateResult {
	const lines = groupLines(document, example.index);
	const at = (lines.indexOf(line) + 1) % lines.length;
	return { ...placeOf(document, example), line: lines[at]!, place: { number: at + 1, lines: lines.length } };
}

function placeOf({ dataset }: ScoredDocument, { index }: Example): Pick<NavigateResult, 'rank' | 'examples'> {
	return { rank: dataset.rankOf(index), examples: dataset.examples.length };
}
