import { isCount, isOutcome, isPresent } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';

export const rllm = adapterOf({
	name: 'rllm',
	title: 'rLLM evaluation, an attempt a record',
	documentation: 'rLLM writes results.json, with the attempts under "items".',
	looksLike: '{"idx": 0, "attempt": 1, "reward": 1.0, "is_correct": true}',
	traps: ['An attempt with an "error" is no failure.'],
	fields: { idx: isPresent, attempt: isCount, 'is_correct|reward': isOutcome },
	rewards: oneOf('is_correct', 'reward'),
	group: [['idx']],
	sample: ['attempt'],
	error: { field: ['error'], when: 'present' },
});
