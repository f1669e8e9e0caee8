import { isPresent, isText } from '../fields.ts';
import { adapterOf, fieldThere, firstOf } from '../layout.ts';

export const evalPlus = adapterOf({
	name: 'evalplus',
	title: 'EvalPlus, a solution a record',
	documentation:
		'EvalPlus, and BigCodeBench after it, write *_eval_results.json, with a list of solutions for each task under "eval".',
	looksLike: '{"task_id": "HumanEval/0", "solution": …, "base_status": "pass", "plus_status": "fail"}',
	traps: ['"base_status" is about the original tests; "plus_status", about more of them, is chosen by insight.success.field.'],
	fields: { task_id: isPresent, solution: isText, 'base_status|status': isText },
	rewards: firstOf(fieldThere('base_status'), fieldThere('status')),
	words: { pass: 1, fail: 0, timeout: 0 },
	group: [['task_id']],
	response: ['solution'],
});
