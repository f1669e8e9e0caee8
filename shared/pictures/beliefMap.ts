/** Where a pool's beliefs lie, by mean and evidence, over the contours of the score: InSight figure 2, for the user's own data. */
import { contours } from 'd3-contour';
import { bucketCount } from '../colorScale.ts';
import { formatCount, formatPercent, formatQuantity, formatScore } from '../format.ts';
import { informationNats } from '../math/information.ts';
import { difficultyWeight, type ScoreParameters } from '../score.ts';
import { type Axis, bottomAxis, leftAxis, linearAxis, logAxis, type Plot } from './axes.ts';
import { type BeliefCell, evidenceRoom } from './beliefCells.ts';
import { coordinate, drawPicture, element, textAt, tooltip } from './svg.ts';

export interface BeliefMapData {
	/** At most a few hundred. */
	readonly cells: readonly BeliefCell[];
	/** What the contours are of. */
	readonly parameters: Omit<ScoreParameters, 'prior'>;
}

const width = 640;
const height = 440;
const plot: Plot = { left: 52, right: 626, top: 66, bottom: 390 };
/** Points at which the score is computed: 4 µs each at K = 8, and in proportion to K. */
const columns = 60;
const rows = 42;
/** Rows above and below the plot, as contours close at the edge of the grid. */
const margin = 1;
const largestRadius = 15;

export function drawBeliefMap({ cells, parameters }: BeliefMapData): string {
	const evidences = cells.map(({ evidence }) => evidence);
	const [least, most] = cells.length === 0 ? [2, 100] : [Math.min(...evidences), Math.max(...evidences)];
	const x = linearAxis({
		label: 'mean belief m: the expected success rate',
		domain: [0, 1],
		range: [plot.left, plot.right],
		ticks: 10,
	});
	const range = [plot.bottom, plot.top] as const;
	const y = logAxis({
		label: 'evidence n = α + β: rollouts and prior (log)',
		domain: [least / evidenceRoom, most * evidenceRoom],
		range,
	});
	const field = fieldOf([least / evidenceRoom, most * evidenceRoom], parameters);
	return drawPicture(
		{ name: 'belief-map', title: 'Belief map', description: descriptionOf(cells, field), width, height },
		textAt(8, 18, 'Belief map', { class: 'heading' }),
		legend(),
		heat(field),
		leftAxis(y, plot, { grid: false }),
		bottomAxis(x, plot),
		...contourLabels({ field, x, y, cells, parameters }),
		// The largest first, so that none hides another.
		...cells.toSorted((left, right) => right.pool - left.pool).map((cell, _, [first]) => bubble(cell, { x, y, most: first!.pool })),
	);
}

interface LabelPlaces extends BeliefMapData {
	readonly field: Field;
	readonly x: Axis;
	readonly y: Axis;
}

/** The score on a grid, row by row from the most evidence to the least. */
interface Field {
	readonly values: number[];
	readonly thresholds: readonly number[];
	/** The pixel of a row, which may be a fraction. */
	rowAt(row: number): number;
}

function fieldOf([least, most]: readonly [number, number], { k, eta, mu }: BeliefMapData['parameters']): Field {
	const values: number[] = [];
	const inside = rows - 2 * margin;
	for (let row = 0; row < rows; row++) {
		const evidence = most * (least / most) ** ((row + 0.5 - margin) / inside);
		for (let column = 0; column < columns; column++) {
			const mean = (column + 0.5) / columns;
			values.push(difficultyWeight(mean, eta, mu) * informationNats(mean * evidence, (1 - mean) * evidence, k));
		}
	}
	// Even steps of the score, as the eye compares areas; the lowest band is everything else.
	const highest = Math.max(...values);
	const thresholds = Array.from({ length: bucketCount - 1 }, (_, index) => ((index + 1) / bucketCount) * highest);
	return { values, thresholds, rowAt: (row) => plot.top + ((row - margin) / inside) * (plot.bottom - plot.top) };
}

function heat({ values, thresholds, rowAt }: Field): string {
	const columnAt = (column: number): number => plot.left + (column / columns) * (plot.right - plot.left);
	const bands = contours()
		.size([columns, rows])
		.thresholds([...thresholds])(values);
	const pathOf = (ring: readonly (readonly number[])[]): string =>
		`M${ring.map(([column, row]) => `${coordinate(columnAt(column!))},${coordinate(rowAt(row!))}`).join('L')}Z`;
	const box = { x: plot.left, y: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top };
	const clipId = 'belief-map-plot';
	return element(
		'g',
		{ 'clip-path': `url(#${clipId})` },
		element('clipPath', { id: clipId }, element('rect', box)),
		element('rect', { ...box, class: 'heat0' }),
		...bands.map(({ coordinates }, index) =>
			element('path', { class: `heat${index + 1}`, d: coordinates.flat().map(pathOf).join('') }),
		),
	);
}

