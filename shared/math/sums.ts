/** Sums after Neumaier (1974): what each addition rounds away is added up beside it, so the error does not grow with the number of terms. */

/** Σ terms, to about one rounding of the result and ε² of the sum of their absolute values. */
export function compensatedSum(terms: Float64Array): number {
	let sum = 0;
	let lost = 0;
	for (let index = 0; index < terms.length; index++) {
		const term = terms[index]!;
		const next = sum + term;
		lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
		sum = next;
	}
	return sum + lost;
}

/** sums[i] = Σ of the first i terms, for i from 0 to `terms.length`; each as exact as {@link compensatedSum}. */
export function cumulativeSums(terms: Float64Array): Float64Array {
	const sums = new Float64Array(terms.length + 1);
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
