/** How well priors explain a pool: the observed success rates against what each prior leads one to expect. */
import { formatCount, formatQuantity } from '../format.ts';
import { type Axis, bottomAxis, leftAxis, line, linearAxis, type Plot } from './axes.ts';
import { drawPicture, element, textAt, tooltip } from './svg.ts';

/** Numbers of examples whose observed rate is in [from, to). */
export interface PriorFitBin {
	readonly from: number;
	readonly to: number;
	readonly observed: number;
	/** Expected under the fitted prior (beta-binomial with the examples' own numbers of rollouts), and under the one in use. */
	readonly fitted: number;
	readonly inUse: number;
}

export interface PriorFitData {
	readonly bins: readonly PriorFitBin[];
	/** How the two priors are written, such as `Beta(0.4, 0.9)`. */
	readonly fitted: string;
	readonly inUse: string;
}

const width = 640;
const height = 260;
const plot: Plot = { left: 52, right: 626, top: 58, bottom: 212 };

export function drawPriorFit({ bins, fitted, inUse }: PriorFitData): string {
	const title = 'Observed success rates, and what the priors expect';
	const x = linearAxis({ label: 'observed success rate S/T', domain: [0, 1], range: [plot.left, plot.right], ticks: 10 });
	const y = linearAxis({
		label: 'examples',
		domain: [0, Math.max(1, ...bins.flatMap((bin) => [bin.observed, bin.fitted, bin.inUse]))],
		range: [plot.bottom, plot.top],
		ticks: 4,
		isWhole: true,
		endsAtTicks: true,
	});
	const total = bins.reduce((sum, { observed }) => sum + observed, 0);
	const missedBy = (of: (bin: PriorFitBin) => number): string =>
		formatCount(Math.round(bins.reduce((sum, bin) => sum + Math.abs(of(bin) - bin.observed), 0) / 2));
	const description =
		total === 0
			? 'There is no example with rollouts.'
			: `${formatQuantity(total, 'example')} with rollouts. The fitted prior, ${fitted}, puts ${missedBy((bin) => bin.fitted)} of them into the wrong bar, ` +
				`the one in use, ${inUse}, ${missedBy((bin) => bin.inUse)}.`;
	return drawPicture(
		{ name: 'prior-fit', title, description, width, height },
		textAt(8, 18, title, { class: 'heading' }),
		legend(fitted, inUse),
		leftAxis(y, plot),
		// Rates of few rollouts leave bins out, which marks on the axis would only clutter.
		...bins.filter((bin) => Math.max(bin.observed, bin.fitted, bin.inUse) >= 0.5).map((bin) => drawBin(bin, x, y)),
		bottomAxis(x, plot),
	);
}

function drawBin({ from, to, observed, fitted, inUse }: PriorFitBin, x: Axis, y: Axis): string {
	const center = (x.at(from) + x.at(to)) / 2;
	const top = observed > 0 ? Math.min(y.at(observed), plot.bottom - 1) : plot.bottom;
	return element(
		'g',
		{},
		tooltip(
			`${from.toFixed(2)} to ${to.toFixed(2)}: ${formatCount(observed)} observed, ${fitted.toFixed(1)} expected by the fitted prior, ${inUse.toFixed(1)} by the one in use`,
		),
		element('rect', { x: x.at(from) + 0.5, y: top, width: x.at(to) - x.at(from) - 1, height: plot.bottom - top, class: 'pool' }),
		...level(center, y.at(inUse), (x.at(to) - x.at(from)) / 2 + 1),
		dot(center, y.at(fitted)),
	);
}

/** Wider than the dot that stands on it where two priors agree. */
function level(x: number, y: number, half: number): readonly string[] {
	return ['edge', 'level'].map((className) => line(x - half, y, x + half, y, className));
}

function dot(x: number, y: number): string {
	return element('circle', { cx: x, cy: y, r: 4, class: 'dot' });
}

function legend(fitted: string, inUse: string): string {
	return element(
		'g',
		{},
		element('rect', { x: 110, y: 30, width: 14, height: 10, class: 'pool' }),
		textAt(129, 39, 'observed'),
		dot(208, 35),
		textAt(218, 39, `fitted ${fitted}`),
		...level(420, 35, 9),
		textAt(435, 39, `in use ${inUse}`),
	);
}
