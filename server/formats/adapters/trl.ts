import type { RewardSource } from '../../core/record/mapping.ts';
import { isFiniteNumber, isPresent, isStep } from '../fields.ts';
import { adapterOf } from '../layout.ts';
import type { Records } from '../records.ts';

/** Columns of numbers that are not rewards. */
const otherColumns: ReadonlySet<string> = new Set([
	'step',
	'global_step',
	'gen_step',
	'epoch',
	'advantage',
	'advantages',
	'completion_length',
	'num_tokens',
	'Unnamed: 0',
	'',
]);

/** Names of reward functions that say whether the answer is right, unlike those about its form. */
const verdictColumn = /acc|correct|match|solve|verif|answer/i;
const formColumn = /format/i;

export const trl = adapterOf({
	name: 'trl',
	title: 'TRL completions, a rollout a line',
	documentation:
		'TRL writes completions/completions_{step}.parquet with log_completions; exports of it to JSONL or CSV have the same columns.',
	looksLike: '{"step": 10, "prompt": …, "completion": …, "accuracy_reward": 1.0, "format_reward": 0.5, "advantage": 0.7}',
	traps: [
		'There is a column for each reward function and no total: the one about the answer is read, else their sum.',
		'Only the last batch before each log is there.',
		'The step is a text in most versions.',
		'Without a ground truth, rollouts are grouped by the text of the prompt.',
	],
	fields: { prompt: isPresent, completion: isOneCompletion, step: isStep },
	rewards: rewardColumns,
	group: [['prompt', 'answer|solution|ground_truth']],
	prompt: ['prompt'],
	groundTruth: ['answer', 'solution', 'ground_truth'],
	response: ['completion'],
	step: ['step'],
});

/** Not the list of a whole batch: a text, or the messages of one completion. */
export function isOneCompletion(value: unknown): boolean {
	return isPresent(value) && !(Array.isArray(value) && value.some((item) => typeof item === 'string' || Array.isArray(item)));
}

/** The column that says whether the answer is right, else the sum of all. */
export function rewardColumns(records: Records): RewardSource | undefined {
	const names = [...records.keyCounts.keys()].filter((name) => !otherColumns.has(name));
	const columns = names.filter((name) => {
		const values = records.map((record) => record[name]).filter(isPresent);
		return values.length > 0 && values.every((value) => isFiniteNumber(value) || typeof value === 'boolean');
	});
	const about = columns.filter((name) => verdictColumn.test(name) && !formColumn.test(name));
	const [only] = about.length === 1 ? about : columns.length === 1 ? columns : columns.filter((name) => name === 'reward');
	if (only !== undefined) return { kind: 'single', reward: [only] };
	return columns.length === 0 ? undefined : { kind: 'sum', terms: columns.map((name) => ({ reward: [name], weight: 1 })) };
}
