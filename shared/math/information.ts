import { betaBinomialProbabilities } from './betaBinomial.ts';
import { checkBeta, checkRollouts } from './domain.ts';
import { digammaExcessDrops } from './gamma.ts';
import { compensatedSum, cumulativeSums } from './sums.ts';

/**
 * Mutual information in nats between the next k rewards and the success rate, under a Beta(α, β) belief: InSight eq. 13, rearranged.
 *
 * By the chain rule over rollouts, and with g(x) = ψ(x+1) − ln x, n = α+β and S ~ BetaBinomial(k, α, β), F = k−S,
 * I = E[ Σ_{i<S} g(α+i) + Σ_{j<F} g(β+j) ] − Σ_{i<k} g(n+i). Eq. 13 itself cancels: it is off by 4e-3 at n = 10⁶ in doubles. This form still
 * cancels where one parameter is small beside the other, so its terms are grouped once more, with N(l) = Σ_{i<l} g(n+i):
 *
 *     I = E[ Σ_{i<S} (g(α+i) − g(n+i)) + Σ_{j<F} (g(β+j) − g(n+j)) + (N(S) + N(F) − N(k)) ]
 *
 * Since g falls, no part is negative, and the differences are computed as such. Relative error below 5e-15 for α, β in [1e-9, 1e12] and k up
 * to 4096.
 *
 * @param alpha from 1e-100 to 1e100, as `beta`.
 * @param k whole, from 1 to 65,536.
 * @param probabilities of 0…k successes under this belief, where they are at hand already.
 * @returns a number above 0 and at most ln(k+1).
 * @throws RangeError outside these domains.
 */
export function informationNats(
	alpha: number,
	beta: number,
	k: number,
	probabilities: readonly number[] = betaBinomialProbabilities(alpha, beta, k),
): number {
	checkBeta(alpha, beta);
	checkRollouts(k);
	const evidence = alpha + beta;
	const ofSuccesses = cumulativeSums(digammaExcessDrops(alpha, beta, k));
	const ofFailures = cumulativeSums(digammaExcessDrops(beta, alpha, k));
	const ofBoth = cumulativeSums(digammaExcessDrops(evidence, Number.POSITIVE_INFINITY, k));
	const all = ofBoth[k]!;
	// By a loop, as in all that a score needs: callbacks and copies of these short columns took half of the time.
	const terms = new Array<number>(k + 1);
	for (let s = 0; s <= k; s++) {
		const f = k - s;
		terms[s] = probabilities[s]! * (ofSuccesses[s]! + ofFailures[f]! + (ofBoth[s]! + ofBoth[f]! - all));
	}
	return compensatedSum(terms);
}
