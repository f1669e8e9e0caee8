/** The difficulty weight w(m), InSight eq. 15, with its parameters marked and the pool's means below it. */
import { line as pathOf } from 'd3-shape';
import { difficultyWeight } from '../score.ts';
import { bottomAxis, leftAxis, line, linearAxis, type Plot } from './axes.ts';
import type { Bin } from './bins.ts';
import { drawPicture, element, textAt } from './svg.ts';

export interface WeightCurveData {
	readonly eta: number;
	readonly mu: number;
	/** The pool's means, drawn faintly for comparison. */
	readonly means: readonly Bin[];
}

const width = 640;
const height = 260;
const plot: Plot = { left: 52, right: 626, top: 58, bottom: 212 };
const steps = 200;

export function drawWeightCurve({ eta, mu, means }: WeightCurveData): string {
	const curve = Array.from({ length: steps + 1 }, (_, index) => index / steps);
	const weight = (mean: number): number => difficultyWeight(mean, eta, mu);
	const peak = peakOf(weight);
	const x = linearAxis({ label: 'mean belief m', domain: [0, 1], range: [plot.left, plot.right], ticks: 10 });
	const y = linearAxis({ label: 'weight w', domain: [0, 0.25], range: [plot.bottom, plot.top], ticks: 5 });
	const most = Math.max(1, ...means.map(({ pool }) => pool));
	const path = pathOf<number>().x((mean) => x.at(mean));
	const isMuShown = mu >= 0 && mu <= 1;
	// Where the curves are high, which the label is to be clear of.
	const isCurveRight = mu > 0.1 && mu < 0.5;
	const where = `It is largest, ${weight(peak).toPrecision(3)}, at m = ${peak.toFixed(2)}`;
	const description = `w(m) = m(1−m)·exp(−η(m−μ)²) with η = ${eta} and μ = ${mu}. ${where}. Without the exponential (η = 0) it would be 0.25 at 0.5.`;
	return drawPicture(
		{ name: 'weight-curve', title: 'Difficulty weight', description, width, height },
		textAt(8, 18, `Difficulty weight w(m), η = ${eta}, μ = ${mu}`, { class: 'heading' }),
		legend(),
		leftAxis(y, plot),
		...means
			.filter(({ pool }) => pool > 0)
			.map(({ from, to, pool }) => {
				const barHeight = Math.max(1, (pool / most) * 0.9 * (plot.bottom - plot.top));
				return element('rect', {
					x: x.at(from) + 0.5,
					y: plot.bottom - barHeight,
					width: x.at(to) - x.at(from) - 1,
					height: barHeight,
					class: 'band',
				});
			}),
		element('path', { class: 'second', d: path.y((mean) => y.at(mean * (1 - mean)))(curve)! }),
		element('path', { class: 'line', d: path.y((mean) => y.at(weight(mean)))(curve)! }),
		...(isMuShown
			? [
					line(x.at(mu), plot.top, x.at(mu), plot.bottom, 'mark'),
					textAt(x.at(mu) + (isCurveRight ? -5 : 5), plot.top + 10, `μ = ${mu}`, { class: isCurveRight ? 'halo end' : 'halo' }),
				]
			: [textAt(plot.right - 4, plot.top + 12, `μ = ${mu} lies outside`, { class: 'end halo' })]),
		element('circle', { cx: x.at(peak), cy: y.at(weight(peak)), r: 4, class: 'marked' }),
		textAt(x.at(peak), y.at(weight(peak)) + (weight(peak) < 0.05 ? -10 : 22), `largest at ${peak.toFixed(2)}`, {
			class: 'halo middle',
		}),
		bottomAxis(x, plot),
	);
}

/** Where a weight is largest, to a thousandth. */
function peakOf(weight: (mean: number) => number): number {
	let best = 0;
	for (let thousandths = 1; thousandths < 1000; thousandths++) {
		if (weight(thousandths / 1000) > weight(best)) best = thousandths / 1000;
	}
	return best;
}

function legend(): string {
	return element(
		'g',
		{},
		element('path', { d: 'M262,35h24', class: 'line' }),
		textAt(292, 39, 'w(m)'),
		element('path', { d: 'M346,35h24', class: 'second' }),
		textAt(376, 39, 'm(1−m), that is η = 0'),
		element('rect', { x: 560, y: 30, width: 14, height: 10, class: 'band' }),
		textAt(580, 39, 'pool'),
	);
}
