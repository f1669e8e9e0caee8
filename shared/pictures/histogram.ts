/** A histogram of the pool with the chosen set in it. */
import { formatCount, formatPercent, formatQuantity } from '../format.ts';
import { type Axis, bottomAxis, leftAxis, linearAxis, logAxis, type Plot } from './axes.ts';
import type { Bin, Binning } from './bins.ts';
import { hatching } from './hatching.ts';
import { drawPicture, element, textAt, tooltip } from './svg.ts';

export interface HistogramData {
	/** Unique on a page. */
	readonly name: string;
	readonly title: string;
	/** What is measured, with its unit. */
	readonly label: string;
	readonly bins: readonly Bin[];
	readonly kind: Binning['kind'];
	/** How an edge of a bin is written in words. */
	readonly format: (value: number) => string;
}

const width = 360;
const height = 230;
const plot: Plot = { left: 52, right: 346, top: 58, bottom: 182 };

export function drawHistogram({ name, title, label, bins, kind, format }: HistogramData): string {
	const counted = bins.filter(({ pool }) => pool > 0);
	const total = counted.reduce((sum, { pool }) => sum + pool, 0);
	const totalChosen = counted.reduce((sum, { chosen }) => sum + chosen, 0);
	const domain = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 1] as const;
	const x = (kind === 'log' ? logAxis : linearAxis)({ label, domain, range: [plot.left, plot.right], isWhole: kind === 'whole' });
	const y = linearAxis({
		label: 'examples',
		domain: [0, Math.max(1, ...counted.map(({ pool }) => pool))],
		range: [plot.bottom, plot.top],
		ticks: 4,
		isWhole: true,
		endsAtTicks: true,
	});
	const highest = counted.reduce<Bin | undefined>(
		(best, bin) => (best === undefined || bin.pool > best.pool ? bin : best),
		undefined,
	);
	const description =
		highest === undefined
			? 'There is no example.'
			: `${formatQuantity(total, 'example')}, ${formatCount(totalChosen)} of them chosen. ` +
				`Most of them, ${formatCount(highest.pool)} (${formatPercent(highest.pool / total)}), lie from ${format(highest.from)} to ${format(highest.to)}.`;
	return drawPicture(
		{ name, title, description, width, height },
		textAt(8, 18, title, { class: 'heading' }),
		legend(),
		leftAxis(y, plot),
		...counted.map((bin) => bar(bin, { x, y, format })),
		bottomAxis(x, plot),
		...(highest === undefined ? [textAt((plot.left + plot.right) / 2, 120, 'no example', { class: 'note middle' })] : []),
	);
}

/** The chosen are told by colour, by hatching and by their narrower bar. */
function bar(
	{ from, to, pool, chosen }: Bin,
	{ x, y, format }: { readonly x: Axis; readonly y: Axis } & Pick<HistogramData, 'format'>,
): string {
	const [left, right] = [x.at(from) + 0.5, x.at(to) - 0.5];
	const inset = (right - left) * 0.2;
	// However small a share is, it is seen to be there.
	const topOf = (count: number): number => Math.min(y.at(count), plot.bottom - 1);
	const boxOf = (count: number, margin: number) => {
		const top = topOf(count);
		return { x: left + margin, y: top, width: Math.max(0.5, right - left - 2 * margin), height: plot.bottom - top };
	};
	const inner = boxOf(chosen, inset);
	return element(
		'g',
		{},
		tooltip(`${format(from)} to ${format(to)}: ${formatQuantity(pool, 'example')}, ${formatCount(chosen)} chosen`),
		element('rect', { ...boxOf(pool, 0), class: 'pool' }),
		...(chosen > 0 ? [element('rect', { ...inner, class: 'chosen' }), hatching(inner.x, inner.y, inner.width, inner.height)] : []),
	);
}

function legend(): string {
	const box = { y: 26, width: 14, height: 10 };
	return element(
		'g',
		{},
		element('rect', { x: 226, ...box, class: 'pool' }),
		textAt(245, 35, 'pool'),
		element('rect', { x: 284, ...box, class: 'chosen' }),
		hatching(284, box.y, box.width, box.height),
		textAt(303, 35, 'chosen'),
	);
}
