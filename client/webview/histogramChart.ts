/** Bars over the values of a column; a click on one filters by it. */
import { formatCount, formatParameter, formatQuantity } from '../../shared/format.ts';
import { columnOf, type NumberColumnName, numberColumnNames } from '../../shared/tableColumns.ts';
import type { Histogram } from '../../shared/tableProtocol.ts';
import { createElement } from './element.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
const height = 44;

export class HistogramChart {
	readonly element: HTMLElement;
	readonly #select = createElement('select', { attributes: { 'aria-label': 'Column of the histogram' } });
	readonly #chart = createElement('div', { class: 'bars', attributes: { role: 'group', 'aria-label': 'Histogram' } });
	readonly #caption = createElement('div', { class: 'caption' });
	readonly #onBar: (condition: string) => void;

	constructor(onColumn: (column: NumberColumnName) => void, onBar: (condition: string) => void) {
		this.#onBar = onBar;
		for (const name of numberColumnNames)
			this.#select.append(createElement('option', { text: columnOf(name)!.title, attributes: { value: name } }));
		this.#select.addEventListener('change', () => {
			const column = numberColumnNames.find((name) => name === this.#select.value);
			if (column !== undefined) onColumn(column);
		});
		this.element = createElement('div', { class: 'histogram', children: [this.#select, this.#chart, this.#caption] });
	}

	show(column: NumberColumnName, { edges, counts }: Histogram): void {
		this.#select.value = column;
		const most = Math.max(1, ...counts);
		const svg = document.createElementNS(svgNamespace, 'svg');
		svg.setAttribute('viewBox', `0 0 ${Math.max(1, counts.length)} ${height}`);
		svg.setAttribute('preserveAspectRatio', 'none');
		for (const [bar, count] of counts.entries()) svg.append(this.#bar(column, [edges[bar]!, edges[bar + 1]!], count, bar, most));
		const focused = this.#bars().indexOf(document.activeElement as SVGElement);
		this.#chart.replaceChildren(svg);
		this.#bars()[Math.max(0, focused)]?.setAttribute('tabindex', '0');
		this.#focus(focused);
		this.#caption.textContent =
			counts.length === 0
				? 'no values'
				: `${shortNumber(edges[0]!)} – ${shortNumber(edges.at(-1)!)}, at most ${formatCount(most)} a bar`;
	}

	#bars(): readonly SVGElement[] {
		return [...this.#chart.querySelectorAll('g')];
	}

	/** Arrows go from bar to bar: together they are one tab stop. */
	#focus(bar: number): void {
		this.#bars()[bar]?.focus();
	}

	#bar(column: NumberColumnName, [from, to]: readonly [number, number], count: number, bar: number, most: number): SVGElement {
		const condition = `${column} >= ${from} and ${column} < ${to}`;
		const group = document.createElementNS(svgNamespace, 'g');
		const label = `${formatQuantity(count, 'example')} with ${condition}`;
		const title = document.createElementNS(svgNamespace, 'title');
		title.textContent = label;
		// A full-height target, so that low bars can be clicked too.
		group.append(title, rectangle('target', bar, 0, height));
		// What is there is seen, however little.
		const size = count === 0 ? 0 : Math.max(1.5, (height * count) / most);
		group.append(rectangle('bar', bar, height - size, size));
		group.setAttribute('role', 'button');
		group.setAttribute('tabindex', '-1');
		group.setAttribute('aria-label', label);
		group.addEventListener('click', () => this.#onBar(condition));
		group.addEventListener('keydown', (event) => {
			if (event.key === 'ArrowRight') this.#focus(this.#bars().indexOf(group) + 1);
			else if (event.key === 'ArrowLeft') this.#focus(this.#bars().indexOf(group) - 1);
			else if (event.key === 'Enter' || event.key === ' ') this.#onBar(condition);
			else return;
			event.preventDefault();
		});
		return group;
	}
}

function rectangle(name: string, bar: number, top: number, size: number): SVGElement {
	const element = document.createElementNS(svgNamespace, 'rect');
	element.setAttribute('class', name);
	element.setAttribute('x', String(bar + 0.06));
	element.setAttribute('width', '0.88');
	element.setAttribute('y', String(top));
	element.setAttribute('height', String(size));
	return element;
}

/** A round number without digits that say nothing. */
function shortNumber(value: number): string {
	return Number.isInteger(value) ? formatCount(value) : formatParameter(value);
}
