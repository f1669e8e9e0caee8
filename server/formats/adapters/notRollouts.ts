/** Files that lie beside rollouts and are none: known, and refused with the reason. */
import { isJsonObject } from '../../core/json/fieldPath.ts';
import { type Adapter, shareOf } from '../adapter.ts';
import { isCount, isFiniteNumber } from '../fields.ts';

export const verlMetrics: Adapter = {
	name: 'verl-metrics',
	title: 'verl metrics, not rollouts',
	documentation: "verl's file logger writes {project}/{experiment}.jsonl, a line a step.",
	looksLike: '{"step": 1, "data": {"critic/score/mean": 0.4}}',
	traps: ['The rollouts are written where trainer.rollout_data_dir says.'],
	kind: 'framework',
	recognise(records) {
		const fit = shareOf(
			records,
			({ step, data }) => isCount(step) && isJsonObject(data) && Object.values(data).some(isFiniteNumber),
		);
		if (fit < 0.5) return undefined;
		const refusal =
			'these are the metrics of training steps ("step" and "data", as verl\'s file logger writes them), not rollouts; ' +
			'set trainer.rollout_data_dir to have verl write the rollouts';
		return { refusal, fit };
	},
};

export const difficultyScore: Adapter = {
	name: 'difficulty-score',
	title: 'difficulty scores, not success rates',
	documentation: 'Training sets with a grade of difficulty, such as 1 to 10.',
	looksLike: '{"problem": …, "answer": …, "difficulty": 7.5}',
	traps: ['A grade says nothing about how many rollouts were drawn or solved.'],
	kind: 'shape',
	recognise(records) {
		const names = ['difficulty', 'difficulty_score', 'level', 'complexity'] as const;
		const name = names.find((candidate) => shareOf(records, (record) => isFiniteNumber(record[candidate])) >= 0.5);
		if (name === undefined) return undefined;
		const refusal =
			`"${name}" is a grade of difficulty, not a success rate of a known number of rollouts, so that it says nothing about evidence; ` +
			'if it is one, name it in insight.success.field and the number in insight.success.trials';
		return { refusal, fit: shareOf(records, (record) => isFiniteNumber(record[name])) };
	},
};
