/**
 * Sums after Neumaier (1974): what each addition rounds away is added up beside it, so the error does not grow with the number of terms.
 *
 * Terms are plain arrays here and in what a score needs: typed ones of more than 64 bytes lie outside of V8's heap, and making them took half
 * of the time of a score.
 */

/** Σ terms[start … end−1], to about one rounding of the result and ε² of the sum of their absolute values. */
export function compensatedSum(terms: readonly number[], start = 0, end = terms.length): number {
	let sum = 0;
	let lost = 0;
	for (let index = start; index < end; index++) {
		const term = terms[index]!;
		const next = sum + term;
		lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
		sum = next;
	}
	return sum + lost;
}

/** sums[i] = Σ of the first i terms, for i from 0 to `terms.length`; each as exact as {@link compensatedSum}. */
export function cumulativeSums(terms: readonly number[]): readonly number[] {
	const sums = new Array<number>(terms.length + 1);
	sums[0] = 0;
	let sum = 0;
	let lost = 0;
	for (let index = 0; index < terms.length; index++) {
		const term = terms[index]!;
		const next = sum + term;
		lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
		sum = next;
		sums[index + 1] = sum + lost;
	}
	return sums;
}
