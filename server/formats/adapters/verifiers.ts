import { isOutcome, isPresent } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';

export const verifiers = adapterOf({
	name: 'verifiers',
	title: 'verifiers, a rollout a line',
	documentation: 'verifiers before version 1 writes outputs/evals/{env}--{model}/{run}/results.jsonl.',
	looksLike: '{"example_id": 7, "prompt": […], "completion": […], "answer": …, "reward": 1.0}',
	traps: ['A rollout with an "error" has reward 0 and is no failure.', 'Metrics stand beside the reward and are not rewards.'],
	fields: { example_id: isPresent, completion: isPresent, reward: isOutcome },
	rewards: oneOf('reward'),
	group: [['example_id', 'task']],
	prompt: ['prompt'],
	groundTruth: ['answer'],
	response: ['completion'],
	sample: ['rollout_index', 'rollout_idx'],
	error: { field: ['error'], when: 'present' },
});
