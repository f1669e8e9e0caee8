/** How well discounts predict the next visit's results: predictive log-likelihood by λ. */
import { line as pathOf } from 'd3-shape';
import { bottomAxis, leftAxis, line, linearAxis, type Plot } from './axes.ts';
import { drawPicture, element, textAt } from './svg.ts';

export interface LikelihoodCurveData {
	/** Unique on a page, as several curves can stand on one. */
	readonly name: string;
	readonly title: string;
	/** Ascending in λ; nats, relative to whatever is the same for all. */
	readonly points: readonly { readonly lambda: number; readonly logLikelihood: number }[];
	/** The fitted λ, which may lie between two points, and its 95 % interval. */
	readonly best: number;
	readonly interval: { readonly lower: number; readonly upper: number };
}

const width = 640;
const height = 240;
const plot: Plot = { left: 52, right: 618, top: 58, bottom: 192 };

export function drawLikelihoodCurve({ name, title, points, best, interval }: LikelihoodCurveData): string {
	const likelihoods = points.map(({ logLikelihood }) => logLikelihood);
	const highest = Math.max(...likelihoods);
	/** Below the best: only differences mean something. */
	const below = aroundThePeak(points.map(({ lambda, logLikelihood }) => ({ lambda, drop: logLikelihood - highest })));
	const domain = [below[0]?.lambda ?? 0, below.at(-1)?.lambda ?? 1] as const;
	const x = linearAxis({
		label: 'discount λ: 1 remembers everything, 0 the last visit',
		domain,
		range: [plot.left, plot.right],
		ticks: 10,
	});
	const inView = (lambda: number): number => x.at(Math.min(domain[1], Math.max(domain[0], lambda)));
	const lowest = Math.min(-1, ...below.map(({ drop }) => drop));
	const y = linearAxis({
		label: 'log-likelihood below the best (nats)',
		domain: [lowest, 0],
		range: [plot.bottom, plot.top],
		ticks: 4,
		endsAtTicks: true,
	});
	const last = points.at(-1);
	const description =
		last === undefined
			? 'There is no history to fit to.'
			: `Predictive log-likelihood is highest at λ = ${best.toFixed(3)}, from ${interval.lower.toFixed(3)} to ${interval.upper.toFixed(3)} with 95 %. At λ = ${last.lambda.toFixed(2)} it is ${(highest - last.logLikelihood).toFixed(1)} nats lower.`;
	const isLate = x.at(best) > (plot.left + plot.right) / 2;
	const path = pathOf<(typeof below)[number]>()
		.x(({ lambda }) => x.at(lambda))
		.y(({ drop }) => y.at(drop));
	return drawPicture(
		{ name, title, description, width, height },
		textAt(8, 18, title, { class: 'heading' }),
		leftAxis(y, plot),
		bottomAxis(x, plot),
		...(last === undefined
			? []
			: [
					element('rect', {
						x: inView(interval.lower) - 0.5,
						y: plot.top,
						width: inView(interval.upper) - inView(interval.lower) + 1,
						height: plot.bottom - plot.top,
						class: 'band',
					}),
					element('path', { d: path(below) ?? '', class: 'line' }),
					line(x.at(best), plot.top, x.at(best), plot.bottom, 'mark'),
					textAt(
						x.at(best) + (isLate ? -6 : 6),
						plot.bottom - 8,
						`λ = ${best.toFixed(3)} [${interval.lower.toFixed(3)}, ${interval.upper.toFixed(3)}]`,
						{
							class: isLate ? 'halo end' : 'halo',
						},
					),
				]),
	);
}

/** Likelihoods more than this below the best are nobody's choice. */
const shownDrop = 12;

/** The points that matter, and the next one on either side: a discount by the step of a long run has all of its peak next to 1. */
function aroundThePeak<Point extends { readonly drop: number }>(points: readonly Point[]): readonly Point[] {
	const first = points.findIndex(({ drop }) => drop > -shownDrop);
	const last = points.findLastIndex(({ drop }) => drop > -shownDrop);
	return points.slice(Math.max(0, first - 1), last + 2);
}
