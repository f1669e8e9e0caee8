import { isOutcome, isPresent } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';

export const nemoGym = adapterOf({
	name: 'nemo-gym',
	title: 'NeMo-Gym, a rollout a line',
	documentation: 'NeMo-Gym writes *rollouts*.jsonl when it collects rollouts.',
	looksLike:
		'{"_ng_task_index": 0, "_ng_rollout_index": 1, "responses_create_params": {"input": […]}, "response": {…}, "reward": 1.0}',
	traps: [
		'Rewards of −1 happen.',
		'Rollouts that failed to run stand in the sibling file *_failures.jsonl.',
		'Without "_ng_task_index" rollouts are grouped by their input.',
	],
	fields: { '_ng_task_index|responses_create_params.input': isPresent, reward: isOutcome },
	rewards: oneOf('reward'),
	group: [['_ng_task_index'], ['responses_create_params.input']],
	id: ['_ng_task_index', 'id', 'uuid', 'question_id'],
	prompt: ['responses_create_params.input'],
	groundTruth: ['answer', 'expected_answer', 'ground_truth'],
	response: ['response.output'],
	sample: ['_ng_rollout_index'],
});
