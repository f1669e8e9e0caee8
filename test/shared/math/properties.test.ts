/** The properties that the mathematics has to have (each of the method's list), on random beliefs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaBinomialProbabilities, nonDegenerateProbability } from '../../../shared/math/betaBinomial.ts';
import { informationNats } from '../../../shared/math/information.ts';
import { holds, logUniform } from '../../support/random.ts';
import { relativeError } from '../../support/reference.ts';

const parameter = logUniform(1e-3, 1e6);
const beliefs = fc.record({ alpha: parameter, beta: parameter });
const small = fc.integer({ min: 1, max: 40 });

describe('mutual information', () => {
	it('is symmetric', () => {
		holds(
			fc.property(
				beliefs,
				small,
				({ alpha, beta }, k) => relativeError(informationNats(alpha, beta, k), informationNats(beta, alpha, k)) < 1e-12,
			),
		);
	});

	it('is positive, and at most ln(K+1)', () => {
		holds(
			fc.property(beliefs, fc.integer({ min: 1, max: 2048 }), ({ alpha, beta }, k) => {
				const information = informationNats(alpha, beta, k);
				return information > 0 && information <= Math.log(k + 1);
			}),
		);
	});

	it('grows with K, by less each time', () => {
		holds(
			fc.property(beliefs, small, ({ alpha, beta }, k) => {
				const [one, two, three] = [k, k + 1, k + 2].map((count) => informationNats(alpha, beta, count));
				const slack = 1e-12 * three!;
				return two! > one! && three! > two! && three! - two! <= two! - one! + slack;
			}),
		);
	});

	it('obeys the chain rule: I of K1 + K2 is I of K1 plus the expected I of K2 afterwards', () => {
		holds(
			fc.property(beliefs, small, small, ({ alpha, beta }, first, second) => {
				const probabilities = betaBinomialProbabilities(alpha, beta, first);
				let after = 0;
				probabilities.forEach((probability, s) => {
					after += probability * informationNats(alpha + s, beta + first - s, second);
				});
				return relativeError(informationNats(alpha, beta, first) + after, informationNats(alpha, beta, first + second)) < 1e-11;
			}),
		);
	});

	it('is ln 2 − ½ for one rollout under the flat prior', () => {
		expect(informationNats(1, 1, 1)).toBeCloseTo(Math.LN2 - 0.5, 15);
	});

	it('falls to nothing as evidence grows, and is about ½ ln(1 + K/n) where it is balanced', () => {
		let before = Number.POSITIVE_INFINITY;
		for (const half of [1, 10, 1e3, 1e6, 1e9, 1e12]) {
			const information = informationNats(half, half, 8);
			expect(information).toBeLessThan(before);
			before = information;
		}
		expect(before).toBeLessThan(1e-11);
		for (const half of [1e3, 1e6, 1e9]) {
			expect(relativeError(informationNats(half, half, 8), 0.5 * Math.log1p(8 / (2 * half)))).toBeLessThan(2 / half);
		}
	});
});

describe('beta-binomial probabilities', () => {
	it('add up to 1, and have the mean K·α/n', () => {
		holds(
			fc.property(beliefs, fc.integer({ min: 1, max: 512 }), ({ alpha, beta }, k) => {
				const probabilities = betaBinomialProbabilities(alpha, beta, k);
				const sum = probabilities.reduce((total, probability) => total + probability, 0);
				const mean = probabilities.reduce((total, probability, s) => total + s * probability, 0);
				return Math.abs(sum - 1) < 1e-12 && relativeError(mean, (k * alpha) / (alpha + beta)) < 1e-10;
			}),
		);
	});

	it('give a V_K in [0, 1], 0 for a single rollout', () => {
		holds(
			fc.property(beliefs, fc.integer({ min: 1, max: 512 }), ({ alpha, beta }, k) => {
				const value = nonDegenerateProbability(betaBinomialProbabilities(alpha, beta, k));
				return value >= 0 && value <= 1 + 1e-12 && (k > 1 || value === 0);
			}),
		);
	});
});
