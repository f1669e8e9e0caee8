import { isPresent, isStep } from '../fields.ts';
import { adapterOf } from '../layout.ts';
import { isOneCompletion, rewardColumns } from './trl.ts';

export const msSwift = adapterOf({
	name: 'ms-swift',
	title: 'ms-swift completions, a rollout of a batch',
	documentation: 'ms-swift writes completions.jsonl with log_completions, a line for each logging step.',
	looksLike: '{"gen_step": [5, 5], "prompt": ["…", "…"], "completion": ["…", "…"], "MathAccuracy": [1.0, 0.0]}',
	traps: [
		'A line holds a whole batch, a list for each field: each rollout of it is read as a record.',
		'There is a column for each reward function and no total: the one about the answer is read, else their sum.',
	],
	fields: { prompt: isPresent, completion: isOneCompletion, gen_step: isStep },
	rewards: rewardColumns,
	group: [['prompt', 'solution|answer|ground_truth']],
	prompt: ['prompt'],
	groundTruth: ['solution', 'answer', 'ground_truth'],
	response: ['completion'],
	step: ['gen_step'],
});
