import { showFieldPath } from '../../core/fieldPath.ts';
import type { Recognition } from '../adapter.ts';
import { isList, isPresent, isText } from '../fields.ts';
import { adapterOf, oneOf } from '../layout.ts';
import type { JsonObject } from '../sample.ts';

/** Where records do not list their metrics. */
const usualMetrics = ['exact_match', 'acc', 'math_verify', 'prompt_level_strict_acc'] as const;

export const lmEvaluationHarness = adapterOf({
	name: 'lm-evaluation-harness',
	title: 'lm-evaluation-harness, a document and filter a line',
	documentation: 'lm-evaluation-harness writes samples_{task}_{date}.jsonl with --log_samples.',
	looksLike: '{"doc_id": 0, "doc": {…}, "resps": [[…]], "filter": "strict-match", "metrics": ["exact_match"], "exact_match": 1.0}',
	traps: [
		'Filters are readings of the same rollouts, not more rollouts: one filter is read, the lines of others are passed over.',
		'A file holds one rollout a document; several runs make several.',
	],
	fields: { doc_id: isPresent, filter: isText, resps: isList },
	rewards: (records, settings) => oneOf(...metricsOf(records), ...usualMetrics)(records, settings),
	group: [['doc_id', 'doc_hash']],
	id: ['doc_id'],
	prompt: ['doc.question', 'doc.problem', 'doc.prompt', 'arguments.gen_args_0.arg_0'],
	groundTruth: ['target'],
	response: ['resps'],
	refine: chooseFilter,
});

/** Each metric is a key, even where its name holds a dot or an @. */
function metricsOf(records: readonly JsonObject[]): readonly string[] {
	const names = records.flatMap(({ metrics }) => (Array.isArray(metrics) ? metrics.filter(isText) : []));
	return [...new Set(names)].map((name) => showFieldPath([name]));
}

/** The first filter: lines of the others stand further on in the file. */
function chooseFilter(records: readonly JsonObject[]): Partial<Recognition> {
	const filters = [...new Set(records.map(({ filter }) => filter).filter(isText))];
	const [first = ''] = filters;
	return {
		only: { field: ['filter'], value: first },
		evidence: `the filter "${first}" is read, and lines of others are passed over`,
	};
}
