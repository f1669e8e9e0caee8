/** Where rows of one height are, in a list that can be longer than a browser lets an element be. Free of the DOM. */

/** Browsers cut elements at 16 million pixels or a little more; a longer list is scrolled through at a scale. */
export const tallestSpacer = 8_000_000;

export interface ListShape {
	readonly rowCount: number;
	readonly rowHeight: number;
	readonly viewportHeight: number;
}

/** Height of the element that gives the scrollbar its size. */
export function spacerHeight({ rowCount, rowHeight }: ListShape): number {
	return Math.min(rowCount * rowHeight, tallestSpacer);
}

/** Whether a pixel of the scrollbar is more than one of the list. */
export function isScaled({ rowCount, rowHeight }: ListShape): boolean {
	return rowCount * rowHeight > tallestSpacer;
}

/** The offset into the list, in pixels, that a position of the scrollbar means. */
export function offsetAt(scrollTop: number, shape: ListShape): number {
	const end = spacerHeight(shape) - shape.viewportHeight;
	return end <= 0 ? 0 : clampOffset((scrollTop / end) * largestOffset(shape), shape);
}

/** The position of the scrollbar for an offset into the list. */
export function scrollTopAt(offset: number, shape: ListShape): number {
	const end = largestOffset(shape);
	return end <= 0 ? 0 : (offset / end) * (spacerHeight(shape) - shape.viewportHeight);
}

export function clampOffset(offset: number, shape: ListShape): number {
	return Math.max(0, Math.min(largestOffset(shape), offset));
}

/** Rows `[first, end)` that are at least partly in view, with some beyond each edge. */
export function rowsInView(
	offset: number,
	{ rowCount, rowHeight, viewportHeight }: ListShape,
	beyond = 4,
): { readonly first: number; readonly end: number } {
	const first = Math.max(0, Math.floor(offset / rowHeight) - beyond);
	return { first, end: Math.min(rowCount, Math.ceil((offset + viewportHeight) / rowHeight) + beyond) };
}

/** The offset nearest to the given one at which a row is wholly in view. */
export function offsetShowing(row: number, offset: number, shape: ListShape): number {
	const top = row * shape.rowHeight;
	const lowest = top + shape.rowHeight - shape.viewportHeight;
	return clampOffset(Math.max(lowest, Math.min(top, offset)), shape);
}

function largestOffset({ rowCount, rowHeight, viewportHeight }: ListShape): number {
	return Math.max(0, rowCount * rowHeight - viewportHeight);
}
