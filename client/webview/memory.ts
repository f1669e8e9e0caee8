import type { SortOrder } from '../../shared/tableProtocol.ts';
import type { WebviewMemory } from '../../shared/webviewProtocol.ts';

/** How the page keeps what it wants to find again. */
export interface Memory {
	load(): WebviewMemory | undefined;
	save(memory: WebviewMemory): void;
}

export const initialMemory: WebviewMemory = {
	filter: '',
	sort: { column: 'rank', descending: false },
	histogram: 'score',
	row: 0,
	line: null,
	isPaneOpen: false,
	paneShare: 0.42,
	isRaw: false,
};

/** The order after a click on a column's header. What is good comes first: low ranks and lines, high numbers. */
export function nextSort(sort: SortOrder, column: SortOrder['column']): SortOrder {
	const descending = sort.column === column ? !sort.descending : !['rank', 'line', 'id', 'marked'].includes(column);
	return { column, descending };
}
