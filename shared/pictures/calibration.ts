/** Whether beliefs kept their word: predicted against observed success rates, and the ranks of what came (PIT). */
import { formatPercent, formatQuantity } from '../format.ts';
import { type Axis, aboveAxis, bottomAxis, leftAxis, line, linearAxis, type Plot } from './axes.ts';
import { drawPicture, element, textAt, tooltip } from './svg.ts';

/** Visits whose predicted rates are alike. */
export interface ReliabilityBin {
	/** Mean of the predicted rates. */
	readonly predicted: number;
	/** Share of successes among the rollouts, with the interval that would hold the prediction in 95 of 100 cases if it is right. */
	readonly observed: number;
	readonly lower: number;
	readonly upper: number;
	readonly visits: number;
}

export interface CalibrationData {
	/** Unique on a page, as several can stand on one. */
	readonly name: string;
	/** Which beliefs. */
	readonly title: string;
	readonly reliability: readonly ReliabilityBin[];
	/** Shares of visits by tenth of the predictive distribution in which their result fell; even where beliefs are right. */
	readonly pit: readonly number[];
}

const width = 640;
const height = 330;
const left: Plot = { left: 52, right: 300, top: 58, bottom: 282 };
const right: Plot = { left: 376, right: 626, top: 58, bottom: 282 };

export function drawCalibration({ name, title, reliability, pit }: CalibrationData): string {
	const visits = reliability.reduce((sum, bin) => sum + bin.visits, 0);
	const error =
		reliability.reduce((sum, bin) => sum + bin.visits * Math.abs(bin.predicted - bin.observed), 0) / Math.max(1, visits);
	const outer = (pit[0] ?? 0) + (pit.at(-1) ?? 0);
	const description =
		visits === 0
			? 'There is no visit after a first one to predict.'
			: `${formatQuantity(visits, 'visit')}. Predicted and observed rates differ by ${error.toFixed(3)} on average. ` +
				`${formatPercent(outer)} of the results fell into the two outer tenths of what was predicted, where ${formatPercent(2 / Math.max(1, pit.length))} should.`;
	return drawPicture(
		{ name, title, description, width, height },
		textAt(8, 18, title, { class: 'heading' }),
		drawReliability(reliability, visits),
		drawPit(pit),
	);
}

function drawReliability(bins: readonly ReliabilityBin[], visits: number): string {
	const x = linearAxis({ label: 'predicted success rate', domain: [0, 1], range: [left.left, left.right], ticks: 5 });
	const y = linearAxis({ label: 'observed success rate', domain: [0, 1], range: [left.bottom, left.top], ticks: 5 });
	return element(
		'g',
		{},
		leftAxis(y, left),
		bottomAxis(x, left),
		line(x.at(0), y.at(0), x.at(1), y.at(1), 'second'),
		...bins.map((bin) => point(bin, x, y, visits)),
	);
}

function point({ predicted, observed, lower, upper, visits }: ReliabilityBin, x: Axis, y: Axis, total: number): string {
	return element(
		'g',
		{},
		tooltip(
			`predicted ${predicted.toFixed(2)}, observed ${observed.toFixed(2)} [${lower.toFixed(2)}, ${upper.toFixed(2)}], ${formatQuantity(visits, 'visit')}`,
		),
		line(x.at(predicted), y.at(lower), x.at(predicted), y.at(upper), 'axis'),
		element('circle', { cx: x.at(predicted), cy: y.at(observed), r: 2.5 + 6 * Math.sqrt(visits / total), class: 'dot' }),
	);
}

function drawPit(pit: readonly number[]): string {
	const even = 1 / Math.max(1, pit.length);
	const x = linearAxis({
		label: 'place in the predicted distribution',
		domain: [0, 1],
		range: [right.left, right.right],
		ticks: 5,
	});
	const y = linearAxis({
		label: 'share of visits',
		domain: [0, Math.max(2 * even, ...pit)],
		range: [right.bottom, right.top],
		ticks: 4,
		format: formatPercent,
		endsAtTicks: true,
	});
	return element(
		'g',
		{},
		leftAxis(y, right),
		...pit.map((share, index) => {
			const [from, to] = [x.at(index * even), x.at((index + 1) * even)];
			return element(
				'g',
				{},
				tooltip(`tenth ${index + 1}: ${formatPercent(share)}`),
				element('rect', { x: from + 0.5, y: y.at(share), width: to - from - 1, height: right.bottom - y.at(share), class: 'pool' }),
			);
		}),
		line(right.left, y.at(even), right.right, y.at(even), 'second'),
		textAt(right.right, right.top - aboveAxis, 'dashed: as beliefs say', { class: 'note end' }),
		bottomAxis(x, right),
	);
}
