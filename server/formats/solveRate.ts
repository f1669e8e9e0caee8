import { type Adapter, bestOf } from './adapter.ts';
import { fieldOf, findId, isCount, pathOf, trialsNames } from './fields.ts';

const rateNames = [
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

/**
 * A prompt a line, with its success rate and the number of rollouts behind it. A rate without that number says nothing about evidence,
 * so without it (in a field, or in the setting) this is not recognised.
 */
export const solveRate: Adapter = {
	name: 'solve-rate',
	title: 'a prompt a line, a success rate of known n',
	looksLike: '{"id": …, "pass_rate": 0.375, "n_samples": 8}',
	recognise(records, { trials: givenTrials }) {
		const rate = bestOf(rateNames, records, (name, record) => {
			const value = record[name];
			return typeof value === 'number' && value >= 0 && value <= 1;
		});
		if (rate === undefined) return undefined;
		// A single value outside [0, 1] shows that the field is something else.
		const values = records.map((record) => record[rate.candidate]).filter((value) => typeof value === 'number');
		if (values.some((value) => value < 0 || value > 1)) return undefined;
		const trials = bestOf(trialsNames, records, (name, record) => isCount(fieldOf(record, name)));
		if (trials === undefined && givenTrials === null) return undefined;
		return {
			// The name is one key, even where it holds a dot or an @.
			rewards: { kind: 'rate', rate: [rate.candidate], trials: givenTrials ?? pathOf(trials!.candidate) },
			id: findId(records),
			group: [],
			fit: rate.fit,
			evidence: `"${rate.candidate}" is a success rate of ${givenTrials ?? `"${trials?.candidate}"`} rollouts`,
		};
	},
};
