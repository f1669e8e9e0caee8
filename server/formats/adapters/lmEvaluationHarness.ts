import type { ReadingSettings } from '../../../shared/settings.ts';
import { showFieldPath } from '../../core/json/fieldPath.ts';
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
	fields: { doc_id: isPresent, resps: isList, 'filter|filtered_resps': isPresent },
	rewards: (records, settings) => oneOf(...metricsOf(records), ...usualMetrics)(records, settings),
	group: [['doc_id', 'doc_hash']],
	id: ['doc_id'],
	prompt: ['doc.question', 'doc.problem', 'doc.prompt', 'arguments.gen_args_0.arg_0'],
	groundTruth: ['target'],
	response: ['resps'],
	refine: chooseFilter,
	variantOf: ({ doc_id, filter }) => (isPresent(doc_id) && isText(filter) ? filter : ''),
});

/** Each metric is a key, even where its name holds a dot or an @. */
function metricsOf(records: readonly JsonObject[]): readonly string[] {
	const names = records.flatMap(({ metrics }) => (Array.isArray(metrics) ? metrics.filter(isText) : []));
	return [...new Set(names)].map((name) => showFieldPath([name]));
}

/** The filter that is set, or the first. Lines of others may all stand further on in the file than detection looks. Early versions name none. */
function chooseFilter(records: readonly JsonObject[], { filter }: ReadingSettings): Partial<Recognition> {
	const seen = [...new Set(records.map((record) => record.filter).filter(isText))];
	const [first] = seen;
	if (first === undefined) return {};
	const value = filter === '' ? first : filter;
	const others = seen.filter((name) => name !== value).map((name) => `"${name}"`);
	return {
		only: { field: ['filter'], value },
		evidence:
			`the filter "${value}" is read, and lines of others are passed over` +
			`${others.length === 0 ? '' : `, such as ${others.join(', ')}`} (insight.filter chooses)`,
	};
}
