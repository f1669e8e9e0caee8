/** Success rates of a known number of rollouts → counts. */
import { JsonKind, jsonKindNames } from '../json/captures.ts';
import { eachItem, showFieldPath } from '../json/fieldPath.ts';
import { decodeReward, decodeString } from '../json/scalars.ts';
import { readCount } from './countOutcome.ts';
import type { Pass } from './lineReading.ts';
import type { RewardSource } from './mapping.ts';
import { missing, noOutcome, type Outcome, type ScannedLine, spanOf } from './scannedLine.ts';

/** Rates are printed with two digits or more, so a rate of n rollouts may be off a multiple of 1/n by this much. */
const rateRounding = 0.005;

/** Every rate that the path reaches adds its rollouts: one, or one a pass of a history. */
export function readRate(line: ScannedLine, source: RewardSource & { kind: 'rate' }): Outcome {
	const { captures } = line;
	const outcome = noOutcome();
	const trials = typeof source.trials === 'number' ? source.trials : readCount(line, source.trials, outcome);
	if (trials === undefined) return outcome;
	const slot = line.slotOf(source.rate);
	const isHistory = source.rate.includes(eachItem);
	const passes: Pass[] = [];
	let seen = 0;
	for (let index = 0; index < captures.length; index++) {
		if (captures.slot(index) !== slot) continue;
		seen++;
		const before = { successes: outcome.successes, trials: outcome.trials };
		if (captures.kind(index) === JsonKind.string) addFraction(line, source, index, outcome);
		else addRate(line, source, index, trials, outcome);
		const pass = { successes: outcome.successes - before.successes, trials: outcome.trials - before.trials };
		if (isHistory) passes.push(pass);
	}
	if (isHistory) outcome.passes = passes;
	return seen > 0 ? outcome : missing(outcome, source.rate, true);
}

function addRate(
	line: ScannedLine,
	source: RewardSource & { kind: 'rate' },
	index: number,
	trials: number,
	outcome: Outcome,
): void {
	const value = decodeReward(line.bytes, line.captures, index);
	const isFailure = source.of === 'percent failed';
	const rate = typeof value === 'number' && isFailure ? 1 - value / 100 : value;
	const name = showFieldPath(source.rate);
	const span = spanOf(line, index);
	if (rate === null) outcome.unscored += trials;
	else if (rate === undefined) {
		const message = `"${name}" is ${jsonKindNames[line.captures.kind(index)]}, not a rate: not counted.`;
		outcome.problems.push({ code: 'reward-not-a-number', message, span });
	} else if (rate < 0 || rate > 1) {
		const message = isFailure
			? `"${name}" is ${value}, outside [0, 100]: no percentage that failed, not counted.`
			: `"${name}" is ${value}, outside [0, 1]: not a success rate, not counted.`;
		outcome.problems.push({ code: 'count-mismatch', message, span });
	} else {
		const successes = Math.round(rate * trials);
		outcome.trials += trials;
		outcome.successes += successes;
		if (Math.abs(rate * trials - successes) > rateRounding * trials + 1e-9) {
			const message = `"${name}" is ${value}, which no number of successes in ${trials} rollouts gives: counted as ${successes}.`;
			outcome.problems.push({ code: 'count-mismatch', message, span });
		}
	}
}

/** A text such as "3/8" says the number of rollouts itself. */
function addFraction(line: ScannedLine, source: RewardSource & { kind: 'rate' }, index: number, outcome: Outcome): void {
	const text = decodeString(line.bytes, line.captures.start(index), line.captures.end(index));
	const match = /^\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*$/.exec(text);
	const successes = Number(match?.[1]);
	const trials = Number(match?.[2]);
	if (match !== null && successes <= trials) {
		outcome.successes += successes;
		outcome.trials += trials;
		return;
	}
	outcome.problems.push({
		code: match === null ? 'reward-not-a-number' : 'count-mismatch',
		message: `"${showFieldPath(source.rate)}" is ${JSON.stringify(text.slice(0, 40))}, not successes of rollouts such as "3/8": not counted.`,
		span: spanOf(line, index),
	});
}
