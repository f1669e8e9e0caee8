/** Scoring: our rearrangement of InSight eq. 13, memoised and not, against the equation as it is printed. */

import betaln from '@stdlib/math-base-special-betaln';
import digamma from '@stdlib/math-base-special-digamma';
import { credibleInterval } from '../shared/math/credibleInterval.ts';
import { informationNats } from '../shared/math/information.ts';
import { createScorer, scoreOf } from '../shared/score.ts';
import type { BenchEntry } from './entry.ts';
import { ratesOf } from './entry.ts';

const k = 8;
const parameters = { k, eta: 3, mu: 0.3, prior: { alpha: 1, beta: 1 } };
/** Counts as real pools have them: few that differ. */
const counts = Array.from({ length: 4096 }, (_, index) => ({ trials: 8 * (1 + (index % 4)), successes: index % 9 }));

/** Eq. 11, with the functions it names. */
function entropyLiterally(alpha: number, beta: number): number {
	return (
		betaln(alpha, beta) - (alpha - 1) * digamma(alpha) - (beta - 1) * digamma(beta) + (alpha + beta - 2) * digamma(alpha + beta)
	);
}

/** Eq. 13, as printed. */
function informationLiterally(alpha: number, beta: number): number {
	let after = 0;
	for (let s = 0; s <= k; s++) {
		const logChoose = -Math.log(k + 1) - betaln(k - s + 1, s + 1);
		const probability = Math.exp(logChoose + betaln(alpha + s, beta + k - s) - betaln(alpha, beta));
		after += probability * entropyLiterally(alpha + s, beta + k - s);
	}
	return entropyLiterally(alpha, beta) - after;
}

function each(work: (alpha: number, beta: number) => number): () => number {
	return () => {
		let sum = 0;
		for (const { successes, trials } of counts) sum += work(1 + successes, 1 + trials - successes);
		return Number.isNaN(sum) ? Number.NaN : counts.length;
	};
}

export const scoreBench: BenchEntry = {
	name: 'Scores a second, K = 8, against eq. 13 as printed (betaln and digamma of @stdlib)',
	run() {
		const scorer = createScorer(parameters);
		const rates = ratesOf([
			{ name: 'eq. 13 as printed', work: each(informationLiterally) },
			{ name: 'information, rearranged', work: each((alpha, beta) => informationNats(alpha, beta, k)) },
			{ name: 'whole score', work: each((alpha, beta) => scoreOf({ alpha, beta }, parameters).score) },
			{ name: 'its interval', work: each((alpha, beta) => credibleInterval(alpha, beta).lower) },
			{ name: 'whole score, memoised', work: each((alpha, beta) => scorer(alpha - 1, alpha + beta - 2).score) },
		]);
		const peer = rates.get('eq. 13 as printed')!;
		const lines = [...rates].map(
			([name, rate]) =>
				`${(rate / peer).toFixed(2).padStart(9)} ×  ${name.padEnd(32)}${Math.round(rate).toLocaleString('en').padStart(12)} a second`,
		);
		// I(R₁..8; Φ) at α = β = 500,000, by arithmetic of 60 digits.
		const exact = Number('3.99998400008399949466992397801e-6');
		const error = (value: number): string => Math.abs(value / exact - 1).toExponential(1);
		return [
			...lines,
			`error at n = 10⁶ (relative): rearranged ${error(informationNats(5e5, 5e5, k))}, as printed ${error(informationLiterally(5e5, 5e5))}`,
		];
	},
};
