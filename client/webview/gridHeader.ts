/** The grid's header: what each column is, and a click to sort by it. */
import type { ColumnName } from '../../shared/tableColumns.ts';
import type { SortOrder } from '../../shared/tableProtocol.ts';
import { createElement } from './element.ts';
import { gridColumns } from './rowCells.ts';

export class GridHeader {
	readonly element = createElement('div', { class: 'header', attributes: { role: 'row', 'aria-rowindex': '1' } });
	readonly #onSort: (column: ColumnName) => void;
	readonly #onLeave: () => void;

	/** @param onLeave the user goes down to the rows. */
	constructor(onSort: (column: ColumnName) => void, onLeave: () => void) {
		this.#onSort = onSort;
		this.#onLeave = onLeave;
		this.element.addEventListener('keydown', (event) => this.#onKey(event));
	}

	/** The button that has the focus keeps it. */
	show(sort: SortOrder): void {
		const focused = [...this.element.children].findIndex((cell) => cell.contains(document.activeElement));
		this.element.replaceChildren(...headerCells(sort, this.#onSort));
		this.element.children[focused]?.querySelector('button')?.focus();
	}

	/** Arrows go from button to button. */
	#onKey(event: KeyboardEvent): void {
		const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
		// Those of hidden columns take no focus.
		const buttons = [...this.element.querySelectorAll('button')].filter((button) => button.offsetParent !== null);
		const next = buttons[buttons.indexOf(event.target as HTMLButtonElement) + step];
		if (event.key === 'ArrowDown') this.#onLeave();
		else if (step === 0 || next === undefined) return;
		else next.focus();
		event.preventDefault();
	}
}

/** A cell a column; those that can be sorted by are buttons, one of them a tab stop. */
function headerCells({ column, descending }: SortOrder, onSort: (column: ColumnName) => void): readonly HTMLElement[] {
	const tabStop = Math.max(
		0,
		gridColumns.findIndex(({ sort }) => sort === column),
	);
	return gridColumns.map(({ title, name, hint, sort, class: className }, index) => {
		const isSorted = sort === column;
		const content =
			sort === undefined
				? createElement('span', { text: title })
				: createElement('button', {
						text: `${title}${isSorted ? (descending ? ' ↓' : ' ↑') : ''}`,
						// The arrow is told by aria-sort, and a sign by its name.
						attributes: { type: 'button', 'aria-label': name ?? title, tabindex: index === tabStop ? '0' : '-1' },
						onClick: () => onSort(sort),
					});
		return createElement('div', {
			class: `cell ${className}`,
			title: hint,
			attributes: {
				role: 'columnheader',
				'aria-colindex': String(index + 1),
				'aria-sort': isSorted ? (descending ? 'descending' : 'ascending') : 'none',
			},
			children: [content],
		});
	});
}
