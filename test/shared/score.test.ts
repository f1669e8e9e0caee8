import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beliefOf, discounted, jeffreysPrior, parsePrior, uniformPrior } from '../../shared/belief.ts';
import { createIntervals } from '../../shared/intervals.ts';
import { createScorer, difficultyWeight, scoreOf } from '../../shared/score.ts';
import { holds } from '../support/random.ts';

const paper = { k: 8, eta: 3, mu: 0.3, prior: uniformPrior };
const counts = fc
	.integer({ min: 0, max: 200 })
	.chain((trials) => fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }));

describe('scores', () => {
	it('are those of the method: unseen, and after S of 8 relative to it', () => {
		const scorer = createScorer(paper);
		const unseen = scorer(0, 0);
		expect(unseen.informationNats).toBeCloseTo(0.766390213695, 12);
		expect(unseen.score).toBeCloseTo(0.16993, 5);
		const relative = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((successes) => Number((scorer(successes, 8).score / unseen.score).toFixed(3)));
		expect(relative).toEqual([0.124, 0.259, 0.358, 0.401, 0.382, 0.315, 0.222, 0.126, 0.047]);
	});

	it('are those of the contract for 3 of 8', () => {
		const score = createScorer(paper)(3, 8);
		expect(score).toMatchObject({ alpha: 4, beta: 6, mean: 0.4, evidence: 10 });
		expect(String(score.informationNats)).toMatch(/^0\.2923214/);
		expect(String(score.weight)).toMatch(/^0\.2329069/);
		expect(score.score).toBeCloseTo(0.0680836944, 9);
		expect(score.nonDegenerate).toBeCloseTo(0.9402714, 6);
		const { lower, upper } = createIntervals()(score);
		expect([lower, upper].map((bound) => bound.toFixed(3))).toEqual(['0.137', '0.701']);
	});

	it('weigh by eq. 15, which is m(1−m) where η is 0', () => {
		expect(difficultyWeight(0.25, 0, 0.3)).toBe(0.1875);
		expect(difficultyWeight(0.3, 3, 0.3)).toBeCloseTo(0.21, 15);
		holds(
			fc.property(counts, ({ successes, trials }) => {
				const score = createScorer(paper)(successes, trials);
				return Math.abs(score.weight / difficultyWeight(score.mean, 3, 0.3) - 1) < 1e-12;
			}),
		);
	});

	it('rank the same however the weight is scaled', () => {
		holds(
			fc.property(
				fc.array(counts, { minLength: 2, maxLength: 30 }),
				fc.double({ min: 0.01, max: 100, noNaN: true }),
				(pool, scale) => {
					const scores = pool.map(({ successes, trials }) => createScorer(paper)(successes, trials));
					const order = (of: (index: number) => number): number[] =>
						scores.map((_, index) => index).sort((left, right) => of(right) - of(left) || left - right);
					const scaled = order((index) => scale * scores[index]!.weight * scores[index]!.informationNats);
					const plain = order((index) => scores[index]!.score);
					// Rounding may swap neighbours that are equal but for the last bit.
					return plain.every((index, place) => Math.abs(scores[index]!.score / scores[scaled[place]!]!.score - 1) < 1e-14);
				},
			),
		);
	});

	it('are computed once for equal counts', () => {
		const scorer = createScorer(paper);
		expect(scorer(3, 8)).toBe(scorer(3, 8));
		expect(scorer(3, 8)).toEqual(scoreOf({ alpha: 4, beta: 6 }, paper));
	});

	it('refuse parameters outside their domain', () => {
		for (const wrong of [
			{ k: 0 },
			{ k: 2.5 },
			{ k: 5000 },
			{ eta: -1 },
			{ eta: Number.NaN },
			{ mu: Number.POSITIVE_INFINITY },
			{ prior: { alpha: 1e-4, beta: 1 } },
		]) {
			expect(() => createScorer({ ...paper, ...wrong }), JSON.stringify(wrong)).toThrow(RangeError);
		}
	});
});

describe('beliefs', () => {
	it('are updated by eq. 5, also with soft counts', () => {
		expect(beliefOf({ successes: 3, trials: 8 }, uniformPrior)).toEqual({ alpha: 4, beta: 6 });
		expect(beliefOf({ successes: 1.5, trials: 2 }, jeffreysPrior)).toEqual({ alpha: 2, beta: 1 });
	});

	it.each([
		[-1, 8],
		[9, 8],
		[Number.NaN, 8],
		[0, Number.POSITIVE_INFINITY],
	])('refuse %d successes in %d', (successes, trials) => {
		expect(() => beliefOf({ successes, trials }, uniformPrior)).toThrow(RangeError);
	});

	it('fade by eq. 6; λ = 1 is plain counting exactly, λ = 0 forgets', () => {
		holds(
			fc.property(counts, counts, (first, second) => {
				const belief = beliefOf(first, jeffreysPrior);
				const both = beliefOf(
					{ successes: first.successes + second.successes, trials: first.trials + second.trials },
					jeffreysPrior,
				);
				expect(discounted(belief, jeffreysPrior, 1, second)).toEqual(both);
				expect(discounted(belief, jeffreysPrior, 0, second)).toEqual(beliefOf(second, jeffreysPrior));
			}),
		);
		expect(discounted({ alpha: 5, beta: 3 }, uniformPrior, 0.5, { successes: 2, trials: 8 })).toEqual({ alpha: 5, beta: 8 });
	});
});

describe('priors', () => {
	it('are read from text', () => {
		expect(parsePrior('1,1')).toEqual(uniformPrior);
		expect(parsePrior(' Jeffreys ')).toEqual(jeffreysPrior);
		expect(parsePrior('0.001, 2e3')).toEqual({ alpha: 0.001, beta: 2000 });
	});

	it.each(['0.0009,1', '1,0', '1,-1', '1e7,1', 'NaN,1', '1', '1,', '1,1,1', 'flat'])('refuse %s with a message', (text) => {
		const { problem } = parsePrior(text) as { problem: string };
		expect(problem).toMatch(/prior/);
		expect(problem).toMatch(/give|must be/);
	});
});
