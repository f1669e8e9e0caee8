/** How much of the chosen set stays when a parameter is another. */
import { formatPercent } from '../format.ts';
import { line, linearAxis } from './axes.ts';
import { drawPicture, element, textAt, tooltip } from './svg.ts';

/** One parameter with the others as they are. */
export interface SensitivityRow {
	/** The parameter and the value it was given, such as `μ = 0.4`. */
	readonly name: string;
	/** Share of the chosen set that is chosen then too. */
	readonly kept: number;
}

const width = 640;
const rowHeight = 22;
const top = 40;
const [left, right] = [210, 590];

export function drawSensitivity(rows: readonly SensitivityRow[]): string {
	const title = 'How much of the chosen set stays, if…';
	const x = linearAxis({ label: '', domain: [0, 1], range: [left, right], ticks: 5, format: formatPercent });
	const bottom = top + rows.length * rowHeight;
	const least = rows.reduce<SensitivityRow | undefined>((a, b) => (a === undefined || b.kept < a.kept ? b : a), undefined);
	const description =
		least === undefined
			? 'There is nothing to compare.'
			: `${rows.length} changes. The largest is ${least.name}: ${formatPercent(least.kept)} of the chosen set stay.`;
	return drawPicture(
		{ name: 'sensitivity', title, description, width, height: bottom + 28 },
		textAt(8, 18, title, { class: 'heading' }),
		...x.ticks.flatMap(({ value, text }) => [
			line(x.at(value), top - 4, x.at(value), bottom, 'grid'),
			textAt(x.at(value), bottom + 16, text, { class: 'tick middle' }),
		]),
		...rows.map(({ name, kept }, index) => {
			const y = top + index * rowHeight;
			return element(
				'g',
				{},
				tooltip(`${name}: ${formatPercent(kept)} stay`),
				textAt(left - 10, y + 13, name, { class: 'end' }),
				element('rect', { x: left, y: y + 2, width: Math.max(1, x.at(kept) - left), height: rowHeight - 6, class: 'pool' }),
				textAt(x.at(kept) + 6, y + 13, formatPercent(kept), { class: 'halo' }),
			);
		}),
	);
}
