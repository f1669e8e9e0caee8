/** The table itself: an ARIA grid that only holds the rows in view, with a cursor, a selection, and the keyboard. */
import type { Mark } from '../../shared/basket.ts';
import type { ColumnName } from '../../shared/tableColumns.ts';
import { createElement } from './element.ts';
import { GridHeader } from './gridHeader.ts';
import { type GridModel, RowElements } from './gridRow.ts';
import type { Place } from './place.ts';
import { gridColumns } from './rowCells.ts';
import {
	clampOffset,
	isScaled,
	type ListShape,
	offsetAt,
	offsetShowing,
	rowsInView,
	scrollTopAt,
	spacerHeight,
} from './virtualRows.ts';

export interface GridEvents {
	/** Rows `[first, end)` came into view. */
	onView(first: number, end: number): void;
	/** The user goes elsewhere, by keys or by the mouse. */
	onMove(): void;
	onSort(column: ColumnName): void;
	onCursor(row: number): void;
	/** Enter, or a double click. */
	onOpen(row: number): void;
	onToggle(mark: Mark): void;
}

const rowHeight = 24;

/** Rows `[first, last]`, both included. */
export interface RowRange {
	readonly first: number;
	readonly last: number;
}

export class Grid {
	readonly element: HTMLElement;
	readonly #events: GridEvents;
	readonly #header: GridHeader;
	readonly #spacer = createElement('div', { class: 'spacer', attributes: { role: 'presentation' } });
	readonly #rows = new RowElements();
	readonly #scroller: HTMLElement;
	#model: GridModel = {
		rowCount: 0,
		emptyText: '',
		examples: 0,
		sort: { column: 'rank', descending: false },
		rowAt: () => undefined,
		markOf: () => undefined,
	};
	/** In pixels from the list's beginning. */
	#offset = 0;
	#cursor = 0;
	/** The other end of the selection. */
	#anchor = 0;
	/** Rows of before are on the screen until those that are to take their place have arrived. */
	#isWaiting = false;
	/** Pixels from the top of the view to that of the first row drawn. */
	#top = 0;

	constructor(events: GridEvents) {
		this.#events = events;
		this.#header = new GridHeader(events.onSort, () => this.element.focus());
		this.#scroller = createElement('div', {
			class: 'scroller',
			children: [this.#spacer, this.#rows.element],
			attributes: { role: 'presentation' },
		});
		this.element = createElement('div', {
			class: 'grid',
			attributes: {
				role: 'grid',
				tabindex: '0',
				'aria-label': 'Examples',
				'aria-multiselectable': 'true',
				'aria-colcount': String(gridColumns.length),
			},
			children: [this.#header.element, this.#scroller],
		});
		this.#scroller.addEventListener('scroll', () => this.#onScroll());
		this.#scroller.addEventListener('wheel', (event) => this.#onWheel(event), { passive: false });
		this.#scroller.addEventListener('pointerdown', () => events.onMove());
		this.element.addEventListener('keydown', (event) => this.#onKey(event));
		this.#rows.element.addEventListener('mousedown', (event) => this.#onMouse(event));
		this.#rows.element.addEventListener('dblclick', () => events.onOpen(this.#cursor));
		new ResizeObserver(() => this.render()).observe(this.#scroller);
	}

	get cursor(): number {
		return this.#cursor;
	}

	get selection(): RowRange {
		return { first: Math.min(this.#anchor, this.#cursor), last: Math.max(this.#anchor, this.#cursor) };
	}

	/** The row under the cursor is what stays in place if it is in view, else the first one that is. */
	get place(): Place {
		const top = this.#cursor * rowHeight - this.#offset;
		const isInView = top > -rowHeight && top < this.#scroller.clientHeight;
		const first = Math.floor(this.#offset / rowHeight);
		const steady = isInView ? { row: this.#cursor, top } : { row: first, top: first * rowHeight - this.#offset };
		return { cursor: this.#cursor, anchor: this.#anchor, steady };
	}

	/** Puts other rows in place. */
	show(model: GridModel, { cursor, anchor, steady }: Place): void {
		const clamped = (row: number): number => Math.max(0, Math.min(model.rowCount - 1, row));
		this.#model = model;
		this.#cursor = clamped(cursor);
		this.#anchor = clamped(anchor);
		this.#offset =
			steady === undefined
				? offsetShowing(this.#cursor, clampOffset(this.#offset, this.#shape()), this.#shape())
				: clampOffset(steady.row * rowHeight - steady.top, this.#shape());
		this.element.setAttribute('aria-rowcount', String(model.rowCount + 1));
		this.#spacer.style.height = `${spacerHeight(this.#shape())}px`;
		this.#scroller.scrollTop = scrollTopAt(this.#offset, this.#shape());
		this.#header.show(model.sort);
		const { first, end } = rowsInView(this.#offset, this.#shape());
		this.#isWaiting = first < end && model.rowAt(first) === undefined;
		if (this.#isWaiting) {
			this.#put();
			this.#events.onView(first, end);
		} else this.render();
	}

	moveTo(row: number, extend = false): void {
		if (this.#model.rowCount === 0) return;
		this.#cursor = Math.max(0, Math.min(this.#model.rowCount - 1, row));
		if (!extend) this.#anchor = this.#cursor;
		this.#scrollTo(offsetShowing(this.#cursor, this.#offset, this.#shape()));
		this.#events.onMove();
		this.#events.onCursor(this.#cursor);
	}

	/** Draws the rows in view as they are known now. */
	render(): void {
		const shape = this.#shape();
		const { first, end } = rowsInView(this.#offset, shape);
		const { first: selectedFirst, last: selectedLast } = this.selection;
		const rows = Array.from({ length: end - first }, (_, index) => first + index);
		this.#isWaiting = false;
		this.#rows.show(this.#model, rows, (row) => ({
			isCursor: row === this.#cursor,
			isSelected: row >= selectedFirst && row <= selectedLast,
		}));
		this.#top = first * rowHeight - this.#offset;
		this.#put();
		this.element.setAttribute('aria-activedescendant', this.#cursor >= first && this.#cursor < end ? `row-${this.#cursor}` : '');
		this.#events.onView(first, end);
	}

	/** Moves what is drawn to where it is in view. */
	#put(): void {
		this.#rows.element.style.transform = `translateY(${this.#scroller.scrollTop + this.#top}px)`;
	}

	#shape(): ListShape {
		return { rowCount: this.#model.rowCount, rowHeight, viewportHeight: this.#scroller.clientHeight };
	}

	#scrollTo(offset: number): void {
		this.#offset = clampOffset(offset, this.#shape());
		this.#scroller.scrollTop = scrollTopAt(this.#offset, this.#shape());
		this.render();
	}

	#onScroll(): void {
		const { scrollTop } = this.#scroller;
		this.#header.element.style.transform = `translateX(${-this.#scroller.scrollLeft}px)`;
		// Where the list is scaled, a position of the scrollbar stands for many rows: one that we set keeps its row.
		if (Math.abs(scrollTop - scrollTopAt(this.#offset, this.#shape())) < 1) return;
		this.#offset = offsetAt(scrollTop, this.#shape());
		this.render();
	}

	#onWheel(event: WheelEvent): void {
		this.#events.onMove();
		// Unscaled, the browser scrolls, and more smoothly than we could.
		if (!isScaled(this.#shape()) || event.ctrlKey || event.deltaY === 0) return;
		event.preventDefault();
		const unit =
			event.deltaMode === WheelEvent.DOM_DELTA_LINE
				? rowHeight
				: event.deltaMode === WheelEvent.DOM_DELTA_PAGE
					? this.#scroller.clientHeight
					: 1;
		this.#scrollTo(this.#offset + event.deltaY * unit);
	}

	#onMouse(event: MouseEvent): void {
		const target = event.target instanceof Element ? event.target : undefined;
		const row = target?.closest<HTMLElement>('.row')?.dataset.row;
		if (row === undefined || this.#isWaiting) return;
		const index = Number(row);
		const { first, last } = this.selection;
		// A context menu on the selection is about all of it.
		if (event.button === 2 && index >= first && index <= last) return;
		this.moveTo(index, event.shiftKey);
		if (event.button === 0 && target?.closest('.mark') !== null) this.#events.onToggle('include');
	}

	#onKey(event: KeyboardEvent): void {
		if (event.target !== this.element || event.altKey) return;
		const page = Math.max(1, Math.floor(this.#scroller.clientHeight / rowHeight) - 1);
		const hasControl = event.ctrlKey || event.metaKey;
		const steps: Readonly<Record<string, number>> = {
			ArrowDown: this.#cursor + 1,
			ArrowUp: this.#cursor - 1,
			PageDown: this.#cursor + page,
			PageUp: this.#cursor - page,
			Home: 0,
			End: this.#model.rowCount - 1,
		};
		const row = steps[event.key];
		if (row !== undefined) this.moveTo(row, event.shiftKey);
		else if (event.key === 'Enter') this.#events.onOpen(this.#cursor);
		else if (event.key === ' ' && !hasControl) this.#events.onToggle('include');
		else if ((event.key === 'x' || event.key === 'Delete') && !hasControl) this.#events.onToggle('exclude');
		else if (event.key === 'a' && hasControl) {
			this.#anchor = 0;
			this.#cursor = Math.max(0, this.#model.rowCount - 1);
			this.render();
		} else return;
		event.preventDefault();
		event.stopPropagation();
	}
}
