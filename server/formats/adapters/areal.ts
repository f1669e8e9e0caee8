import { isCount, isOutcome, isPresent } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';

export const areal = adapterOf({
	name: 'areal',
	title: 'AReaL, a rollout a line',
	documentation: 'AReaL writes rollout/{version}/{task_id}.jsonl, a file for each prompt and policy version.',
	looksLike: '{"task_id": 12, "sample_idx": 0, "prompt": …, "completion": …, "reward": 1.0}',
	traps: ['A run writes thousands of small files: open the folder.'],
	fields: { task_id: isPresent, sample_idx: isCount, reward: isOutcome },
	rewards: oneOf('reward'),
	group: [['task_id']],
	prompt: ['prompt'],
	groundTruth: ['answer', 'ground_truth'],
	response: ['completion'],
	sample: ['sample_idx'],
	step: ['version', 'head_version'],
});
