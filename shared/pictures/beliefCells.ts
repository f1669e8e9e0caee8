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
	const exact = gather(means, evidences, isChosen, (mean, evidence) => `${mean},${evidence}`, mostCells);
	if (exact !== undefined) return exact;
	const least = evidences.reduce((left, right) => Math.min(left, right));
	const most = evidences.reduce((left, right) => Math.max(left, right));
	const rowHeight = Math.log((most / least) * evidenceRoom ** 2) / rows;
	const keyOf = (mean: number, evidence: number): string =>
		`${Math.min(columns - 1, Math.floor(mean * columns))},${Math.floor(Math.log(evidence / least) / rowHeight)}`;
	return gather(means, evidences, isChosen, keyOf, columns * rows)!;
}

/** @returns `undefined` where there are more than `limit` keys. */
function gather(
	means: Float64Array,
	evidences: Float64Array,
	isChosen: Uint8Array,
	keyOf: (mean: number, evidence: number) => string,
	limit: number,
): readonly BeliefCell[] | undefined {
	const cells = new Map<string, Sums>();
	for (const [index, mean] of means.entries()) {
		const evidence = evidences[index]!;
		const key = keyOf(mean, evidence);
		let cell = cells.get(key);
		if (cell === undefined) {
			if (cells.size === limit) return undefined;
			cell = { mean: 0, evidence: 0, pool: 0, chosen: 0 };
			cells.set(key, cell);
		}
		cell.mean += mean;
		cell.evidence += evidence;
		cell.pool++;
		cell.chosen += isChosen[index]!;
	}
	return [...cells.values()].map(({ mean, evidence, pool, chosen }) => ({
		mean: mean / pool,
		evidence: evidence / pool,
		pool,
		chosen,
	}));
}
