/** The mathematics against values computed with 60 digits: the shared ones, and more of ours (test/fixtures/math). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { betaBinomialProbabilities, nonDegenerateProbability } from '../../../shared/math/betaBinomial.ts';
import { betaStandardDeviation, expectedRewardVariance, varianceReduction } from '../../../shared/math/betaDistribution.ts';
import { credibleInterval } from '../../../shared/math/credibleInterval.ts';
import { betaEntropy } from '../../../shared/math/entropy.ts';
import { digammaExcess, digammaExcessDrop, digammaExcessDrops, logGammaRemainder } from '../../../shared/math/gamma.ts';
import { informationNats } from '../../../shared/math/information.ts';
import { type ReferenceCase, referenceCases, relativeError } from '../../support/reference.ts';

interface OurCase extends ReferenceCase {
	readonly nonDegenerate: string;
	readonly varianceReduction: string;
	readonly rewardVariance: string;
	readonly standardDeviation: string;
}
interface OurInterval {
	readonly alpha: string;
	readonly beta: string;
	readonly lower: string;
	readonly upper: string;
}
interface GammaCase {
	readonly x: string;
	readonly distance: string;
	readonly excess: string;
	readonly drop: string;
	readonly remainder: string;
}
const ours = JSON.parse(readFileSync(new URL('../../fixtures/math/cases.json', import.meta.url), 'utf8')) as {
	readonly cases: readonly OurCase[];
	readonly intervals: readonly OurInterval[];
	readonly gamma: readonly GammaCase[];
};
const shared = referenceCases('mutual-information.json');
const sharedTiny = referenceCases('mutual-information-tiny.json');

/** Expects every case to be within `bound`; a failure prints the largest error and where it is. */
function expectWithin<Case>(bound: number, cases: readonly Case[], errorOf: (entry: Case) => number): void {
	expect(cases.length).toBeGreaterThan(0);
	let worst = { error: -1, entry: cases[0] };
	for (const entry of cases) {
		const error = errorOf(entry);
		// Written so that NaN is the worst of all.
		if (!(error <= worst.error)) worst = { error, entry };
	}
	expect(worst.error, `largest error ${worst.error.toExponential(2)} at ${JSON.stringify(worst.entry)}`).toBeLessThan(bound);
}

const informationError = ({ alpha, beta, K, mi }: ReferenceCase): number =>
	relativeError(informationNats(Number(alpha), Number(beta), K), Number(mi));
const entropyError = ({ alpha, beta, entropy }: ReferenceCase): number =>
	Math.abs(betaEntropy(Number(alpha), Number(beta)) - Number(entropy));

/** Whether both parameters are at least `least`: below, entropies are in the hundreds and more, so that a last place is worth more. */
const isFrom =
	(least: number) =>
	({ alpha, beta }: ReferenceCase): boolean =>
		Math.min(Number(alpha), Number(beta)) >= least;

describe('shared reference values', () => {
	it.skipIf(shared === undefined)('mutual information: within 2e-15 relative', () => {
		expect(shared!.length).toBeGreaterThanOrEqual(78);
		expectWithin(2e-15, shared!, informationError);
	});

	it.skipIf(shared === undefined)('entropy: within 1e-13 absolute', () => {
		expectWithin(1e-13, shared!, entropyError);
	});

	it.skipIf(sharedTiny === undefined)('mutual information of tiny parameters: within 2e-15 relative', () => {
		expectWithin(2e-15, sharedTiny!, informationError);
	});

	it.skipIf(sharedTiny === undefined)(
		'entropy of tiny parameters: within 1e-12 absolute at 0.001, 1e-15 of itself throughout',
		() => {
			expectWithin(1e-12, sharedTiny!.filter(isFrom(1e-3)), entropyError);
			expectWithin(1e-15, sharedTiny!, (entry) => entropyError(entry) / Math.abs(Number(entry.entropy)));
		},
	);
});

describe('our reference values', () => {
	it('mutual information, parameters from 1e-3 to 1e12, up to 2048 rollouts: within 2e-15 relative', () => {
		expectWithin(2e-15, ours.cases, informationError);
	});

	it('entropy: within 1e-12 absolute, and 2e-14 for parameters from 0.1 on', () => {
		expectWithin(1e-12, ours.cases, entropyError);
		expectWithin(2e-14, ours.cases.filter(isFrom(0.1)), entropyError);
	});

	it('V_K: within 2e-15 relative, also where it is tiny', () => {
		expectWithin(
			2e-15,
			ours.cases.filter(({ K }) => K > 1),
			({ alpha, beta, K, nonDegenerate }) =>
				relativeError(nonDegenerateProbability(betaBinomialProbabilities(Number(alpha), Number(beta), K)), Number(nonDegenerate)),
		);
	});

	it('moments: within 1e-15 relative', () => {
		expectWithin(1e-15, ours.cases, ({ alpha, beta, K, ...expected }) =>
			Math.max(
				relativeError(varianceReduction(Number(alpha), Number(beta), K), Number(expected.varianceReduction)),
				relativeError(expectedRewardVariance(Number(alpha), Number(beta)), Number(expected.rewardVariance)),
				relativeError(betaStandardDeviation(Number(alpha), Number(beta)), Number(expected.standardDeviation)),
			),
		);
	});

	const intervalError = ({ alpha, beta, lower, upper }: OurInterval): number => {
		const interval = credibleInterval(Number(alpha), Number(beta));
		// A bound below the smallest double is 0.
		const lowerError = Number(lower) === 0 ? interval.lower : relativeError(interval.lower, Number(lower));
		return Math.max(lowerError, relativeError(interval.upper, Number(upper)));
	};
	it('credible intervals: within 1e-13 relative, 1e-8 where the library fades', () => {
		const fades = ({ alpha, beta }: OurInterval): boolean => alpha === '2.0' && beta === '1000000000.0';
		expectWithin(
			1e-13,
			ours.intervals.filter((entry) => !fades(entry)),
			intervalError,
		);
		expectWithin(1e-8, ours.intervals.filter(fades), intervalError);
	});

	it('g, its differences, and the remainder of ln Γ: within 1e-15 relative, 3e-15 absolute', () => {
		expectWithin(1e-15, ours.gamma, ({ x, distance, excess, drop }) =>
			Math.max(
				relativeError(digammaExcess(Number(x)), Number(excess)),
				relativeError(digammaExcessDrop(Number(x), Number(distance)), Number(drop)),
				relativeError(digammaExcessDrops(Number(x), Number(distance), 40)[0]!, Number(drop)),
			),
		);
		expectWithin(3e-15, ours.gamma, ({ x, remainder }) => Math.abs(logGammaRemainder(Number(x)) - Number(remainder)));
	});
});
