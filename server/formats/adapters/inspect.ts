import { isJsonObject } from '../../core/json/fieldPath.ts';
import type { RewardSource } from '../../core/record/mapping.ts';
import { isCount, isPresent } from '../fields.ts';
import { adapterOf, keysOf } from '../layout.ts';
import type { JsonObject } from '../sample.ts';

export const inspect = adapterOf({
	name: 'inspect',
	title: 'Inspect, a sample and epoch a record',
	documentation: 'Inspect writes logs/*.eval, whose summaries hold a record for each sample and epoch.',
	looksLike: '{"id": 7, "epoch": 1, "input": …, "target": …, "scores": {"match": {"value": "C"}}}',
	traps: [
		'Scores are letters (C correct, I incorrect, P partial, N no answer) or numbers, and NaN is written bare.',
		'With several scorers, or several values of one, the first is read; insight.success.field chooses another.',
	],
	fields: { id: isPresent, epoch: isCount, scores: isJsonObject },
	rewards: firstScorer,
	words: { C: 1, I: 0, P: 0.5, N: 0, yes: 1, no: 0, true: 1, false: 0 },
	variantOf: ({ epoch, scores }) => (isCount(epoch) && isJsonObject(scores) ? Object.keys(scores).join(' ') : ''),
	group: [['id']],
	prompt: ['input'],
	groundTruth: ['target'],
	response: ['output.choices[].message.content', 'output.completion'],
	sample: ['epoch'],
	error: { field: ['error'], when: 'present' },
});

function firstScorer(records: readonly JsonObject[]): RewardSource | undefined {
	const [scorer] = keysOf(records, ['scores']);
	if (scorer === undefined) return undefined;
	const value = ['scores', scorer, 'value'];
	const [part] = keysOf(records, value);
	return { kind: 'single', reward: part === undefined ? value : [...value, part] };
}
