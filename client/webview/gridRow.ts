/** The grid's rows as elements. */
import type { Mark } from '../../shared/basket.ts';
import type { SortOrder, TableRow } from '../../shared/tableProtocol.ts';
import { createElement } from './element.ts';
import { gridColumns, heatOf, type RowContext } from './rowCells.ts';

/** What the grid shows. */
export interface GridModel {
	readonly rowCount: number;
	readonly examples: number;
	readonly sort: SortOrder;
	/** What to say where there is no row. */
	readonly emptyText: string;
	rowAt(row: number): TableRow | undefined;
	markOf(line: number): Mark | undefined;
}

interface RowLook {
	readonly isCursor: boolean;
	readonly isSelected: boolean;
}

/** Elements of the rows in view. One that would look the same stays in place, with whatever a mouse or a screen reader is doing there. */
export class RowElements {
	readonly element = createElement('div', { class: 'rows', attributes: { role: 'rowgroup' } });
	#known = new Map<number, { readonly look: string; readonly element: HTMLElement }>();

	show(model: GridModel, rows: readonly number[], lookOf: (row: number) => RowLook): void {
		const known = new Map(
			rows.map((row) => {
				const data = model.rowAt(row);
				const mark = data === undefined ? undefined : model.markOf(data.line);
				const context = { mark, heat: data === undefined ? 0 : heatOf(data.rank, model.examples) };
				const look = JSON.stringify([data, context, lookOf(row)]);
				const before = this.#known.get(row);
				return [row, before?.look === look ? before : { look, element: rowElement(row, data, context, lookOf(row)) }];
			}),
		);
		this.#known = known;
		const elements = [...known.values()].map(({ element }) => element);
		if (rows.length === 0 && model.emptyText !== '') elements.push(createElement('div', { class: 'empty', text: model.emptyText }));
		const { children } = this.element;
		const isSame = children.length === elements.length && elements.every((element, index) => children[index] === element);
		if (!isSame) this.element.replaceChildren(...elements);
	}
}

/** A row; one that has not arrived yet says so. The header is row 1 to those who hear the grid. */
function rowElement(index: number, row: TableRow | undefined, context: RowContext, { isCursor, isSelected }: RowLook): HTMLElement {
	const element = createElement('div', {
		class: ['row', isCursor ? 'cursor' : '', isSelected ? 'selected' : '', context.mark ?? ''].join(' '),
		attributes: { role: 'row', id: `row-${index}`, 'aria-rowindex': String(index + 2), 'aria-selected': String(isSelected) },
	});
	element.dataset.row = String(index);
	if (row === undefined) {
		element.append(
			createElement('div', { class: 'cell pending', text: '…', attributes: { role: 'gridcell', 'aria-label': 'loading' } }),
		);
		return element;
	}
	// For the menus that package.json contributes.
	element.dataset.vscodeContext = JSON.stringify({ webviewSection: 'row', line: row.line, preventDefaultContextMenuItems: true });
	gridColumns.forEach(({ class: className, cell }, column) => {
		const content = cell(row, context);
		content.className = `cell ${className} ${content.className}`;
		content.setAttribute('role', 'gridcell');
		content.setAttribute('aria-colindex', String(column + 1));
		element.append(content);
	});
	return element;
}
