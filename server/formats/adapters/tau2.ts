import { isCount, isOutcome, isPresent } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';

export const tau2 = adapterOf({
	name: 'tau2',
	title: 'τ²-bench, a simulation a record',
	documentation: 'τ²-bench writes data/simulations/….json, with the trials of all tasks under "simulations".',
	looksLike:
		'{"id": …, "task_id": "0", "trial": 1, "termination_reason": "user_stop", "reward_info": {"reward": 1.0}, "messages": […]}',
	traps: ['A simulation that was never graded has no "reward_info".'],
	fields: { task_id: isPresent, trial: isCount, 'reward_info.reward': isOutcome },
	rewards: oneOf('reward_info.reward'),
	group: [['task_id']],
	response: ['messages'],
	sample: ['trial'],
});
