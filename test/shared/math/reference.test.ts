/** The mathematics against values computed with 60 digits: the shared ones, and more of ours (test/fixtures/math). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { betaBinomialProbabilities, nonDegenerateProbability } from '../../../shared/math/betaBinomial.ts';
import { credibleInterval, expectedRewardVariance, varianceReduction } from '../../../shared/math/betaDistribution.ts';
import { betaEntropy } from '../../../shared/math/entropy.ts';
import { informationNats } from '../../../shared/math/information.ts';
import { type ReferenceCase, referenceCases, relativeError } from '../../support/reference.ts';

interface OurCase extends ReferenceCase {
	readonly nonDegenerate: string;
	readonly varianceReduction: string;
	readonly rewardVariance: string;
}
interface OurInterval {
	readonly alpha: string;
	readonly beta: string;
	readonly lower: string;
	readonly upper: string;
}
const ours = JSON.parse(readFileSync(new URL('../../fixtures/math/cases.json', import.meta.url), 'utf8')) as {
	readonly cases: readonly OurCase[];
	readonly intervals: readonly OurInterval[];
};
const shared = referenceCases('mutual-information.json');

/** The case with the largest error, so that a failure names it. */
function worst<Case>(
	cases: readonly Case[],
	errorOf: (entry: Case) => number,
): { readonly error: number; readonly entry: Case | undefined } {
	let found: { error: number; entry: Case | undefined } = { error: 0, entry: undefined };
	for (const entry of cases) {
		const error = errorOf(entry);
		if (!(error <= found.error)) found = { error, entry };
	}
	return found;
}

const informationError = ({ alpha, beta, K, mi }: ReferenceCase): number =>
	relativeError(informationNats(Number(alpha), Number(beta), K), Number(mi));
const entropyError = ({ alpha, beta, entropy }: ReferenceCase): number =>
	Math.abs(betaEntropy(Number(alpha), Number(beta)) - Number(entropy));

describe('reference values', () => {
	it.skipIf(shared === undefined)('mutual information, shared cases: within 1e-14 relative', () => {
		const { error, entry } = worst(shared!, informationError);
		expect(error, JSON.stringify(entry)).toBeLessThan(1e-14);
		expect(shared!.length).toBeGreaterThanOrEqual(78);
	});

	it.skipIf(shared === undefined)('entropy, shared cases: within 1e-13 absolute', () => {
		const { error, entry } = worst(shared!, entropyError);
		expect(error, JSON.stringify(entry)).toBeLessThan(1e-13);
	});

	it('mutual information, our cases from 1e-3 to 1e12: within 2e-13 relative, 1e-14 from 0.005 on', () => {
		const { error, entry } = worst(ours.cases, informationError);
		expect(error, JSON.stringify(entry)).toBeLessThan(2e-13);
		const larger = worst(
			ours.cases.filter(({ alpha, beta }) => Math.min(Number(alpha), Number(beta)) >= 0.005),
			informationError,
		);
		expect(larger.error, JSON.stringify(larger.entry)).toBeLessThan(1e-14);
	});

	it('entropy, our cases: within 1e-12 absolute, or 1e-15 of a large one', () => {
		const { error, entry } = worst(ours.cases, (each) => entropyError(each) / Math.max(1, Math.abs(Number(each.entropy)) / 1000));
		expect(error, JSON.stringify(entry)).toBeLessThan(1e-12);
	});

	it('V_K: within 1e-13 relative, also where it is tiny', () => {
		const cases = ours.cases.filter(({ K }) => K > 1);
		const { error, entry } = worst(cases, ({ alpha, beta, K, nonDegenerate }) =>
			relativeError(nonDegenerateProbability(betaBinomialProbabilities(Number(alpha), Number(beta), K)), Number(nonDegenerate)),
		);
		expect(error, JSON.stringify(entry)).toBeLessThan(1e-13);
	});

	it('expected variance reduction and E[φ(1−φ)]: within 1e-15 relative', () => {
		const reduction = worst(ours.cases, (each) =>
			relativeError(varianceReduction(Number(each.alpha), Number(each.beta), each.K), Number(each.varianceReduction)),
		);
		const variance = worst(ours.cases, (each) =>
			relativeError(expectedRewardVariance(Number(each.alpha), Number(each.beta)), Number(each.rewardVariance)),
		);
		expect(reduction.error, JSON.stringify(reduction.entry)).toBeLessThan(1e-15);
		expect(variance.error, JSON.stringify(variance.entry)).toBeLessThan(1e-15);
	});

	it('credible intervals: within 1e-10 relative', () => {
		const { error, entry } = worst(ours.intervals, ({ alpha, beta, lower, upper }) => {
			const interval = credibleInterval(Number(alpha), Number(beta), 0.95);
			return Math.max(relativeError(interval.lower, Number(lower)), relativeError(interval.upper, Number(upper)));
		});
		expect(error, JSON.stringify(entry)).toBeLessThan(1e-10);
	});
});
