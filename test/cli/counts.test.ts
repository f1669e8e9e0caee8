/** What the command line counts of real data, against counts that nobody here computed (../shared/data/expected-counts.json). */
import { describe, expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';
import { missingShared, readShared, sharedData } from '../support/documents.ts';

/** What is named on the command line, under the keys of expected-counts.json. */
const inputs: Readonly<Record<string, readonly string[]>> = {
	'one-shot-rlvr/math_cot_100.jsonl': ['one-shot-rlvr/math_cot_100.jsonl'],
	'math-evals/llama3b_amc23_step_400.jsonl': ['math-evals/llama3b_amc23_step_400.jsonl'],
	'math-evals/llama3b_amc23_step_800.jsonl': ['math-evals/llama3b_amc23_step_800.jsonl'],
	'math-evals/ (both steps, one belief per id)': ['math-evals'],
	'game24/cot_k100.jsonl': ['game24/cot_k100.jsonl'],
	'tau-bench/gpt4o_airline.jsonl': ['tau-bench/gpt4o_airline.jsonl'],
	'nemo-skills/output-rs*.jsonl (together)': ['nemo-skills/output-rs*.jsonl'],
	'human-eval/ (all files together)': ['human-eval'],
	'reasoning-gym/easy_flat_3runs.jsonl.gz (by model_run, prompt_id)': [
		'reasoning-gym/easy_flat_3runs.jsonl.gz',
		'--group',
		'model_run,prompt_id',
	],
};

interface Row {
	readonly successes: number;
	readonly trials: number;
}

describe.skipIf(missingShared('expected-counts.json'))('insight score', () => {
	it.each(Object.entries(inputs))('counts %s exactly', async (name, [path = '', ...options]) => {
		const { stdout } = await insight(['score', sharedData(path), ...options]);
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
		expect((await insight(['check', sharedData(path), '--fail-on', 'error', ...options])).exitCode).toBe(0);
	});
});
