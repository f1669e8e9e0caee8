/** A simulated run, step by step: panels over one axis of steps, each with bands over the runs. */
import { area, line as pathOf } from 'd3-shape';
import { formatCount } from '../format.ts';
import { type Axis, aboveAxis, bottomAxis, leftAxis, line, linearAxis, type Plot } from './axes.ts';
import { drawPicture, element, textAt } from './svg.ts';

/** A quantity over the runs, at a step: their mean, and a range about it. */
export interface TimelinePoint {
	/** 1-based. */
	readonly step: number;
	readonly lower: number;
	readonly middle: number;
	readonly upper: number;
}

export interface TimelineSeries {
	/** Written at its end where a panel has several. */
	readonly name: string;
	/** By step, none left out. */
	readonly points: readonly TimelinePoint[];
}

export interface TimelinePanel {
	/** What is measured, with its unit. */
	readonly label: string;
	/** The first is drawn solid with its band, a second one dashed without. */
	readonly series: readonly TimelineSeries[];
	/** Always in view, such as the size of a batch. */
	readonly atLeast: number;
	readonly format: (value: number) => string;
	/** Whether only whole values are written at the axis. */
	readonly isWhole?: boolean;
}

export interface TimelineData {
	readonly panels: readonly TimelinePanel[];
	/** What the bands hold, such as `nine of ten of 20 runs`. */
	readonly band: string;
	/** The step at which the last prompt is visited; `undefined` where some are left. */
	readonly usedUpAt: number | undefined;
}

const width = 640;
const panelHeight = 118;
const firstTop = 62;
const inside = 74;

export function drawTimeline({ panels, band, usedUpAt }: TimelineData): string {
	const steps = Math.max(1, ...panels.flatMap(({ series }) => series.map(({ points }) => points.at(-1)?.step ?? 1)));
	const height = firstTop + panels.length * panelHeight + 4;
	const title = 'A simulated run';
	const plots = panels.map((_, index): Plot => {
		const top = firstTop + index * panelHeight;
		return { left: 52, right: 626, top, bottom: top + inside };
	});
	const x = linearAxis({ label: 'training step', domain: [1, steps], range: [52, 626], ticks: 8, isWhole: true });
	const used = usedUpAt === undefined ? 'Some prompts are not visited.' : `Every prompt is visited by step ${usedUpAt}.`;
	return drawPicture(
		{
			name: 'timeline',
			title,
			description: `${formatCount(steps)} steps. ${panels.map(sentenceOf).join(' ')} ${used}`,
			width,
			height,
		},
		textAt(8, 18, title, { class: 'heading' }),
		textAt(626, 18, `line: mean · band: ${band}`, { class: 'note end' }),
		...panels.map((panel, index) => drawPanel(panel, x, plots[index]!, index === panels.length - 1)),
		...(usedUpAt === undefined ? [] : usedUpMark(usedUpAt, x, plots, usedUpAt > steps / 2)),
	);
}

/** A line through all panels, named in the last one. */
function usedUpMark(step: number, x: Axis, plots: readonly Plot[], isLate: boolean): readonly string[] {
	const [first, last] = [plots[0], plots.at(-1)];
	if (first === undefined || last === undefined) return [];
	return [
		line(x.at(step), first.top, x.at(step), last.bottom, 'mark'),
		textAt(x.at(step) + (isLate ? -6 : 6), last.top + 14, `every prompt visited by step ${step}`, {
			class: isLate ? 'halo end' : 'halo',
		}),
	];
}

function drawPanel(
	{ label, series, atLeast, format, isWhole = false }: TimelinePanel,
	x: Axis,
	plot: Plot,
	isLast: boolean,
): string {
	const highest = Math.max(atLeast, ...series.flatMap(({ points }) => points.map(({ upper }) => upper)));
	const y = linearAxis({
		label,
		domain: [0, highest],
		range: [plot.bottom, plot.top],
		ticks: 3,
		format,
		isWhole,
		endsAtTicks: true,
	});
	const [first, ...others] = series;
	const band = area<TimelinePoint>()
		.x(({ step }) => x.at(step))
		.y0(({ lower }) => y.at(lower))
		.y1(({ upper }) => y.at(upper));
	const middle = pathOf<TimelinePoint>()
		.x(({ step }) => x.at(step))
		.y(({ middle }) => y.at(middle));
	const curve = ({ points }: TimelineSeries, className: string): string =>
		element('path', { d: middle([...points]) ?? '', class: className });
	return element(
		'g',
		{},
		leftAxis(y, plot),
		...(first === undefined ? [] : [element('path', { d: band([...first.points]) ?? '', class: 'band' })]),
		...others.map((other) => curve(other, 'second')),
		...(first === undefined ? [] : [curve(first, 'line')]),
		...(others.length === 0
			? []
			: [
					textAt(
						plot.right,
						plot.top - aboveAxis,
						series.map(({ name }, at) => `${at === 0 ? 'solid' : 'dashed'}: ${name}`).join(' · '),
						{
							class: 'note end',
						},
					),
				]),
		bottomAxis(x, plot, { ticks: isLast, label: isLast }),
	);
}

function sentenceOf({ label, series, format }: TimelinePanel): string {
	return series
		.flatMap(({ name, points }) => {
			const [first, last] = [points[0], points.at(-1)];
			if (first === undefined || last === undefined) return [];
			return [`${label}${series.length > 1 ? `, ${name}` : ''}: from ${format(first.middle)} to ${format(last.middle)}.`];
		})
		.join(' ');
}
