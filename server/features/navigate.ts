import type { NavigateParams, NavigateResult } from '../../shared/protocol.ts';
import { type Dataset, type Example, exampleAt } from '../core/dataset.ts';
import type { ScoredDocument } from '../core/scoredDocument.ts';
import { groupLines } from './groupLines.ts';

/**
 * The example to go to: the best, or the neighbour in the ranking of the example at the line. Beyond either end it stays there. The next
 * rollout is the next line of the same example, and after its last one the first. From a line without an example every way leads to the
 * best.
 *
 * @returns `null` where there are no examples.
 */
export function navigate({ dataset }: ScoredDocument, { line, target }: Omit<NavigateParams, 'uri'>): NavigateResult | null {
	const count = dataset.examples.length;
	if (count === 0) return null;
	const here = exampleAt(dataset, line);
	if (target === 'nextRollout' && here !== undefined) return nextRollout(dataset, here, line);
	const step = target === 'next' ? 1 : -1;
	const rank = target === 'best' || here === undefined ? 1 : Math.min(count, Math.max(1, dataset.rankOf(here.index) + step));
	const example = dataset.examples.at(dataset.ranking[rank - 1]!);
	return { line: example.firstLine, rank, examples: count, place: { number: 1, lines: example.group.lines } };
}

function nextRollout(dataset: Dataset, { index }: Example, line: number): NavigateResult {
	const lines = groupLines(dataset, index);
	const at = (lines.indexOf(line) + 1) % lines.length;
	return {
		line: lines[at]!,
		rank: dataset.rankOf(index),
		examples: dataset.examples.length,
		place: { number: at + 1, lines: lines.length },
	};
}
