/** The episodes of verifiers 1, which prime-rl writes too: a rollout a line, with a trace for each agent that took part. */
import { eachItem, isJsonObject, valuesAt } from '../../core/json/fieldPath.ts';
import type { RewardSource, RewardTerm } from '../../core/record/mapping.ts';
import { isCount, isList, isPresent } from '../fields.ts';
import { adapterOf, keysOf, type Layout } from '../layout.ts';
import type { JsonObject } from '../sample.ts';

const rewardsPath = ['traces', eachItem, 'rewards'] as const;

const episode = {
	looksLike:
		'{"env": {…}, "task": {"key": …}, "group": {"id": …}, "traces": [{"rewards": {"correct": {"score": 1.0, "weight": 1.0}}}]}',
	traps: [
		'The reward is the weighted sum over all traces and names; null is not scored.',
		'An episode that failed has no traces, and is no failure of the policy.',
		'prime-rl writes each episode under "all" and, if it was trained on, under "effective": read "all".',
	],
	fields: { traces: isList, env: isPresent },
	rewards: weightedRewards,
	group: [['group.id'], ['task.key'], ['task.hash']],
	prompt: ['task.data.prompt', 'task.data.question', 'task.data.instruction'],
	groundTruth: ['task.data.answer', 'task.data.ground_truth'],
	response: ['traces[].nodes[].message.content'],
	step: ['run.work.step'],
	sample: ['id'],
	error: { field: ['ok'], when: 'false' },
} satisfies Partial<Layout>;

export const primeRl = adapterOf({
	...episode,
	name: 'prime-rl',
	title: 'prime-rl, an episode a line',
	documentation: 'prime-rl writes rollouts/step_{N}/{train,eval}/{all,effective}/traces.jsonl.',
	fields: { ...episode.fields, 'run.work.step': isCount },
});

export const verifiersEpisodes = adapterOf({
	...episode,
	name: 'verifiers-episodes',
	title: 'verifiers 1, an episode a line',
	documentation: 'verifiers from version 1 on writes outputs/…/traces.jsonl.',
});

function weightedRewards(records: readonly JsonObject[]): RewardSource | undefined {
	const terms = keysOf(records, rewardsPath).map((name): RewardTerm => {
		const path = [...rewardsPath, name];
		const isObject = records.flatMap((record) => valuesAt(record, path)).some(isJsonObject);
		return isObject ? { reward: [...path, 'score'], weight: [...path, 'weight'] } : { reward: path, weight: 1 };
	});
	return terms.length === 0 ? undefined : { kind: 'sum', terms };
}
