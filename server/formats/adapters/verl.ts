import { verdictNames } from '../fieldNames.ts';
import { isOutcome, isText } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';

export const verl = adapterOf({
	name: 'verl',
	title: 'verl, a rollout a line',
	documentation:
		'verl writes {step}.jsonl into trainer.rollout_data_dir in training, and into trainer.validation_data_dir in validation.',
	looksLike: '{"input": …, "output": …, "gts": …, "score": 1.0, "step": 1}',
	traps: [
		'The rollouts of a prompt do not stand together.',
		'The same prompt may be there with several ground truths, which are different examples; old versions write no "gts".',
		'"score" may hold length penalties; a verdict such as "acc" comes first.',
	],
	fields: { input: isText, output: isText, 'score|reward|acc': isOutcome },
	rewards: oneOf(...verdictNames, 'score', 'reward'),
	group: [['input', 'gts|ground_truth']],
	id: ['extra_info.index', 'index'],
	prompt: ['input'],
	groundTruth: ['gts', 'ground_truth'],
	response: ['output'],
	step: ['step', 'global_step'],
});
