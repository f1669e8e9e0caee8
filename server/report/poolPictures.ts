/** The pictures of a pool and of what is chosen from it. What they draw is counts by bin: their size does not grow with the pool. */
import { formatCount, formatRate, formatScore } from '../../shared/format.ts';
import { beliefCells } from '../../shared/pictures/beliefCells.ts';
import { drawBeliefMap } from '../../shared/pictures/beliefMap.ts';
import { type Bin, type Binning, binningOf, binsOf, rateBinning } from '../../shared/pictures/bins.ts';
import { drawHistogram, type HistogramData } from '../../shared/pictures/histogram.ts';
import { element } from '../../shared/pictures/svg.ts';
import { drawWeightCurve } from '../../shared/pictures/weightCurve.ts';
import type { Score } from '../../shared/score.ts';
import type { Sliced } from '../core/slices.ts';
import { type Column, details, figure, table } from './html.ts';
import type { ReviewInput, Section } from './reviewInput.ts';

const binCount = 20;

type PoolInput = Pick<ReviewInput, 'dataset' | 'chosen' | 'settings'>;

/** Where the beliefs lie, what is chosen of them, and which difficulty is preferred. */
export function* poolSections(input: PoolInput): Sliced<readonly Section[]> {
	const isChosen = chosenMask(input);
	yield;
	const map = beliefMapSection(input, isChosen);
	yield;
	const histograms = yield* histogramsSection(input, isChosen);
	return [map, histograms, weightSection(input, isChosen)];
}

function beliefMapSection({ dataset, settings }: PoolInput, isChosen: Uint8Array): Section {
	const { k, eta, mu } = settings;
	const cells = beliefCells(
		columnOf(dataset, ({ mean }) => mean),
		columnOf(dataset, ({ evidence }) => evidence),
		isChosen,
	);
	return {
		id: 'belief-map-section',
		title: 'Where the beliefs lie',
		html: figure(
			drawBeliefMap({ cells, parameters: { k, eta, mu } }),
			`A pool of well-known prompts lies high, an unseen one low. The contours are the score that the next ${k} rollouts would have there.`,
		),
	};
}

function* histogramsSection({ dataset }: PoolInput, isChosen: Uint8Array): Sliced<Section> {
	const histogram = function* (
		data: Omit<HistogramData, 'bins' | 'kind'>,
		pick: (score: Score) => number,
		binning: (values: Float64Array) => Binning,
	): Sliced<string> {
		const values = columnOf(dataset, pick);
		const { edges, kind } = binning(values);
		const bins = binsOf(values, isChosen, { edges });
		yield;
		return figure(drawHistogram({ ...data, bins, kind }), { html: numbersOf(data.title, bins, data.format) });
	};
	const rates = (): Binning => rateBinning(binCount);
	return {
		id: 'histograms-section',
		title: 'The pool, and what is chosen from it',
		html: element(
			'div',
			{ class: 'grid' },
			yield* histogram(
				{ name: 'histogram-score', title: 'Score', label: 'score A = w·I (nats)', format: formatScore },
				({ score }) => score,
				(values) => binningOf(values, binCount, { from: 0 }),
			),
			yield* histogram(
				{ name: 'histogram-mean', title: 'Mean belief', label: 'mean m: expected success rate', format: formatRate },
				({ mean }) => mean,
				rates,
			),
			yield* histogram(
				{ name: 'histogram-evidence', title: 'Evidence', label: 'evidence n: rollouts and prior', format: formatEvidence },
				({ evidence }) => evidence,
				(values) => binningOf(values, binCount, { mayBeLog: true, finest: 1 }),
			),
			yield* histogram(
				{
					name: 'histogram-gradient',
					title: 'Chance of a gradient',
					label: 'V: chance that the next K rewards differ',
					format: formatRate,
				},
				({ nonDegenerate }) => nonDegenerate,
				rates,
			),
		),
	};
}

function weightSection({ dataset, settings: { eta, mu } }: PoolInput, isChosen: Uint8Array): Section {
	const means = columnOf(dataset, ({ mean }) => mean);
	return {
		id: 'weight-section',
		title: 'Which difficulty is preferred',
		html: figure(
			drawWeightCurve({ eta, mu, means: binsOf(means, isChosen, rateBinning(binCount)) }),
			'The weight multiplies the information. A larger η makes it narrower, a smaller μ prefers harder prompts.',
		),
	};
}

function columnOf({ columns, scoreAt }: PoolInput['dataset'], pick: (score: Score) => number): Float64Array {
	const column = new Float64Array(columns.length);
	for (let index = 0; index < column.length; index++) column[index] = pick(scoreAt(index));
	return column;
}

function chosenMask({ dataset, chosen }: PoolInput): Uint8Array {
	const mask = new Uint8Array(dataset.examples.length);
	for (const { index } of chosen) mask[index] = 1;
	return mask;
}

function numbersOf(title: string, bins: readonly Bin[], format: (value: number) => string): string {
	const columns: readonly Column[] = [
		{ title: 'from' },
		{ title: 'to', kind: 'number' },
		{ title: 'pool', kind: 'number' },
		{ title: 'chosen', kind: 'number' },
	];
	const rows = bins
		.filter(({ pool }) => pool > 0)
		.map(({ from, to, pool, chosen }) => [format(from), format(to), formatCount(pool), formatCount(chosen)]);
	return details('The numbers', table(`${title}: examples by bin`, columns, rows));
}

function formatEvidence(value: number): string {
	return value >= 100 ? formatCount(Math.round(value)) : String(Math.round(value * 10) / 10);
}
