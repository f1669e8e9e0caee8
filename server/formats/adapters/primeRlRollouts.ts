import { isOutcome, isPresent } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';

export const primeRlRollouts = adapterOf({
	name: 'prime-rl-rollouts',
	title: 'prime-rl before episodes, a rollout a line',
	documentation: 'prime-rl wrote rollouts/step_{N}/train_rollouts.jsonl before it took over the episodes of verifiers 1.',
	looksLike: '{"example_id": 7, "prompt": […], "trajectory": […], "reward": 1.0, "advantage": 0.5}',
	traps: ['A rollout with an "error" has reward 0 and is no failure.', "The step is in the folder's name."],
	fields: { example_id: isPresent, reward: isOutcome, 'trajectory|advantage': isPresent },
	rewards: oneOf('reward'),
	group: [['example_id', 'env_name|task']],
	prompt: ['prompt'],
	groundTruth: ['answer'],
	response: ['completion', 'trajectory'],
	error: { field: ['error'], when: 'present' },
});
