import { bucketsOf } from '../../shared/colorScale.ts';
import { formatCount, formatRate, formatScore } from '../../shared/format.ts';
import type { HeatmapParams, HeatmapResult } from '../../shared/protocol.ts';
import type { Score } from '../../shared/score.ts';
import { countOf, type HeatmapMode } from '../../shared/settings.ts';
import type { Dataset } from '../core/dataset/dataset.ts';
import type { RowPlaces } from '../core/document/documentRows.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';

/** What a mode shows of an example's score, and how its numbers are written. */
const modes: Readonly<Record<HeatmapMode, { value(score: Score): number; show(value: number): string; unit: string }>> = {
	score: { value: ({ score }) => score, show: formatScore, unit: 'score' },
	uncertainty: { value: ({ standardDeviation }) => standardDeviation, show: formatScore, unit: 'posterior sd' },
	difficulty: { value: ({ mean }) => mean, show: formatRate, unit: 'success rate' },
	evidence: { value: ({ evidence }) => evidence, show: formatCount, unit: 'evidence' },
};

/** A bucket for every line of the document: of several examples on it, that of the best. */
export function heatmap(
	{ dataset, places, version }: ScoredDocument,
	{ mode, scale, top }: Omit<HeatmapParams, 'uri'>,
): HeatmapResult {
	const { value, show, unit } = modes[mode];
	const values = Float64Array.from({ length: dataset.examples.length }, (_, index) => value(dataset.scoreAt(index)));
	const buckets = bucketsOf(values, scale);
	const isChosen = new Uint8Array(values.length);
	for (const index of dataset.ranking.subarray(0, countOf(top, values.length))) isChosen[index] = 1;
	let characters = '';
	const lines: number[] = [];
	bestOfLines(dataset, places).forEach((index, line) => {
		characters += index < 0 ? ' ' : buckets[index];
		if (isChosen[index] === 1) lines.push(line);
	});
	const extreme = (pick: (left: number, right: number) => number): string =>
		values.length === 0 ? '' : `${unit} ${show(values.reduce(pick))}`;
	return {
		version,
		buckets: characters,
		top: lines,
		legend: { lowest: extreme((left, right) => Math.min(left, right)), highest: extreme((left, right) => Math.max(left, right)) },
	};
}

/** By line, the index of the best example on it, or -1. */
function bestOfLines({ exampleOfLine, rankOf }: Dataset, { lineCount, lineOf }: RowPlaces): Int32Array {
	if (lineCount === exampleOfLine.length) return exampleOfLine;
	const best = new Int32Array(lineCount).fill(-1);
	exampleOfLine.forEach((index, row) => {
		const line = lineOf(row);
		const other = best[line]!;
		if (index >= 0 && (other < 0 || rankOf(index) < rankOf(other))) best[line] = index;
	});
	return best;
}
