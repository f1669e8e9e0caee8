/** What each strategy would choose, by difficulty: small multiples on one scale, each over the outline of the pool. */
import { formatCount, formatPercent, formatQuantity } from '../format.ts';
import { bottomAxis, linearAxis, type Plot } from './axes.ts';
import type { Bin } from './bins.ts';
import { hatching } from './hatching.ts';
import { drawPicture, element, textAt, tooltip } from './svg.ts';

export interface StrategyPanel {
	readonly name: string;
	/** Means of the pool, and of what the strategy chose of it. */
	readonly means: readonly Bin[];
	/** A line below the name, such as the overlap with the first strategy. */
	readonly note: string;
}

const columns = 3;
const panelWidth = 213;
const panelHeight = 150;
const top = 56;

/** @param panels in the order in which they are drawn; the pool is the same in all. */
export function drawStrategyComparison(panels: readonly StrategyPanel[]): string {
	const name = 'strategies';
	const title = 'What each strategy chooses, by mean belief';
	const width = columns * panelWidth;
	const height = top + Math.max(1, Math.ceil(panels.length / columns)) * panelHeight + 20;
	const most = Math.max(1, ...panels.flatMap(({ means }) => means.map(({ pool }) => pool)));
	const description = panels
		.map((panel) => `${panel.name}: mean belief of the chosen ${chosenMean(panel.means)}, ${panel.note}.`)
		.join(' ');
	return drawPicture(
		{ name, title, description: description === '' ? 'There is no strategy to compare.' : description, width, height },
		textAt(8, 18, title, { class: 'heading' }),
		textAt(8, 36, `solid: pool · hatched: chosen · the tallest bar stands for ${formatQuantity(most, 'example')}`, {
			class: 'note',
		}),
		...panels.map((panel, index) => drawPanel(panel, index, most)),
	);
}

function drawPanel({ name, means, note }: StrategyPanel, index: number, most: number): string {
	const [column, row] = [index % columns, Math.floor(index / columns)];
	const plot: Plot = {
		left: column * panelWidth + 14,
		right: (column + 1) * panelWidth - 20,
		top: top + row * panelHeight + 36,
		bottom: top + row * panelHeight + panelHeight - 24,
	};
	const x = linearAxis({ label: '', domain: [0, 1], range: [plot.left, plot.right], ticks: 4 });
	const y = linearAxis({ label: '', domain: [0, most], range: [plot.bottom, plot.top] });
	const boxOf = ({ from, to }: Bin, count: number, inset: number) => {
		const at = Math.min(y.at(count), plot.bottom - 1);
		const barWidth = x.at(to) - x.at(from) - 1;
		return { x: x.at(from) + 0.5 + inset * barWidth, y: at, width: barWidth * (1 - 2 * inset), height: plot.bottom - at };
	};
	const chosenBar = (bin: Bin): readonly string[] => {
		if (bin.chosen === 0) return [];
		const box = boxOf(bin, bin.chosen, 0.15);
		return [element('rect', { ...box, class: 'chosen' }), hatching(box.x, box.y, box.width, box.height)];
	};
	return element(
		'g',
		{},
		textAt(plot.left, plot.top - 22, name, { class: 'heading' }),
		textAt(plot.left, plot.top - 7, note, { class: 'note' }),
		...means
			.filter(({ pool }) => pool > 0)
			.map((bin) =>
				element(
					'g',
					{},
					tooltip(
						`${name}, m ${bin.from.toFixed(2)} to ${bin.to.toFixed(2)}: ${formatCount(bin.chosen)} of ${formatCount(bin.pool)} chosen` +
							` (${formatPercent(bin.chosen / bin.pool)})`,
					),
					element('rect', { ...boxOf(bin, bin.pool, 0), class: 'pool' }),
					...chosenBar(bin),
				),
			),
		bottomAxis(x, plot, { label: false }),
	);
}

function chosenMean(bins: readonly Bin[]): string {
	const chosen = bins.reduce((sum, bin) => sum + bin.chosen, 0);
	if (chosen === 0) return 'unknown, as none is chosen';
	return `about ${(bins.reduce((sum, bin) => sum + (bin.chosen * (bin.from + bin.to)) / 2, 0) / chosen).toFixed(2)}`;
}
