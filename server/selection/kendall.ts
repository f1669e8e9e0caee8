/**
 * Kendall's τ-b of two rankings by value, in [−1, 1]: concordant less discordant pairs over √(pairs untied in the first × in the second). In
 * O(n log n) by Knight's method (1966): sorted by the first ranking, discordant pairs are the exchanges that sorting by the second takes.
 *
 * @param first values, as many as `second`; pairs with a NaN are left out.
 * @param weights how many of the ranked have each pair of values; one unless given.
 * @returns `null` where one of the two tells nothing apart.
 */
export function kendallTau(first: Float64Array, second: Float64Array, weights?: Float64Array): number | null {
	const places: number[] = [];
	for (let index = 0; index < first.length; index++) {
		if (!Number.isNaN(first[index]) && !Number.isNaN(second[index])) places.push(index);
	}
	places.sort((left, right) => compare(first[left]!, first[right]!) || compare(second[left]!, second[right]!));
	const ofFirst = Float64Array.from(places, (index) => first[index]!);
	const ofSecond = Float64Array.from(places, (index) => second[index]!);
	const counts = Float64Array.from(places, (index) => weights?.[index] ?? 1);
	const count = counts.reduce((sum, each) => sum + each, 0);
	const tiedInBoth = tiedPairs(counts, (at) => ofFirst[at] === ofFirst[at - 1] && ofSecond[at] === ofSecond[at - 1]);
	const tiedInFirst = tiedPairs(counts, (at) => ofFirst[at] === ofFirst[at - 1]);
	const discordant = sortCountingExchanges(ofSecond, counts);
	const tiedInSecond = tiedPairs(counts, (at) => ofSecond[at] === ofSecond[at - 1]);
	const pairs = pairsAmong(count);
	const scale = Math.sqrt(pairs - tiedInFirst) * Math.sqrt(pairs - tiedInSecond);
	if (!(scale > 0)) return null;
	const tau = (pairs - tiedInFirst - tiedInSecond + tiedInBoth - 2 * discordant) / scale;
	return Math.max(-1, Math.min(1, tau));
}

function pairsAmong(count: number): number {
	return (count * (count - 1)) / 2;
}

/** Unlike a difference, right for two equal infinities. */
function compare(left: number, right: number): number {
	return left < right ? -1 : left > right ? 1 : 0;
}

/** Pairs within runs of equals. */
function tiedPairs(counts: Float64Array, isTied: (at: number) => boolean): number {
	let pairs = 0;
	let run = 0;
	for (let at = 0; at < counts.length; at++) {
		if (at > 0 && !isTied(at)) {
			pairs += pairsAmong(run);
			run = 0;
		}
		run += counts[at]!;
	}
	return pairs + pairsAmong(run);
}

/** Sorts values, and how many have each, by merging from the bottom up. @returns how many pairs stood the wrong way round. */
function sortCountingExchanges(values: Float64Array, counts: Float64Array): number {
	let exchanges = 0;
	const merged = { values: new Float64Array(values.length), counts: new Float64Array(values.length) };
	for (let width = 1; width < values.length; width *= 2) {
		for (let start = 0; start < values.length; start += 2 * width) {
			const middle = Math.min(start + width, values.length);
			const end = Math.min(start + 2 * width, values.length);
			let left = start;
			let right = middle;
			let waiting = 0;
			for (let at = left; at < middle; at++) waiting += counts[at]!;
			for (let at = start; at < end; at++) {
				const isLeft = left < middle && (right >= end || values[left]! <= values[right]!);
				const from = isLeft ? left++ : right++;
				merged.values[at] = values[from]!;
				merged.counts[at] = counts[from]!;
				if (isLeft) waiting -= counts[from]!;
				else exchanges += waiting * counts[from]!;
			}
		}
		values.set(merged.values);
		counts.set(merged.counts);
	}
	return exchanges;
}
