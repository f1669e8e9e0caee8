/** Beliefs → few places on a map. */

/** Examples whose beliefs are equal, or near each other. */
export interface BeliefCell {
	/** Of the examples together. */
	readonly mean: number;
	readonly evidence: number;
	readonly pool: number;
	/** Of those in the pool. */
	readonly chosen: number;
}

/** More different beliefs than this are put together by a grid. */
export const mostCells = 200;
const columns = 40;
const rows = 24;
/** A map shows evidences from the least over this to the most times this, so that no place is at its edge. */
export const evidenceRoom = 1.6;

interface Sums {
	mean: number;
	evidence: number;
	pool: number;
	chosen: number;
}

/** @param isChosen of each example, 0 or 1, as long as the other two. */
export function beliefCells(means: Float64Array, evidences: Float64Array, isChosen: Uint8Array): readonly BeliefCell[] {
	const exact = gather(
		means,
		evidences,
		isChosen,
		(mean) => mean,
		(evidence) => evidence,
		mostCells,
	);
	if (exact !== undefined) return exact;
	const least = evidences.reduce((left, right) => Math.min(left, right));
	const most = evidences.reduce((left, right) => Math.max(left, right));
	const rowHeight = Math.log((most / least) * evidenceRoom ** 2) / rows;
	const columnOf = (mean: number): number => Math.min(columns - 1, Math.floor(mean * columns));
	const rowOf = (evidence: number): number => Math.floor(Math.log(evidence / least) / rowHeight);
	return gather(means, evidences, isChosen, columnOf, rowOf, columns * rows)!;
}

/** By two keys, and not by a text of both, which a million examples would wait for. @returns `undefined` where there are more than `limit` pairs. */
function gather(
	means: Float64Array,
	evidences: Float64Array,
	isChosen: Uint8Array,
	columnOf: (mean: number) => number,
	rowOf: (evidence: number) => number,
	limit: number,
): readonly BeliefCell[] | undefined {
	const cells: Sums[] = [];
	const known = new Map<number, Map<number, Sums>>();
	for (let index = 0; index < means.length; index++) {
		const [mean, evidence] = [means[index]!, evidences[index]!];
		const [column, row] = [columnOf(mean), rowOf(evidence)];
		let cell = known.get(column)?.get(row);
		if (cell === undefined) {
			if (cells.length === limit) return undefined;
			cell = { mean: 0, evidence: 0, pool: 0, chosen: 0 };
			cells.push(cell);
			const ofColumn = known.get(column);
			if (ofColumn === undefined) known.set(column, new Map([[row, cell]]));
			else ofColumn.set(row, cell);
		}
		cell.mean += mean;
		cell.evidence += evidence;
		cell.pool++;
		cell.chosen += isChosen[index]!;
	}
	return cells.map(({ mean, evidence, pool, chosen }) => ({
		mean: mean / pool,
		evidence: evidence / pool,
		pool,
		chosen,
	}));
}
