/** Where the user is in the table, and how that place is found again when the rows change: by the examples that stand there. Free of the DOM. */

export interface Place {
	/** Rows. */
	readonly cursor: number;
	/** The other end of the selection. */
	readonly anchor: number;
	/** The row that stays at its height on the screen, in pixels from the top; without one, the cursor comes into view. */
	readonly steady: { readonly row: number; readonly top: number } | undefined;
}

/** A place by the lines of its examples, which stay the same when rows are ordered or chosen anew. */
export interface Goal {
	/** Of the example under the cursor, or its row where the line is not known or not in view. */
	readonly line?: number | undefined;
	readonly row?: number | undefined;
	/** Of the selection's other end, and how many rows that is from the cursor. */
	readonly anchor?: { readonly line: number; readonly distance: number } | undefined;
	readonly steady?: { readonly line: number; readonly top: number } | undefined;
}

/** @param lineAt of the example in a row, where it is known. */
export function goalOf({ cursor, anchor, steady }: Place, lineAt: (row: number) => number | undefined): Goal {
	const isAtStart = cursor === 0 && anchor === 0 && (steady === undefined || (steady.row === 0 && steady.top === 0));
	// Who is at the start wants to see what comes first, whatever that is by now.
	if (isAtStart) return { row: 0 };
	const anchorLine = anchor === cursor ? undefined : lineAt(anchor);
	const steadyLine = steady === undefined ? undefined : lineAt(steady.row);
	return {
		line: lineAt(cursor),
		row: cursor,
		anchor: anchorLine === undefined ? undefined : { line: anchorLine, distance: anchor - cursor },
		steady: steadyLine === undefined ? undefined : { line: steadyLine, top: steady!.top },
	};
}

/** @param rowOf finds the row of an example by its line; `null` where it is not among the rows. */
export async function findPlace(
	{ line, row = 0, anchor, steady }: Goal,
	rowOf: (line: number) => Promise<number | null>,
): Promise<Place> {
	const find = async (wanted: number | undefined): Promise<number | null> => (wanted === undefined ? null : rowOf(wanted));
	const [cursorRow, anchorRow, steadyRow] = await Promise.all([line, anchor?.line, steady?.line].map(find));
	const cursor = cursorRow ?? row;
	// A selection stays one where the same rows are between its ends, or at least as many.
	const isSelection = typeof anchorRow === 'number' && anchorRow - cursor === anchor!.distance;
	return {
		cursor,
		anchor: isSelection ? anchorRow : cursor,
		steady: typeof steadyRow === 'number' ? { row: steadyRow, top: steady!.top } : undefined,
	};
}
