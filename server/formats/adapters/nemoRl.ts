import type { ReadingSettings } from '../../../shared/settings.ts';
import { showFieldPath, valuesAt } from '../../core/json/fieldPath.ts';
import type { Recognition } from '../adapter.ts';
import { isList, isOutcome, isPresent, pathOf } from '../fields.ts';
import { adapterOf, listOf } from '../layout.ts';
import type { JsonObject } from '../sample.ts';

export const nemoRl = adapterOf({
	name: 'nemo-rl',
	title: 'NeMo-RL, a rollout a line',
	documentation: 'NeMo-RL writes train_data_step{N}.jsonl and val_data_step{N}.jsonl.',
	looksLike: '{"idx": 0, "content": [[…]], "rewards": [1.0]}',
	traps: [
		'Every value is a list of length 1, and lists of tokens make lines of megabytes.',
		'The number of rollouts a prompt is not written: it is told by where the prompts change, or set in insight.success.trials.',
		'Line numbers start anew in every step.',
	],
	tail: {
		fields: [
			'input_lengths',
			'token_ids',
			'token_loss_mask',
			'sample_loss_mask',
			'advantages',
			'generation_logprobs',
			'prev_logprobs',
		],
		behind: { idx: 0 },
	},
	fields: { idx: isPresent, content: isList, 'filtered_rewards|rewards': isListOfOne },
	rewards: listOf(['filtered_rewards', 'rewards']),
	id: ['idx[]', 'idx'],
	prompt: ['content[][].content', 'content[][]', 'content[]'],
	response: ['content[]'],
	refine: groupsOf,
});

function isListOfOne(value: unknown): boolean {
	return Array.isArray(value) && value.length === 1 && isOutcome(value[0]);
}

/** Rollouts are numbered, and so many in a row share a prompt. */
function groupsOf(records: readonly JsonObject[], { trials }: ReadingSettings): Partial<Recognition> {
	const path = records.some(({ idx }) => Array.isArray(idx)) ? pathOf('idx[]') : pathOf('idx');
	const size =
		trials ?? groupSizeOf(records.map((record) => ({ idx: Number(valuesAt(record, path)[0]), content: record.content })));
	const evidence = size === undefined ? '' : `, ${size} lines in a row of "${showFieldPath(path)}" are one group`;
	return {
		isPerFile: true,
		group: [path],
		id: path,
		...(size === undefined ? { groupDoubt: unknownSize } : { groupSize: size }),
		evidence: `"idx", "content" and "rewards" hold a value each${evidence}`,
	};
}

const unknownSize =
	'How many rollouts in a row share a prompt cannot be told from the start of the file: each is an example of its own. ' +
	'Set insight.success.trials to the number of generations a prompt.';

/** Longest group that is looked for. */
const largestGroup = 256;

/**
 * The number of consecutive rollouts that begin alike: within a group the prompt is the same, so that two neighbours have more of their
 * text in common than any two across a border. `undefined` where no number does that.
 */
function groupSizeOf(rollouts: readonly { readonly idx: number; readonly content: unknown }[]): number | undefined {
	const texts = new Map(rollouts.map(({ idx, content }) => [idx, JSON.stringify(content)]));
	const pairs = [...texts].flatMap(([idx, text]) => {
		const next = texts.get(idx + 1);
		return next === undefined ? [] : [{ border: idx + 1, shared: sharedPrefix(text, next) }];
	});
	for (let size = 2; size <= largestGroup; size++) {
		const across = pairs.filter(({ border }) => border % size === 0).map(({ shared }) => shared);
		const within = pairs.filter(({ border }) => border % size !== 0).map(({ shared }) => shared);
		if (across.length === 0 || within.length === 0) continue;
		if (Math.max(...across) < Math.min(...within)) return size;
	}
	return undefined;
}

function sharedPrefix(left: string, right: string): number {
	let length = 0;
	while (length < left.length && left[length] === right[length]) length++;
	return length;
}
