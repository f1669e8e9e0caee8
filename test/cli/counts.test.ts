/** What the command line counts of real data, against counts that nobody here computed (../shared/data/expected-counts.json). */
import { describe, expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';
import { missingShared, readShared, sharedData } from '../support/documents.ts';

const files = [
	'one-shot-rlvr/math_cot_100.jsonl',
	'math-evals/llama3b_amc23_step_400.jsonl',
	'math-evals/llama3b_amc23_step_800.jsonl',
	'game24/cot_k100.jsonl',
	'tau-bench/gpt4o_airline.jsonl',
];

interface Row {
	readonly successes: number;
	readonly trials: number;
}

describe.skipIf(missingShared('expected-counts.json'))('insight score', () => {
	it.each(files)('counts %s exactly', async (name) => {
		const { stdout } = await insight(['score', sharedData(name)]);
		const rows = stdout
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as Row);
		const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
		const perPrompt: Record<string, number> = {};
		for (const { trials } of rows) perPrompt[trials] = (perPrompt[trials] ?? 0) + 1;
		const expected = (JSON.parse(readShared('expected-counts.json')) as Record<string, unknown>)[name];
		expect({
			prompts: rows.length,
			rollouts: sum(({ trials }) => trials),
			successes: sum(({ successes }) => successes),
			all_pass: sum(({ successes, trials }) => Number(successes === trials)),
			all_fail: sum(({ successes }) => Number(successes === 0)),
			mixed: sum(({ successes, trials }) => Number(successes > 0 && successes < trials)),
			rollouts_per_prompt: perPrompt,
			invalid_lines: 0,
		}).toEqual(expected);
		expect((await insight(['check', sharedData(name), '--fail-on', 'error'])).exitCode).toBe(0);
	});
});
