import { eachItem } from '../../core/json/fieldPath.ts';
import { isPresent } from '../fields.ts';
import { adapterOf } from '../layout.ts';

/** Where environments keep what they compare with. */
const truthNames = [
	'env_extras.reward_spec.ground_truth',
	'env_extras.reward_model.ground_truth',
	'env_extras.ground_truth',
] as const;

export const skyRl = adapterOf({
	name: 'skyrl',
	title: 'SkyRL evaluation, a rollout a line',
	documentation: 'SkyRL writes dumped_evals/{step}/{source}.jsonl.',
	looksLike: '{"input_prompt": …, "output_response": …, "score": [0, 0, 1.0], "stop_reason": "stop"}',
	traps: ['A score may be a list, a part for each token: they are added up.', 'aggregated_results.jsonl beside it holds metrics.'],
	fields: { input_prompt: isPresent, output_response: isPresent, score: isPresent },
	rewards: () => ({
		kind: 'sum',
		terms: [
			{ reward: ['score'], weight: 1 },
			{ reward: ['score', eachItem], weight: 1 },
		],
	}),
	group: [['input_prompt', truthNames.join('|')]],
	id: ['env_extras.extra_info.index'],
	prompt: ['input_prompt'],
	groundTruth: truthNames,
	response: ['output_response'],
});
