import { isList, isOutcome } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';

export const openInstruct = adapterOf({
	name: 'open-instruct',
	title: 'open-instruct, a rollout a line',
	documentation: 'open-instruct writes {run}_rollouts_{shard}.jsonl.',
	looksLike: '{"step": 5, "prompt_idx": 0, "sample_idx": 3, "prompt_tokens": […], "response_tokens": […], "reward": 10.0}',
	traps: [
		'Rewards are on a scale from 0 to 10: the top is a success.',
		'Prompt numbers start anew in every step.',
		'There is no text, only token ids.',
	],
	fields: { prompt_tokens: isList, response_tokens: isList, reward: isOutcome },
	rewards: oneOf('reward'),
	topReward: 10,
	group: [['prompt_idx', 'step']],
	groundTruth: ['ground_truth'],
	prompt: ['prompt_tokens'],
	response: ['response_tokens'],
	sample: ['sample_idx'],
	step: ['step'],
});
