import { bucketsOf } from '../../shared/colorScale.ts';
import { formatCount, formatRate, formatScore } from '../../shared/format.ts';
import type { HeatmapParams, HeatmapResult } from '../../shared/protocol.ts';
import type { Score } from '../../shared/score.ts';
import type { HeatmapMode } from '../../shared/settings.ts';
import type { ScoredDocument } from '../core/scoredDocument.ts';
import { selectExamples } from '../selection/select.ts';

/** What a mode shows of an example's score, and how its numbers are written. */
const modes: Readonly<Record<HeatmapMode, { value(score: Score): number; show(value: number): string; unit: string }>> = {
	score: { value: ({ score }) => score, show: formatScore, unit: 'score' },
	uncertainty: { value: ({ standardDeviation }) => standardDeviation, show: formatScore, unit: 'posterior sd' },
	difficulty: { value: ({ mean }) => mean, show: formatRate, unit: 'success rate' },
	evidence: { value: ({ evidence }) => evidence, show: formatCount, unit: 'evidence' },
};

/** A bucket for every line of the document. */
export function heatmap({ dataset, version }: ScoredDocument, { mode, scale, top }: Omit<HeatmapParams, 'uri'>): HeatmapResult {
	const { value, show, unit } = modes[mode];
	const values = Float64Array.from({ length: dataset.examples.length }, (_, index) => value(dataset.scoreAt(index)));
	const buckets = bucketsOf(values, scale);
	const characters = Array.from(dataset.exampleOfLine, (index) => (index < 0 ? ' ' : String(buckets[index])));
	const chosen = new Set(selectExamples(dataset, { top }).map(({ index }) => index));
	const lines: number[] = [];
	dataset.exampleOfLine.forEach((index, line) => {
		if (chosen.has(index)) lines.push(line);
	});
	const extreme = (pick: (left: number, right: number) => number): string =>
		values.length === 0 ? '' : `${unit} ${show(values.reduce(pick))}`;
	return {
		version,
		buckets: characters.join(''),
		top: lines,
		legend: { lowest: extreme((left, right) => Math.min(left, right)), highest: extreme((left, right) => Math.max(left, right)) },
	};
}
