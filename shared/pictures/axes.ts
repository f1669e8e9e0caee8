/** Axes around a plot: scales and ticks by d3-scale, drawn as SVG text. */
import { scaleLinear, scaleLog } from 'd3-scale';
import { formatCount } from '../format.ts';
import { element, textAt } from './svg.ts';

/** The inside of a plot in pixels of the picture; y grows downwards. */
export interface Plot {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

export interface Axis {
	/** What is measured, with its unit. */
	readonly label: string;
	/** The pixel of a value. */
	at(value: number): number;
	readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** Pixels from what is written above a plot to the plot: clear of the uppermost tick. */
export const aboveAxis = 14;

interface AxisOptions {
	readonly label: string;
	/** Smallest and largest value; equal ones get some room about them. */
	readonly domain: readonly [number, number];
	/** The pixels of the two. */
	readonly range: readonly [number, number];
	/** About how many ticks; fewer where values are whole and few. */
	readonly ticks?: number;
	/** How a tick is written; else with as many decimals as it takes. */
	readonly format?: (value: number) => string;
	/** Whether only whole values make sense. */
	readonly isWhole?: boolean;
	/** Whether the domain grows to the nearest tick at either end, so that what lies highest can be read. */
	readonly endsAtTicks?: boolean;
}

export function linearAxis({ label, domain, range, ticks = 5, format, isWhole = false, endsAtTicks = false }: AxisOptions): Axis {
	const [from, to] = roomy(domain);
	const scale = scaleLinear(isWhole && endsAtTicks ? [Math.floor(from), Math.ceil(to)] : [from, to], range);
	// No more than there are whole values, so that the steps are whole.
	const count = isWhole ? Math.max(1, Math.min(ticks, Math.ceil(to - from))) : ticks;
	if (endsAtTicks) scale.nice(count);
	const write = format ?? (isWhole ? formatCount : scale.tickFormat(count));
	const values = scale.ticks(count).filter((value) => !isWhole || Number.isInteger(value));
	return { label, at: (value) => scale(value), ticks: values.map((value) => ({ value, text: write(value) })) };
}

/** For positive values. Ticks stand at round numbers, at 1, 2 and 5 within a decade, or at powers of ten where there are many. */
export function logAxis({ label, domain, range, ticks = 6, format = formatCount }: AxisOptions): Axis {
	const [from, to] = roomy(domain);
	const scale = scaleLog([from, to], range);
	const candidates =
		to / from < 12
			? scaleLinear([from, to], range).ticks(ticks)
			: scale.ticks(20).filter((value) => /^(?:0\.0*)?[125]0*$/.test(String(value)));
	const step = Math.max(1, Math.round(candidates.length / (1.5 * ticks)));
	const values = candidates.filter((value, index) => value > 0 && index % step === 0);
	return { label, at: (value) => scale(value), ticks: values.map((value) => ({ value, text: format(value) })) };
}

/** The axis below a plot. Where several plots share one, only the last writes ticks or label. */
export function bottomAxis(axis: Axis, { left, right, bottom }: Plot, { ticks = true, label = true } = {}): string {
	return element(
		'g',
		{},
		...axis.ticks.flatMap(({ value, text }) => {
			const x = axis.at(value);
			return [line(x, bottom, x, bottom + 4, 'axis'), ...(ticks ? [textAt(x, bottom + 17, text, { class: 'tick middle' })] : [])];
		}),
		line(left, bottom, right, bottom, 'axis'),
		...(label ? [textAt((left + right) / 2, bottom + 36, axis.label, { class: 'middle' })] : []),
	);
}

/** The axis left of a plot; its label stands above it, so that nobody has to tilt the head. */
export function leftAxis(axis: Axis, { left, right, top }: Plot, { grid = true } = {}): string {
	return element(
		'g',
		{},
		...axis.ticks.flatMap(({ value, text }) => {
			const y = axis.at(value);
			return [
				line(left, y, grid ? right : left - 4, y, grid ? 'grid' : 'axis'),
				textAt(left - 7, y + 4, text, { class: 'tick end' }),
			];
		}),
		textAt(Math.max(8, left - 44), top - aboveAxis, axis.label),
	);
}

export function line(x1: number, y1: number, x2: number, y2: number, className: string): string {
	return element('line', { x1, y1, x2, y2, class: className });
}

/** A domain with room in it, where its ends are equal. */
function roomy([from, to]: readonly [number, number]): readonly [number, number] {
	if (from < to) return [from, to];
	return from > 0 ? [from / 1.5, from * 1.5] : [from - 0.5, from + 0.5];
}
