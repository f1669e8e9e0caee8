import { findStep, isCount, isOutcome } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';

export const tinkerCookbook = adapterOf({
	name: 'tinker-cookbook',
	title: 'tinker-cookbook, a trajectory a line',
	documentation: 'tinker-cookbook writes iteration_{N}/train_rollout_summaries.jsonl.',
	looksLike: '{"iteration": 3, "group_idx": 0, "traj_idx": 1, "total_reward": 1.0}',
	traps: [
		'Group numbers start anew in every iteration: a group is an example of its own, and the same prompt later is another.',
		'The total may hold credit for the format.',
	],
	tail: { fields: ['steps'], behind: {} },
	fields: { group_idx: isCount, traj_idx: isCount, total_reward: isOutcome },
	rewards: oneOf('total_reward'),
	group: [['group_idx', 'iteration|step', 'dataset|split']],
	sample: ['traj_idx'],
	step: ['iteration', 'step'],
	refine: (records) => (findStep(records) === undefined ? { isPerFile: true } : {}),
});
