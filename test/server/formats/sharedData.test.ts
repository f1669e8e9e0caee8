/** Real rollouts that nobody here wrote, against counts that were computed independently (../shared/data/README.md). */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../../../server/core/json/byteSource.ts';
import { type LoadedForTest, load } from '../../support/dataset.ts';
import { missingShared, sharedData } from '../../support/documents.ts';

interface Entry {
	readonly files: readonly string[];
	readonly format: string;
	readonly settings?: Readonly<Record<string, unknown>>;
	/** Findings by code, where there are others than `mastered` and `intractable`. */
	readonly findings?: Readonly<Record<string, number>>;
}

const steps = [400, 800].map((step) => `math-evals/llama3b_amc23_step_${step}.jsonl`);
const humanEval = ['samples2', 'samples_few', 'samples_loop1', 'samples_loop2', 'samples_loop3', 'samples_new1'].map(
	(name) => `human-eval/${name}_results.jsonl`,
);

/** By the key of expected-counts.json. */
const entries: Readonly<Record<string, Entry>> = {
	'one-shot-rlvr/math_cot_100.jsonl': { files: ['one-shot-rlvr/math_cot_100.jsonl'], format: 'qwen2.5-math' },
	'one-shot-rlvr/dsr_sub_acc_history.jsonl (pass_rate_last, n_samples)': {
		files: ['one-shot-rlvr/dsr_sub_acc_history.jsonl'],
		format: 'custom',
		settings: { 'insight.success.field': 'pass_rate_last' },
		findings: { 'duplicate-prompt': 2 },
	},
	'math-evals/llama3b_amc23_step_400.jsonl': { files: [steps[0]!], format: 'reasoning-gym' },
	'math-evals/llama3b_amc23_step_800.jsonl': { files: [steps[1]!], format: 'reasoning-gym' },
	'math-evals/ (both steps, one belief per id)': { files: steps, format: 'reasoning-gym', findings: { drifted: 2 } },
	'nemo-skills/output-rs*.jsonl (together)': {
		files: [0, 1, 2].map((seed) => `nemo-skills/output-rs${seed}.jsonl`),
		format: 'nemo-skills',
	},
	'tau-bench/gpt4o_airline.jsonl': { files: ['tau-bench/gpt4o_airline.jsonl'], format: 'rollout-line' },
	'game24/cot_k100.jsonl': { files: ['game24/cot_k100.jsonl'], format: 'tree-of-thoughts' },
	'human-eval/ (all files together)': { files: humanEval, format: 'human-eval' },
	'human-eval/samples_new1_results.jsonl': { files: [humanEval.at(-1)!], format: 'human-eval' },
	'nemo-gym/aalcr_rollouts.jsonl': { files: ['nemo-gym/aalcr_rollouts.jsonl'], format: 'nemo-gym' },
	'nemo-gym/blackjack_rollouts.jsonl': { files: ['nemo-gym/blackjack_rollouts.jsonl'], format: 'nemo-gym' },
	'reasoning-gym/easy_flat_3runs.jsonl.gz (by prompt_id)': {
		files: ['reasoning-gym/easy_flat_3runs.jsonl.gz'],
		format: 'rollout-line',
		findings: { 'ambiguous-success': 1, 'ambiguous-group': 1, 'duplicate-prompt': 43 },
	},
	'reasoning-gym/easy_flat_3runs.jsonl.gz (by model_run, prompt_id)': {
		files: ['reasoning-gym/easy_flat_3runs.jsonl.gz'],
		format: 'rollout-line',
		settings: { 'insight.group': ['model_run', 'prompt_id'] },
		findings: { 'ambiguous-success': 1, 'duplicate-prompt': 9403 },
	},
	'gsm8k/example_model_solutions.jsonl': { files: ['gsm8k/example_model_solutions.jsonl'], format: 'sibling-objects' },
};

async function loadShared(files: readonly string[], settings: Readonly<Record<string, unknown>> = {}): Promise<LoadedForTest> {
	const sources = files.map((file) => {
		const bytes = readFileSync(sharedData(file));
		return createMemorySource(file, file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
	});
	return load(sources, settings);
}

/** What expected-counts.json says of a dataset. */
function countsOf({ dataset: { examples, totals } }: LoadedForTest) {
	const perPrompt: Record<string, number> = {};
	for (const { group } of examples) perPrompt[group.trials] = (perPrompt[group.trials] ?? 0) + 1;
	return {
		prompts: examples.length,
		rollouts: totals.rollouts,
		successes: totals.successes,
		all_pass: totals.allPass,
		all_fail: totals.allFail,
		mixed: totals.mixed,
		rollouts_per_prompt: perPrompt,
		invalid_lines: totals.brokenLines,
	};
}

function findingsByCode({ findings }: LoadedForTest): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const { code } of findings) if (code !== 'mastered' && code !== 'intractable') counts[code] = (counts[code] ?? 0) + 1;
	return counts;
}

describe.skipIf(missingShared('expected-counts.json'))('real rollouts', () => {
	const path = sharedData('expected-counts.json');
	const expected = (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}) as Readonly<Record<string, unknown>>;

	it.each(Object.entries(entries))('of %s are counted exactly', async (key, { files, format, settings, findings = {} }) => {
		const loaded = await loadShared(files, settings);
		expect(countsOf(loaded)).toEqual(expected[key]);
		expect(loaded.detections.map((detection) => detection.format?.name)).toEqual(files.map(() => format));
		expect(findingsByCode(loaded)).toEqual(findings);
	});

	it('that a run did not write are no rollouts', async () => {
		const loaded = await loadShared(['nemo-gym/over_refusal_placeholder_rows.jsonl']);
		expect(countsOf(loaded)).toEqual(expected['nemo-gym/over_refusal_placeholder_rows.jsonl']);
		expect(findingsByCode(loaded)).toEqual({ 'invalid-json': 5 });
	});
});
