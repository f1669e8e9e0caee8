import { isList, isPresent } from '../fields.ts';
import { adapterOf, listOf } from '../layout.ts';

export const liveCodeBench = adapterOf({
	name: 'livecodebench',
	title: 'LiveCodeBench, a problem a record',
	documentation: 'LiveCodeBench writes {model}/{scenario}_…_eval_all.json, one array.',
	looksLike: '{"question_id": …, "question_content": …, "output_list": […], "code_list": […], "graded_list": [true, false]}',
	traps: ['"pass@1" beside the list is its mean, not another rollout.'],
	fields: { question_id: isPresent, graded_list: isList },
	rewards: listOf(['graded_list'], undefined, ['output_list', 'code_list']),
	id: ['question_id'],
	prompt: ['question_content'],
	response: ['output_list[]', 'code_list[]'],
});
