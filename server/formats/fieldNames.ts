/** Names that fields go by, in the order in which they are preferred. */

/** Outcomes that are a verdict. They come before rewards, which may hold format credit or length penalties. */
export const verdictNames = ['acc', 'correct', 'is_correct', 'passed', 'symbolic_correct', 'resolved'] as const;

/** Verdicts that may be about something else, such as whether a call went through: after rewards. */
export const lateVerdictNames = ['success', 'solved', 'is_success'] as const;

/** Outcomes that are a number. */
export const rewardNames = ['reward', 'score', 'total_reward', 'r'] as const;

/** Lists of outcomes on one line. */
export const rewardListNames = [
	'rewards',
	'graded_list',
	'accs',
	'accuracies',
	'scores',
	'correctness_math_verify',
	'correctness',
	...verdictNames,
	'reward',
	'score',
] as const;

/** Lists of objects with an outcome each. */
export const rolloutListNames = [
	'rollouts',
	'completions',
	'samples',
	'generations',
	'responses',
	'outputs',
	'attempts',
	'infos',
	'trajectories',
	'candidates',
	'trials',
	'results',
	'runs',
	'episodes',
] as const;

export const idNames = [
	'example_id',
	'task_id',
	'_ng_task_index',
	'prompt_id',
	'problem_id',
	'question_id',
	'instance_id',
	'doc_id',
	'group_index',
	'unique_id',
	'uid',
	'id',
	'extra_info.index',
	'idx',
	'index',
] as const;

export const promptNames = [
	'prompt',
	'question',
	'problem',
	'query',
	'input',
	'instruction',
	'messages',
	'input_prompt',
	'responses_create_params.input',
] as const;

export const groundTruthNames = [
	'ground_truth',
	'gts',
	'answer',
	'expected_answer',
	'gt',
	'solution',
	'reward_model.ground_truth',
	'target',
] as const;

/** Where a prompt came from: the data set, environment or task that grades it. */
export const sourceNames = ['data_source', 'source', 'extra_info.data_source', 'dataset', 'env_name'] as const;

/** The model, or the checkpoint of it, that drew a rollout. */
export const modelNames = [
	'model',
	'model_name',
	'model_id',
	'model_path',
	'checkpoint',
	'policy',
	'response.model',
	'model_run',
] as const;

/** Fields that say how many rollouts a line has. */
export const trialsNames = [
	'num_rollouts',
	'n_samples',
	'num_samples',
	'num_trials',
	'num_generations',
	'num_completions',
	'num_responses',
	'generation_count',
	'n_rollouts',
	'num_attempts',
	'total',
	'trials',
	'n',
	'k',
] as const;

/** Success rates in [0, 1]. */
export const rateNames = [
	'pass_rate',
	'solve_rate',
	'success_rate',
	'pass_rate_last',
	'pass@1',
	'accuracy',
	'avg_reward',
	'mean_reward',
	'mean_score',
	'llama8b_solve_rate',
	'correct_rate',
] as const;

/** The training step that a line belongs to. */
export const stepNames = ['step', 'global_step', 'training_step', 'train_step', 'iteration'] as const;

/** Which of its group's rollouts a line is. */
export const sampleNames = [
	'sample',
	'sample_idx',
	'sample_index',
	'sample_id',
	'rollout_idx',
	'rollout_index',
	'trial',
	'attempt',
	'epoch',
] as const;
