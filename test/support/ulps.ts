/** Distances between doubles in units of the last place, the natural tolerance for code that should lose no digits. */

/** How many doubles lie from `left` to `right`: 0 for equal ones (−0 and 0 are), 1 for neighbours, infinite where one is NaN. */
export function ulpsBetween(left: number, right: number): number {
	if (Number.isNaN(left) || Number.isNaN(right)) return Number.POSITIVE_INFINITY;
	const distance = positionOf(left) - positionOf(right);
	return Number(distance < 0n ? -distance : distance);
}

/** Place in the order of all doubles; 0 is at 0. The bits of positive doubles are in that order already. */
function positionOf(value: number): bigint {
	const bits = new BigInt64Array(Float64Array.of(Math.abs(value)).buffer)[0]!;
	return value < 0 ? -bits : bits;
}
