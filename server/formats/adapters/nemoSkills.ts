import { isPresent, isText } from '../fields.ts';
import { adapterOf, firstOf, listOf, oneOf } from '../layout.ts';

export const nemoSkills = adapterOf({
	name: 'nemo-skills',
	title: 'NeMo-Skills, a rollout a line',
	documentation: 'NeMo-Skills writes output-rs{seed}.jsonl, a rollout for each problem in each file.',
	looksLike: '{"id": …, "problem": …, "expected_answer": …, "generation": …, "symbolic_correct": true}',
	traps: ['The rollouts of a problem lie in several files: open them together.'],
	fields: { generation: isText, 'symbolic_correct|is_correct|graded_list': isPresent },
	rewards: firstOf(oneOf('symbolic_correct', 'is_correct'), listOf(['graded_list'])),
	group: [['id'], ['task_id'], ['question_id'], ['problem|question|prompt', 'expected_answer']],
	prompt: ['problem', 'question', 'prompt'],
	groundTruth: ['expected_answer'],
	response: ['generation'],
});
