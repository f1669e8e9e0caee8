/** Randomness for tests: one seed a run, printed with a failure, set by INSIGHT_TEST_SEED. */
import fc from 'fast-check';

/** The seed of this run. */
export const seed = Number(process.env.INSIGHT_TEST_SEED ?? 20260302);

/** Checks a property under the run's seed; fast-check prints seed and counterexample when it fails. */
export function holds<Values extends [unknown, ...unknown[]]>(
	property: fc.IProperty<Values> | fc.IAsyncProperty<Values>,
	runs = 200,
): void | Promise<void> {
	return fc.assert(property as fc.IProperty<Values>, { seed, numRuns: runs });
}

/** A number from `low` to `high`, as likely in each decade. */
export function logUniform(low: number, high: number): fc.Arbitrary<number> {
	return fc
		.double({ min: Math.log(low), max: Math.log(high), noNaN: true })
		.map((exponent) => Math.min(high, Math.max(low, Math.exp(exponent))));
}
