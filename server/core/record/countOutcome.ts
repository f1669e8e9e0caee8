/** Counts and rates of many rollouts → counts. */
import { JsonKind, jsonKindNames } from '../json/captures.ts';
import { type FieldPath, showFieldPath } from '../json/fieldPath.ts';
import { decodeNumber } from '../json/scalars.ts';
import type { RewardSource } from './mapping.ts';
import { missing, noOutcome, type Outcome, type ScannedLine, spanOf } from './scannedLine.ts';

export function readCounts(line: ScannedLine, source: RewardSource & { kind: 'counts' }): Outcome {
	const outcome = noOutcome();
	const trials = typeof source.trials === 'number' ? source.trials : readCount(line, source.trials, outcome);
	const count = readCount(line, source.count, outcome);
	if (trials === undefined || count === undefined) return outcome;
	if (count > trials) {
		outcome.problems.push({
			code: 'count-mismatch',
			message: `"${showFieldPath(source.count)}" is ${count}, more than ${typeof source.trials === 'number' ? `${trials} rollouts` : `the ${trials} rollouts in "${showFieldPath(source.trials)}"`}: not counted.`,
			span: spanOf(line, line.find(source.count)),
		});
		return outcome;
	}
	outcome.trials = trials;
	outcome.successes = source.of === 'successes' ? count : trials - count;
	return outcome;
}

/** A whole number of rollouts; anything else becomes a problem. */
export function readCount(line: ScannedLine, path: FieldPath, outcome: Outcome): number | undefined {
	const index = line.find(path);
	if (index < 0 || line.captures.kind(index) === JsonKind.null) {
		missing(outcome, path, index < 0);
		return undefined;
	}
	const span = spanOf(line, index);
	const name = showFieldPath(path);
	if (line.captures.kind(index) !== JsonKind.number) {
		const message = `"${name}" is ${jsonKindNames[line.captures.kind(index)]}, not a number of rollouts: not counted.`;
		outcome.problems.push({ code: 'reward-not-a-number', message, span });
		return undefined;
	}
	const value = decodeNumber(line.bytes, line.captures.start(index), line.captures.end(index));
	if (Number.isSafeInteger(value) && value >= 0) return value;
	const wrong = value < 0 ? 'negative' : value > Number.MAX_SAFE_INTEGER ? 'more than can be counted' : 'not a whole number';
	outcome.problems.push({ code: 'count-mismatch', message: `"${name}" is ${value}, which is ${wrong}: not counted.`, span });
	return undefined;
}
