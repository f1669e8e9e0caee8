/** Randomness for tests: one seed a run, printed with a failure, set by INSIGHT_TEST_SEED. */
import fc from 'fast-check';

/** The seed of this run: a whole number. */
export const seed = Number(process.env.INSIGHT_TEST_SEED ?? 20260302);
if (!Number.isSafeInteger(seed))
	throw new Error(`INSIGHT_TEST_SEED is "${process.env.INSIGHT_TEST_SEED}", but must be a whole number`);

/** Checks a property under the run's seed. A failure says how to repeat it, with the smallest counterexample that was found. */
export function holds<Values extends [unknown, ...unknown[]]>(
	property: fc.IProperty<Values> | fc.IAsyncProperty<Values>,
	runs = 200,
): void | Promise<void> {
	return fc.assert(property as fc.IProperty<Values>, {
		seed,
		numRuns: runs,
		reporter(details) {
			if (!details.failed) return;
			const message = `INSIGHT_TEST_SEED=${seed} repeats this. ${fc.defaultReportMessage(details)}`;
			throw new Error(message, { cause: details.errorInstance });
		},
	});
}

/** A number from `low` to `high`, as likely in each decade. */
export function logUniform(low: number, high: number): fc.Arbitrary<number> {
	return fc
		.double({ min: Math.log(low), max: Math.log(high), noNaN: true })
		.map((exponent) => Math.min(high, Math.max(low, Math.exp(exponent))));
}
