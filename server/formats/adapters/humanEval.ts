import { isOutcome, isPresent, isText } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';

export const humanEval = adapterOf({
	name: 'human-eval',
	title: 'human-eval, a completion a line',
	documentation: 'human-eval writes {samples}.jsonl_results.jsonl when it evaluates functional correctness.',
	looksLike: '{"task_id": "HumanEval/0", "completion": …, "result": "passed", "passed": true}',
	traps: ['Tasks may be missing, or have more completions than others.'],
	fields: { task_id: isPresent, passed: isOutcome, 'completion|solution': isText },
	rewards: oneOf('passed'),
	group: [['task_id']],
	prompt: ['prompt'],
	response: ['completion', 'solution'],
	sample: ['completion_id'],
});
