import { eachItem, showFieldPath } from '../../core/json/fieldPath.ts';
import { type Adapter, bestOf } from '../adapter.ts';
import { rateNames, trialsNames } from '../fieldNames.ts';
import { bestName, findId, historyOf, isCount, isFiniteNumber, pathOf } from '../fields.ts';

/** Lists with a rate for each pass over the data. */
const historyNames = ['acc_history', 'pass_rate_history', 'solve_rate_history', 'accuracy_history'] as const;

/** Rates whose name says of how many rollouts, such as INTELLECT-3's `avg@8_qwen3_4b_thinking_2507`. */
const averageName = /^(?:avg|mean|acc)@(\d{1,6})(?:_|$)/;

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
		const declared = bestName(trialsNames, records, isCount);
		const history = bestName(historyNames, records, (value) => numbersIn(value).length > 0);
		const rate = bestName(rateNames, records, isFiniteNumber);
		const named = bestOf(
			[...records.keyCounts.keys()].filter((name) => averageName.test(name)),
			records,
			(name, record) => isFiniteNumber(record[name]),
		);
		const isTold = declared !== undefined || givenTrials !== null;
		const found = (isTold ? (history ?? rate) : undefined) ?? named;
		// A single value outside [0, 1] shows that the field is something else.
		if (
			found === undefined ||
			records.flatMap((record) => numbersIn(record[found.candidate])).some((value) => value < 0 || value > 1)
		)
			return undefined;
		const id = findId(records);
		const name = found.candidate;
		const ownTrials = found === named ? Number(averageName.exec(name)?.[1]) : undefined;
		const trials = givenTrials ?? ownTrials ?? pathOf(declared!.candidate);
		const isHistory = found === history;
		const what = !isHistory ? 'is a success rate' : 'is a history of success rates, each';
		return {
			// The name is one key, even where it holds a dot or an @.
			rewards: {
				kind: 'rate',
				rate: isHistory ? [name, eachItem] : [name],
				trials,
			},
			id,
			group: [],
			...historyOf(records, id),
			fit: found.fit,
			evidence: `"${name}" ${what} of ${typeof trials === 'number' ? trials : `"${showFieldPath(trials)}"`} rollouts`,
		};
	},
};

/** The numbers of a rate or of a history of them. */
function numbersIn(value: unknown): readonly number[] {
	return (Array.isArray(value) ? value : [value]).filter(isFiniteNumber);
}