/** Every other threshold is written on its contour: near the column of the largest weight, where no bubble is. */
function contourLabels({ field, x, y, cells, parameters }: LabelPlaces): readonly string[] {
	const { values, thresholds, rowAt } = field;
	const meanOf = (column: number): number => (column + 0.5) / columns;
	const weightOf = (column: number): number => difficultyWeight(meanOf(column), parameters.eta, parameters.mu);
	const heaviest = Array.from({ length: columns }).reduce<number>((best, _, at) => (weightOf(at) > weightOf(best) ? at : best), 0);
	const candidates = [0, 2, -2, 4, -4, 6, -6, 8, -8].map((offset) => heaviest + offset).filter((at) => at > 2 && at < columns - 2);
	return thresholds.flatMap((threshold, index) => {
		if (index % 2 === 1) return [];
		for (const column of candidates) {
			const row = Array.from({ length: rows }).findIndex((_, at) => values[at * columns + column]! >= threshold);
			if (row <= margin || row >= rows - margin) continue;
			const [left, top] = [x.at(meanOf(column)), rowAt(row)];
			const isCovered = cells.some(({ mean, evidence }) => Math.abs(x.at(mean) - left) < 32 && Math.abs(y.at(evidence) - top) < 18);
			if (!isCovered) return [textAt(left, top + 4, formatScore(threshold), { class: 'contour middle' })];
		}
		return [];
	});
}

/** Area for the number: the ring for all examples with that belief, the core for the chosen among them. */
function bubble(
	{ mean, evidence, pool, chosen }: BeliefCell,
	{ x, y, most }: { readonly x: Axis; readonly y: Axis; readonly most: number },
): string {
	const radiusOf = (count: number): number => Math.max(1.5, largestRadius * Math.sqrt(count / most));
	const center = { cx: x.at(mean), cy: y.at(evidence) };
	return element(
		'g',
		{},
		tooltip(
			`mean ${mean.toFixed(3)}, evidence ${formatCount(evidence)}: ${formatQuantity(pool, 'example')}, ${formatCount(chosen)} chosen`,
		),
		element('circle', { ...center, r: radiusOf(pool) + 1, class: 'bubble' }),
		...(chosen > 0 ? [element('circle', { ...center, r: radiusOf(chosen), class: 'core' })] : []),
	);
}

function legend(): string {
	const y = 18;
	const steps = Array.from({ length: bucketCount }, (_, bucket) =>
		element('rect', { x: 512 + bucket * 8, y: y - 9, width: 8, height: 10, class: `heat${bucket}` }),
	);
	return element(
		'g',
		{},
		element('circle', { cx: 118, cy: y - 4, r: 7, class: 'bubble' }),
		textAt(131, y, 'examples, by area'),
		element('circle', { cx: 284, cy: y - 4, r: 7, class: 'bubble' }),
		element('circle', { cx: 284, cy: y - 4, r: 4.5, class: 'core' }),
		textAt(297, y, 'of them chosen'),
		textAt(506, y, 'score: low', { class: 'end' }),
		...steps,
		textAt(598, y, 'high'),
	);
}

function descriptionOf(cells: readonly BeliefCell[], { thresholds }: Field): string {
	const total = cells.reduce((sum, { pool }) => sum + pool, 0);
	if (total === 0) return 'There is no example.';
	const chosen = cells.reduce((sum, cell) => sum + cell.chosen, 0);
	const largest = cells.reduce((best, cell) => (cell.pool > best.pool ? cell : best));
	return (
		`${formatQuantity(total, 'example')} at ${formatQuantity(cells.length, 'place')}, ${formatCount(chosen)} of them chosen. ` +
		`The largest place, with ${formatPercent(largest.pool / total)}, has mean ${largest.mean.toFixed(2)} and evidence ${formatCount(largest.evidence)}. ` +
		`Contours of the score from ${formatScore(thresholds[0]!)} to ${formatScore(thresholds.at(-1)!)}.`
	);
}
