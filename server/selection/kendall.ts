/**
 * Kendall's τ-b of two rankings by value, in [−1, 1]: concordant less discordant pairs over √(pairs untied in the first × in the second). In
 * O(n log n) by Knight's method (1966): sorted by the first ranking, discordant pairs are the exchanges that sorting by the second takes.
 *
 * @param first values, as many as `second`; pairs with a NaN are left out.
 * @returns `null` where one of the two tells nothing apart.
 */
export function kendallTau(first: Float64Array, second: Float64Array): number | null {
	const places: number[] = [];
	for (let index = 0; index < first.length; index++) {
		if (!Number.isNaN(first[index]) && !Number.isNaN(second[index])) places.push(index);
	}
	const count = places.length;
	places.sort((left, right) => compare(first[left]!, first[right]!) || compare(second[left]!, second[right]!));
	const ofFirst = Float64Array.from(places, (index) => first[index]!);
	const ofSecond = Float64Array.from(places, (index) => second[index]!);
	const tiedInBoth = tiedPairs(count, (at) => ofFirst[at] === ofFirst[at - 1] && ofSecond[at] === ofSecond[at - 1]);
	const tiedInFirst = tiedPairs(count, (at) => ofFirst[at] === ofFirst[at - 1]);
	const discordant = sortCountingExchanges(ofSecond);
	const tiedInSecond = tiedPairs(count, (at) => ofSecond[at] === ofSecond[at - 1]);
	const pairs = (count * (count - 1)) / 2;
	const scale = Math.sqrt(pairs - tiedInFirst) * Math.sqrt(pairs - tiedInSecond);
	if (!(scale > 0)) return null;
	const tau = (pairs - tiedInFirst - tiedInSecond + tiedInBoth - 2 * discordant) / scale;
	return Math.max(-1, Math.min(1, tau));
}

/** Unlike a difference, right for two equal infinities. */
function compare(left: number, right: number): number {
	return left < right ? -1 : left > right ? 1 : 0;
}

/** Pairs within runs of equals. */
function tiedPairs(count: number, isTied: (at: number) => boolean): number {
	let pairs = 0;
	let run = 0;
	for (let at = 1; at < count; at++) {
		run = isTied(at) ? run + 1 : 0;
		pairs += run;
	}
	return pairs;
}

/** Sorts by merging from the bottom up. @returns how many pairs stood the wrong way round. */
function sortCountingExchanges(values: Float64Array): number {
	let exchanges = 0;
	const merged = new Float64Array(values.length);
	for (let width = 1; width < values.length; width *= 2) {
		for (let start = 0; start < values.length; start += 2 * width) {
			const middle = Math.min(start + width, values.length);
			const end = Math.min(start + 2 * width, values.length);
			let left = start;
			let right = middle;
			for (let at = start; at < end; at++) {
				if (left < middle && (right >= end || values[left]! <= values[right]!)) merged[at] = values[left++]!;
				else {
					exchanges += middle - left;
					merged[at] = values[right++]!;
				}
			}
		}
		values.set(merged);
	}
	return exchanges;
}
