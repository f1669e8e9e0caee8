import { eachItem } from '../../core/fieldPath.ts';
import { type Adapter, bestOf } from '../adapter.ts';
import { rateNames, trialsNames } from '../fieldNames.ts';
import { fieldOf, findId, historyOf, isCount, isFiniteNumber, pathOf } from '../fields.ts';
import type { JsonObject } from '../sample.ts';

/** Lists with a rate for each pass over the data. */
const historyNames = ['acc_history', 'pass_rate_history', 'solve_rate_history', 'accuracy_history'] as const;

/**
 * A prompt a line, with its success rate and the number of rollouts behind it. A rate without that number says nothing about evidence,
 * so without it (in a field, or in the setting) this is not recognised. A history of rates says more than the last one beside it.
 */
export const solveRate: Adapter = {
	name: 'solve-rate',
	title: 'a prompt a line, a success rate of known n',
	documentation: 'Any file with a success rate, or a history of rates, beside the number of rollouts.',
	traps: ['Without the number of rollouts behind a rate there is no evidence: insight.success.trials gives it.'],
	kind: 'shape',
	looksLike: '{"id": …, "pass_rate": 0.375, "n_samples": 8}',
	recognise(records, { trials: givenTrials }) {
		const trials = bestOf(trialsNames, records, (name, record) => isCount(fieldOf(record, name)));
		if (trials === undefined && givenTrials === null) return undefined;
		const history = bestOf(historyNames, records, (name, record) => ratesOf(record, name).length > 0);
		const rate = bestOf(rateNames, records, (name, record) => isFiniteNumber(record[name]));
		const found = history ?? rate;
		// A single value outside [0, 1] shows that the field is something else.
		if (
			found === undefined ||
			records.flatMap((record) => ratesOf(record, found.candidate)).some((value) => value < 0 || value > 1)
		)
			return undefined;
		const id = findId(records);
		const name = found.candidate;
		const what = history === undefined ? 'is a success rate' : 'is a history of success rates, each';
		return {
			// The name is one key, even where it holds a dot or an @.
			rewards: {
				kind: 'rate',
				rate: history === undefined ? [name] : [name, eachItem],
				trials: givenTrials ?? pathOf(trials!.candidate),
			},
			id,
			group: [],
			...historyOf(records, id),
			fit: found.fit,
			evidence: `"${name}" ${what} of ${givenTrials ?? `"${trials?.candidate}"`} rollouts`,
		};
	},
};

/** The numbers of a rate or of a history of them. */
function ratesOf(record: JsonObject, name: string): readonly number[] {
	const value = record[name];
	return (Array.isArray(value) ? value : [value]).filter(isFiniteNumber);
}
