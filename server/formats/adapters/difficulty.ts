/** Training sets that say how often a model solved each prompt: a prompt a line, with a rate or a count of a known number of rollouts. */
import { isJsonObject } from '../../core/json/fieldPath.ts';
import type { RewardSource } from '../../core/record/mapping.ts';
import { fieldOf, isCount, isFiniteNumber, isPresent, isText, pathOf } from '../fields.ts';
import { adapterOf, keysOf, type RewardFinder } from '../layout.ts';
import type { JsonObject } from '../sample.ts';

export const skyworkOr1 = adapterOf({
	name: 'skywork-or1',
	title: 'Skywork-OR1 training set, failures of 16',
	documentation: 'Skywork-OR1-RL-Data keeps in extra_info.model_difficulty how many of 16 rollouts of each model were wrong.',
	looksLike:
		'{"prompt": […], "reward_model": {…}, "extra_info": {"index": 0, "model_difficulty": {"DeepSeek-R1-Distill-Qwen-1.5B": 12}}}',
	traps: [
		'The numbers count wrong answers, so that 16 is the hardest.',
		'Of several models the first is read; insight.success.field chooses another.',
	],
	fields: { 'extra_info.model_difficulty': isJsonObject },
	rewards: firstModel,
	id: ['extra_info.index', 'id'],
	prompt: ['prompt'],
	groundTruth: ['reward_model.ground_truth'],
});

export const polaris = adapterOf({
	name: 'polaris',
	title: 'POLARIS training set, successes of n',
	documentation: 'POLARIS-Dataset keeps in "difficulty" how many of 8 rollouts were right, as a text.',
	looksLike: '{"problem": …, "answer": …, "difficulty": "3/8"}',
	traps: ['The text says successes, so that "8/8" is the easiest.'],
	fields: { difficulty: (value) => isText(value) && /^\s*\d+\s*\/\s*\d+\s*$/.test(value) },
	rewards: (_, { trials }) => ({ kind: 'rate', rate: ['difficulty'], trials: trials ?? 8 }),
	id: ['id', 'index', 'extra_info.index'],
	prompt: ['problem', 'prompt', 'question'],
	groundTruth: ['answer', 'reward_model.ground_truth'],
});

export const bigMath = adapterOf({
	name: 'big-math',
	title: 'Big-Math training set, solve rate of 64',
	documentation:
		'Big-Math-RL-Verified keeps in llama8b_solve_rate how often Llama 3.1 8B solved a problem, "out of 64" as its data card says.',
	looksLike: '{"problem": …, "answer": …, "source": …, "llama8b_solve_rate": 0.390625}',
	traps: ['The rate is null where the model was not run: the belief is then the prior.'],
	fields: { llama8b_solve_rate: isRateOrNull },
	rewards: rateOf('llama8b_solve_rate', 64),
	prompt: ['problem', 'prompt'],
	groundTruth: ['answer'],
});

export const intellect = adapterOf({
	name: 'intellect',
	title: 'INTELLECT training set, solve rate of 8',
	documentation:
		'INTELLECT-2-RL-Dataset keeps solve rates, such as solve_rate_qwen_r1_distill_7b: of 8 rollouts, as their steps of 1/8 tell.',
	looksLike: '{"problem_id": …, "prompt": …, "verification_info": …, "solve_rate_qwen_r1_distill_7b": 0.625}',
	traps: ['Of several models the first is read; insight.success.field chooses another.'],
	fields: { 'verification_info|task_type|problem_id': isText },
	rewards: (records, settings) => {
		const name = Object.keys(records[0] ?? {}).find((key) => /^solve_rate_\w+/.test(key));
		return name === undefined ? undefined : rateOf(name, 8)(records, settings);
	},
	id: ['problem_id', 'id'],
	prompt: ['prompt'],
});

/** Rollouts behind each of these difficulties. */
const difficultyTrials = 128;

export const deepScaler = adapterOf({
	name: 'deepscaler',
	title: 'DeepScaleR with difficulty, failures in percent of 128',
	documentation:
		'lime-nlp/DeepScaleR_Difficulty, and its kin for ORZ, MATH and GSM8K, keep in "difficulty" which percentage of 128 rollouts failed.',
	looksLike: '{"problem": …, "answer": …, "difficulty": 92.1875}',
	traps: ['The number counts failures, so that 100 is the hardest. Whole percents alone could be anything, and are refused.'],
	fields: { difficulty: isFiniteNumber, 'problem|prompt|question': isPresent },
	rewards: (records, { trials }) => {
		const shares = records.map(({ difficulty }) => difficulty).filter(isFiniteNumber);
		// Multiples of 1/64 could be those of fewer rollouts, or grades.
		const isFine = shares.some((share) => isOdd(Math.round((share / 100) * difficultyTrials)));
		if (!isFine || !shares.every((share) => isFailureShare(share / 100))) return undefined;
		return { kind: 'rate', rate: ['difficulty'], trials: trials ?? difficultyTrials, of: 'percent failed' };
	},
	id: ['id', 'index', 'extra_info.index'],
	prompt: ['problem', 'prompt', 'question'],
	groundTruth: ['answer', 'solution', 'reward_model.ground_truth'],
});

function isFailureShare(share: number): boolean {
	const failures = share * difficultyTrials;
	return share >= 0 && share <= 1 && Math.abs(failures - Math.round(failures)) < 1e-6;
}

function isOdd(count: number): boolean {
	return count % 2 === 1;
}

function isRateOrNull(value: unknown): boolean {
	return value === null || (isFiniteNumber(value) && value >= 0 && value <= 1);
}

/** A rate of a number of rollouts that is set, or that the format is known to have and all rates seen agree with. */
function rateOf(name: string, usualTrials: number): RewardFinder {
	return (records, { trials }) => {
		const values = records.map((record) => fieldOf(record, name)).filter((value) => value !== undefined);
		if (!values.every(isRateOrNull)) return undefined;
		const isMultiple = (rate: unknown): boolean =>
			!isFiniteNumber(rate) || Math.abs(rate * usualTrials - Math.round(rate * usualTrials)) < 1e-6;
		if (trials === null && !values.every(isMultiple)) return undefined;
		return { kind: 'rate', rate: pathOf(name), trials: trials ?? usualTrials };
	};
}

function firstModel(records: readonly JsonObject[]): RewardSource | undefined {
	const path = ['extra_info', 'model_difficulty'];
	const model = keysOf(records, path).find((key) =>
		records.some((record) => {
			const counts = fieldOf(record, 'extra_info.model_difficulty');
			return isJsonObject(counts) && isCount(counts[key]);
		}),
	);
	return model === undefined ? undefined : { kind: 'counts', count: [...path, model], of: 'failures', trials: 16 };
}
