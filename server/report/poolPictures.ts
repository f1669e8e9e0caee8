/** The pictures of a pool and of what is chosen from it. What they draw is counts by bin: their size does not grow with the pool. */
import { formatCount, formatRate, formatScore } from '../../shared/format.ts';
import { beliefCells } from '../../shared/pictures/beliefCells.ts';
import { drawBeliefMap } from '../../shared/pictures/beliefMap.ts';
import { type Bin, type Binning, binningOf, binsOf, rateBinning } from '../../shared/pictures/bins.ts';
import { drawHistogram, type HistogramData } from '../../shared/pictures/histogram.ts';
import { element } from '../../shared/pictures/svg.ts';
import { drawWeightCurve } from '../../shared/pictures/weightCurve.ts';
import type { Score } from '../../shared/score.ts';
import { type Column, details, figure, table } from './html.ts';
import type { ReviewInput, Section } from './reviewInput.ts';

const binCount = 20;

type PoolInput = Pick<ReviewInput, 'dataset' | 'chosen' | 'settings'>;

export function beliefMapSection({ dataset, chosen, settings }: PoolInput): Section {
	const { k, eta, mu } = settings;
	const cells = beliefCells(
		columnOf(dataset, ({ mean }) => mean),
		columnOf(dataset, ({ evidence }) => evidence),
		chosenMask(dataset, chosen),
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

export function histogramsSection({ dataset, chosen }: PoolInput): Section {
	const isChosen = chosenMask(dataset, chosen);
	const histogram = (
		data: Omit<HistogramData, 'bins' | 'kind'>,
		pick: (score: Score) => number,
		binning: (values: Float64Array) => Binning,
	): string => {
		const values = columnOf(dataset, pick);
		const { edges, kind } = binning(values);
		const bins = binsOf(values, isChosen, { edges });
		return figure(drawHistogram({ ...data, bins, kind }), { html: numbersOf(data.title, bins, data.format) });
	};
	const rates = (): Binning => rateBinning(binCount);
	return {
		id: 'histograms-section',
		title: 'The pool, and what is chosen from it',
		html: element(
			'div',
			{ class: 'grid' },
			histogram(
				{ name: 'histogram-score', title: 'Score', label: 'score A = w·I (nats)', format: formatScore },
				({ score }) => score,
				(values) => binningOf(values, binCount, { from: 0 }),
			),
			histogram(
				{ name: 'histogram-mean', title: 'Mean belief', label: 'mean m: expected success rate', format: formatRate },
				({ mean }) => mean,
				rates,
			),
			histogram(
				{ name: 'histogram-evidence', title: 'Evidence', label: 'evidence n: rollouts and prior', format: formatEvidence },
				({ evidence }) => evidence,
				(values) => binningOf(values, binCount, { mayBeLog: true }),
			),
			histogram(
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

export function weightSection({ dataset, chosen, settings: { eta, mu } }: PoolInput): Section {
	const means = columnOf(dataset, ({ mean }) => mean);
	return {
		id: 'weight-section',
		title: 'Which difficulty is preferred',
		html: figure(
			drawWeightCurve({ eta, mu, means: binsOf(means, chosenMask(dataset, chosen), rateBinning(binCount)) }),
			'The weight multiplies the information. A larger η makes it narrower, a smaller μ prefers harder prompts.',
		),
	};
}

function columnOf({ columns, scoreAt }: PoolInput['dataset'], pick: (score: Score) => number): Float64Array {
	return Float64Array.from({ length: columns.length }, (_, index) => pick(scoreAt(index)));
}

function chosenMask({ examples }: PoolInput['dataset'], chosen: PoolInput['chosen']): Uint8Array {
	const mask = new Uint8Array(examples.length);
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
