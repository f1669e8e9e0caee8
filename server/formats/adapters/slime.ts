import { isPresent } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';

export const slime = adapterOf({
	name: 'slime',
	title: 'slime, a rollout a line',
	documentation: 'slime pickles its rollouts; this is what an export of them to JSONL looks like.',
	looksLike: '{"group_index": 0, "index": 3, "prompt": …, "response": …, "reward": 1.0}',
	traps: ['A reward may be an object, of which "score" is read.'],
	fields: { group_index: isPresent, index: isPresent, reward: isPresent },
	rewards: oneOf('reward', 'reward.acc', 'reward.score', 'reward.reward'),
	group: [['group_index']],
	prompt: ['prompt'],
	groundTruth: ['label'],
	response: ['response'],
	sample: ['index'],
	step: ['rollout_id'],
});
