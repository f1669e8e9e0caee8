/** What the harness and the tests in the extension host must agree on. */

/** Environment variables the harness sets for the tests. */
export const variables = {
	/** The folder the shared data lies in; not set where there is none. */
	data: 'INSIGHT_TEST_DATA',
	/** Only tests with this in their name run. */
	grep: 'INSIGHT_TEST_GREP',
	/** The file the tests write their `Sum` to at their end. */
	sum: 'INSIGHT_TEST_SUM',
} as const;

/** How many tests ended how. */
export interface Sum {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

/** Before each line of the tests' output in a browser, where the workbench logs into the same console. */
export const outputMark = '\u2063';

/** Begins the line of a failed test. */
export const failureSign = '✗';

/** The folder of the shared data, or undefined where this checkout has none beside it: a test that needs it skips itself. */
export function dataFolder(): string | undefined {
	return process.env[variables.data];
}
