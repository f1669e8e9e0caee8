import { findPath, historyOf, isFiniteNumber, isList, isText } from '../fields.ts';
import { adapterOf, listOf } from '../layout.ts';

export const reasoningGym = adapterOf({
	name: 'reasoning-gym',
	title: 'reasoning-gym evaluation, a prompt a line',
	documentation: 'The reasoning-gym evaluation writes a prompt with its completions and a score for each.',
	looksLike: '{"question": …, "expected_answer": …, "best_score": 1, "mean_score": 0.5, "completions": [{"score": 1}, …]}',
	traps: ['Scores are graded: what is below 1 is partial credit and no success.'],
	fields: { completions: isList, 'mean_score|best_score': isFiniteNumber, 'question|prompt': isText },
	rewards: listOf(['completions'], 'score'),
	id: ['id', 'prompt_id'],
	prompt: ['question', 'prompt'],
	groundTruth: ['expected_answer', 'answer'],
	response: ['completions[].full_model_response'],
	step: ['step'],
	refine: (records) => historyOf(records, findPath(records, ['id', 'prompt_id'])),
});
