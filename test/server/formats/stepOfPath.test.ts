import { describe, expect, it } from 'vitest';
import { stepOfPath } from '../../../server/formats/stepOfPath.ts';

describe('the step of a path', () => {
	it.each([
		['rollouts/12.jsonl', 12],
		['C:\\runs\\0.jsonl', 0],
		['completions/completions_00012.parquet', 12],
		['train_data_step12.jsonl', 12],
		['llama3b_amc23_step_400.jsonl.gz', 400],
		['rollouts/step_12/train/all/traces.jsonl', 12],
		['logs/iteration_3/train_rollout_summaries.jsonl', 3],
		['dumped_evals/global_step_7_evals/aime.jsonl', 7],
		['experiment/rollout/5/345.jsonl', 5],
		['step_1/step_2/3.jsonl', 3],
		['step_1/step_2/x.jsonl', 2],
	])('%s is %i', (path, step) => {
		expect(stepOfPath(path)).toBe(step);
	});

	it.each(['output-rs0.jsonl', 'samples2_results.jsonl', 'footstep_5.jsonl', 'step_3b_model.jsonl', 'v1.2/pool.jsonl', '-', ''])(
		'%s says none',
		(path) => {
			expect(stepOfPath(path)).toBeNull();
		},
	);
});
