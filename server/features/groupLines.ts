/** Which examples stand on which lines: of most documents one a line, of batches several. */
import type { Example } from '../core/dataset/dataset.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';

type Placed = Pick<ScoredDocument, 'dataset' | 'places'>;

/** 0-based numbers of the lines that hold rollouts of an example, in the order of the document. They need not stand together. */
export function groupLines({ dataset: { exampleOfLine }, places }: Placed, exampleIndex: number): readonly number[] {
	const lines = new Set<number>();
	for (let row = exampleOfLine.indexOf(exampleIndex); row >= 0; row = exampleOfLine.indexOf(exampleIndex, row + 1))
		lines.add(places.lineOf(row));
	return [...lines];
}

/** The examples that have rollouts on a line, the best first. */
export function examplesOn({ dataset, places }: Placed, line: number): readonly Example[] {
	if (line < 0 || line >= places.lineCount) return [];
	const { start, end } = places.rowsOf(line);
	const indices = new Set(dataset.exampleOfLine.subarray(start, end));
	indices.delete(-1);
	return [...indices]
		.sort((left, right) => dataset.rankOf(left) - dataset.rankOf(right))
		.map((index) => dataset.examples.at(index));
}
