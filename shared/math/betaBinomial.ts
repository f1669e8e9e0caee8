/**
 * Probabilities of s = 0…k successes in k rollouts under a Beta(α, β) belief, InSight eq. 2 averaged over eq. 3.
 *
 * By the ratio of neighbours, (k−s)(α+s) / ((s+1)(β+k−s−1)), outward from the mean, then normalised: every term is positive, so no digit
 * is lost. Relative error below k·1e-16; probabilities under 1e-300 may come out as 0.
 *
 * @param k whole and positive; `alpha` and `beta` positive and finite.
 * @returns k + 1 numbers that add up to 1.
 */
export function betaBinomialProbabilities(alpha: number, beta: number, k: number): Float64Array {
	const probabilities = new Float64Array(k + 1);
	const start = Math.round((k * alpha) / (alpha + beta));
	probabilities[start] = 1;
	let total = 1;
	// Whole numbers are added up first: a small α or β would lose its digits to k.
	for (let s = start; s < k; s++) {
		total += probabilities[s + 1] = (probabilities[s]! * (k - s) * (alpha + s)) / ((s + 1) * (beta + (k - s - 1)));
	}
	for (let s = start; s > 0; s--) {
		total += probabilities[s - 1] = (probabilities[s]! * s * (beta + (k - s))) / ((k - s + 1) * (alpha + (s - 1)));
	}
	return probabilities.map((weight) => weight / total);
}

/**
 * V_K, the chance that the next k rewards are neither all 0 nor all 1, so that a group-relative method gets a gradient. 0 for k = 1.
 *
 * As the sum of the probabilities in between and not as one minus those at the ends, which cancels for beliefs near certainty.
 */
export function nonDegenerateProbability(probabilities: Float64Array): number {
	return probabilities.subarray(1, -1).reduce((sum, probability) => sum + probability, 0);
}
