/** Counts and rates of many rollouts → counts. */
import { JsonKind, jsonKindNames } from './captures.ts';
import { type FieldPath, showFieldPath } from './fieldPath.ts';
import type { RewardSource } from './mapping.ts';
import { decodeNumber, decodeReward } from './scalars.ts';
import { missing, noOutcome, type Outcome, type ScannedLine, spanOf } from './scannedLine.ts';

export function readCounts(line: ScannedLine, source: RewardSource & { kind: 'counts' }): Outcome {
	const outcome = noOutcome();
	const trials = readCount(line, source.trials, outcome);
	const count = readCount(line, source.count, outcome);
	if (trials === undefined || count === undefined) return outcome;
	if (count > trials) {
		outcome.problems.push({
			code: 'count-mismatch',
			message: `"${showFieldPath(source.count)}" is ${count}, more than the ${trials} rollouts in "${showFieldPath(source.trials)}": not counted.`,
			span: spanOf(line, line.find(source.count)),
		});
		return outcome;
	}
	outcome.trials = trials;
	outcome.successes = source.of === 'successes' ? count : trials - count;
	return outcome;
}

/** A whole number of rollouts; anything else becomes a problem. */
function readCount(line: ScannedLine, path: FieldPath, outcome: Outcome): number | undefined {
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

/** Rates are printed with two digits or more, so a rate of n rollouts may be off a multiple of 1/n by this much. */
const rateRounding = 0.005;

export function readRate(line: ScannedLine, source: RewardSource & { kind: 'rate' }): Outcome {
	const outcome = noOutcome();
	const trials = typeof source.trials === 'number' ? source.trials : readCount(line, source.trials, outcome);
	if (trials === undefined) return outcome;
	const index = line.find(source.rate);
	if (index < 0) return missing(outcome, source.rate, true);
	const rate = decodeReward(line.bytes, line.captures, index);
	const name = showFieldPath(source.rate);
	const span = spanOf(line, index);
	if (rate === null) outcome.unscored = trials;
	else if (rate === undefined) {
		const message = `"${name}" is ${jsonKindNames[line.captures.kind(index)]}, not a rate: not counted.`;
		outcome.problems.push({ code: 'reward-not-a-number', message, span });
	} else if (rate < 0 || rate > 1) {
		outcome.problems.push({
			code: 'count-mismatch',
			message: `"${name}" is ${rate}, outside [0, 1]: not a success rate, not counted.`,
			span,
		});
	} else {
		outcome.trials = trials;
		outcome.successes = Math.round(rate * trials);
		if (Math.abs(rate * trials - outcome.successes) > rateRounding * trials + 1e-9) {
			const message = `"${name}" is ${rate}, which no number of successes in ${trials} rollouts gives: counted as ${outcome.successes}.`;
			outcome.problems.push({ code: 'count-mismatch', message, span });
		}
	}
	return outcome;
}
