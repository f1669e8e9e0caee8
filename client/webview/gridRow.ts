/** The grid's header and rows as elements. */
import type { Mark } from '../../shared/basket.ts';
import type { ColumnName } from '../../shared/tableColumns.ts';
import type { SortOrder, TableRow } from '../../shared/tableProtocol.ts';
import { createElement } from './element.ts';
import { gridColumns } from './rowCells.ts';

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

/** A cell a column; those that can be sorted by are buttons. */
export function headerCells({ column, descending }: SortOrder, onSort: (column: ColumnName) => void): readonly HTMLElement[] {
	return gridColumns.map(({ title, hint, sort, class: className }) => {
		const isSorted = sort === column;
		const content =
			sort === undefined
				? createElement('span', { text: title })
				: createElement('button', {
						text: `${title}${isSorted ? (descending ? ' ↓' : ' ↑') : ''}`,
						attributes: { type: 'button' },
						onClick: () => onSort(sort),
					});
		return createElement('div', {
			class: `cell ${className}`,
			title: hint,
			attributes: { role: 'columnheader', 'aria-sort': isSorted ? (descending ? 'descending' : 'ascending') : 'none' },
			children: [content],
		});
	});
}

/** A row; one that has not arrived yet says so. The header is row 1 to those who hear the grid. */
export function rowElement(
	model: GridModel,
	index: number,
	{ isCursor, isSelected }: { readonly isCursor: boolean; readonly isSelected: boolean },
): HTMLElement {
	const row = model.rowAt(index);
	const mark = row === undefined ? undefined : model.markOf(row.line);
	const element = createElement('div', {
		class: ['row', isCursor ? 'cursor' : '', isSelected ? 'selected' : '', mark ?? ''].join(' '),
		attributes: { role: 'row', id: `row-${index}`, 'aria-rowindex': String(index + 2), 'aria-selected': String(isSelected) },
	});
	element.dataset.row = String(index);
	if (row === undefined) {
		element.append(createElement('div', { class: 'cell pending', text: '…', attributes: { role: 'gridcell' } }));
		return element;
	}
	// For the menus that package.json contributes.
	element.dataset.vscodeContext = JSON.stringify({ webviewSection: 'row', line: row.line, preventDefaultContextMenuItems: true });
	for (const { class: className, cell } of gridColumns) {
		const content = cell(row, { mark, examples: model.examples });
		content.className = `cell ${className} ${content.className}`;
		content.setAttribute('role', 'gridcell');
		element.append(content);
	}
	return element;
}
