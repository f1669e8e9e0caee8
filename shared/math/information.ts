import { betaBinomialProbabilities } from './betaBinomial.ts';
import { fillDigammaExcess } from './gamma.ts';

/**
 * Mutual information in nats between the next k rewards and the success rate, under a Beta(α, β) belief: InSight eq. 13, rearranged.
 *
 * By the chain rule over rollouts, and with g(x) = ψ(x+1) − ln x and S ~ BetaBinomial(k, α, β),
 * I = E[ Σ_{i<S} g(α+i) + Σ_{j<k−S} g(β+j) ] − Σ_{i<k} g(α+β+i). Nothing large cancels, unlike in eq. 13 itself, which is off by 4e-3 at
 * n = 10⁶ in doubles. Relative error below 1e-14 for α, β in [0.005, 1e12], and below 2e-13 down to 1e-3, for k ≤ 4096.
 *
 * @param alpha positive and finite, as `beta`; `k` whole and positive.
 * @param probabilities of 0…k successes, where they are at hand already.
 */
export function informationNats(
	alpha: number,
	beta: number,
	k: number,
	probabilities: Float64Array = betaBinomialProbabilities(alpha, beta, k),
): number {
	const ofSuccesses = cumulativeExcess(alpha, k);
	const ofFailures = cumulativeExcess(beta, k);
	const sum = new CompensatedSum();
	for (let s = 0; s <= k; s++) sum.add(probabilities[s]! * (ofSuccesses[s]! + ofFailures[k - s]!));
	sum.add(-cumulativeExcess(alpha + beta, k)[k]!);
	return sum.value;
}

/** sums[s] = Σ_{i<s} g(x+i), for s in [0, k]. */
function cumulativeExcess(x: number, k: number): Float64Array {
	const excesses = new Float64Array(k);
	fillDigammaExcess(excesses, x, k);
	const sums = new Float64Array(k + 1);
	const sum = new CompensatedSum();
	for (let index = 0; index < k; index++) {
		sum.add(excesses[index]!);
		sums[index + 1] = sum.value;
	}
	return sums;
}

/** Summation after Neumaier (1974): the error does not grow with the number of terms. */
class CompensatedSum {
	#sum = 0;
	#lost = 0;

	add(term: number): void {
		const next = this.#sum + term;
		this.#lost += Math.abs(this.#sum) >= Math.abs(term) ? this.#sum - next + term : term - next + this.#sum;
		this.#sum = next;
	}

	get value(): number {
		return this.#sum + this.#lost;
	}
}
