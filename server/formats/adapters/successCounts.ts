import { type Adapter, bestOf } from '../adapter.ts';
import { trialsNames } from '../fieldNames.ts';
import { fieldOf, findId, historyOf, isCount, mayHave, pathOf } from '../fields.ts';

const successNames = [
	'num_correct',
	'n_correct',
	'num_success',
	'num_successes',
	'successes',
	'num_passed',
	'n_passed',
	'num_solved',
	'correct_count',
	'success_count',
	'pass_count',
	'num_pass',
] as const;
/** Names of verdicts too: counts only where some are above 1. */
const ambiguousNames = ['correct', 'passed', 'solved'] as const;
const failureNames = ['num_wrong', 'num_incorrect', 'num_failures', 'failures', 'n_wrong'] as const;

/** A prompt a line, with the number of its successes (or failures) beside the number of its rollouts. */
export const successCounts: Adapter = {
	name: 'success-counts',
	title: 'a prompt a line, successes counted',
	documentation: 'Any file with a number of successes beside a number of rollouts.',
	traps: [],
	kind: 'shape',
	looksLike: '{"id": …, "num_correct": 3, "num_rollouts": 8}',
	recognise(records) {
		// First which names count anything: of all pairs of them there are hundreds.
		const counting = (names: readonly string[], least = Number.NEGATIVE_INFINITY): readonly string[] =>
			names.filter((name) => mayHave(records, name) && records.some((record) => isCount(record[name]) && record[name] >= least));
		const candidates = [
			...counting(successNames).map((count) => ({ count, of: 'successes' as const })),
			...counting(ambiguousNames, 2).map((count) => ({ count, of: 'successes' as const })),
			...counting(failureNames).map((count) => ({ count, of: 'failures' as const })),
		].flatMap((candidate) => counting(trialsNames).map((trials) => ({ ...candidate, trials })));
		const found = bestOf(
			candidates,
			records,
			({ count, trials }, record) => isCount(fieldOf(record, count)) && isCount(fieldOf(record, trials)),
		);
		if (found === undefined) return undefined;
		const { count, of, trials } = found.candidate;
		const id = findId(records);
		return {
			rewards: { kind: 'counts', count: pathOf(count), of, trials: pathOf(trials) },
			id,
			group: [],
			...historyOf(records, id),
			fit: found.fit,
			evidence: `"${count}" counts ${of} among "${trials}"`,
		};
	},
};
