/** Likelihoods and fits against values computed with 50 digits and exact rationals (test/fixtures/fits). */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { driftOf } from '../../../../server/core/dataset/drift.ts';
import { createVisitLog } from '../../../../server/core/dataset/visitLog.ts';
import { finished } from '../../../../server/core/slices.ts';
import { predictiveLogLikelihood } from '../../../../server/selection/fit/predictive.ts';
import { fitPrior } from '../../../../server/selection/fit/prior.ts';
import { isRefusal } from '../../../../server/selection/fit/refusal.ts';
import type { Discount } from '../../../../shared/belief.ts';
import { logSequenceProbability } from '../../../../shared/math/rewardSequence.ts';
import { relativeError } from '../../../support/reference.ts';

interface Fixture {
	readonly sequences: readonly {
		readonly alpha: number;
		readonly beta: number;
		readonly successes: number;
		readonly trials: number;
		readonly log: string;
	}[];
	readonly priors: readonly (Readonly<
		Record<'mean' | 'evidence' | 'logitMeanError' | 'logEvidenceError' | 'fitted' | 'flat' | 'equal', string>
	> & { readonly counts: readonly (readonly [number, number])[] })[];
	readonly predictions: readonly {
		readonly visits: readonly (readonly [number, number, number, number])[];
		readonly alpha: number;
		readonly beta: number;
		readonly lambda: number;
		readonly per: Discount['per'];
		readonly log: string;
	}[];
	readonly drifts: readonly {
		readonly early: readonly [number, number];
		readonly late: readonly [number, number];
		readonly log: string;
	}[];
}
const fixture = JSON.parse(readFileSync(new URL('../../../fixtures/fits/fits.json', import.meta.url), 'utf8')) as Fixture;

describe('the probability of a sequence of rewards', () => {
	it.each(fixture.sequences)('$successes of $trials under Beta($alpha, $beta)', ({ alpha, beta, successes, trials, log }) => {
		const expected = Number(log);
		const scale = Math.abs(expected) + Math.min(trials, 4096) + (trials > 4096 ? trials : 0);
		expect(Math.abs(logSequenceProbability(alpha, beta, successes, trials) - expected) / Math.max(1, scale)).toBeLessThan(2e-15);
	});

	it.each([
		[0, 1, 1, 2],
		[1, Number.NaN, 1, 2],
		[1, 1, 3, 2],
		[1, 1, -1, 2],
		[1, 1, Number.NaN, 2],
		[1, 1, 0, Number.POSITIVE_INFINITY],
	])('refuses Beta(%d, %d) and %d of %d', (alpha, beta, successes, trials) => {
		expect(() => logSequenceProbability(alpha, beta, successes, trials)).toThrow(RangeError);
	});
});

describe('the fitted prior', () => {
	it.each(fixture.priors)(
		'of a pool with mean $mean and evidence $evidence is where 50 digits put it',
		({ counts, ...expected }) => {
			const fit = fitPrior(counts.map(([successes, trials]) => ({ successes, trials })));
			if (isRefusal(fit)) throw new Error(fit.refusal);
			// Parameters at a flat top are known to the square root of the precision with which its height is.
			expect(relativeError(fit.mean.value, Number(expected.mean))).toBeLessThan(1e-9);
			expect(relativeError(fit.evidence.value, Number(expected.evidence))).toBeLessThan(1e-9);
			expect(relativeError(fit.standardErrors.logitMean, Number(expected.logitMeanError))).toBeLessThan(1e-8);
			expect(relativeError(fit.standardErrors.logEvidence, Number(expected.logEvidenceError))).toBeLessThan(1e-8);
			for (const name of ['fitted', 'flat', 'equal'] as const) {
				expect(relativeError(fit.logLikelihood[name], Number(expected[name]))).toBeLessThan(1e-14);
			}
			expect(fit.prior.alpha + fit.prior.beta).toBeCloseTo(fit.evidence.value, 10);
			expect(fit.prior.alpha / fit.evidence.value).toBeCloseTo(fit.mean.value, 12);
		},
	);
});

describe('predictions one visit ahead', () => {
	it.each(fixture.predictions)(
		'with λ = $lambda per $per from Beta($alpha, $beta)',
		({ visits, alpha, beta, lambda, per, log }) => {
			const history = createVisitLog(visits.map(([example, step, successes, trials]) => ({ example, step, successes, trials })));
			expect(relativeError(finished(predictiveLogLikelihood(history, { alpha, beta }, { lambda, per })), Number(log))).toBeLessThan(
				1e-14,
			);
		},
	);
});

describe('the drift of a prompt', () => {
	it.each(fixture.drifts)('from $early to $late', ({ early, late, log }) => {
		const history = createVisitLog(
			[early, late].map(([successes, trials], step) => ({ example: 0, step, successes: successes!, trials: trials! })),
		);
		const { logBayesFactor } = driftOf(history, { start: 0, end: 2 })!;
		expect(Math.abs(logBayesFactor - Number(log))).toBeLessThan(1e-12);
	});
});
