/** Rewards of single rollouts → counts. */
import { formatQuantity } from '../../../shared/format.ts';
import { JsonKind, jsonKindNames } from '../json/captures.ts';
import { type FieldPath, showFieldPath } from '../json/fieldPath.ts';
import { decodeNumber } from '../json/scalars.ts';
import type { RewardSource, SuccessRule } from './mapping.ts';
import type { Problem } from './problem.ts';
import { missing, noOutcome, type Outcome, rewardAt, type ScannedLine, spanOf, successOf } from './scannedLine.ts';

export function readList(line: ScannedLine, source: RewardSource & { kind: 'list' }, success: SuccessRule): Outcome {
	const { captures } = line;
	const outcome = noOutcome();
	const list = line.find(source.list);
	if (list < 0 || captures.kind(list) === JsonKind.null) return missing(outcome, source.list, list < 0);
	if (captures.kind(list) !== JsonKind.array) {
		outcome.problems.push({
			code: 'reward-not-a-number',
			message: `"${showFieldPath(source.list)}" is ${jsonKindNames[captures.kind(list)]}, not a list: no rollout of this line is counted.`,
			span: spanOf(line, list),
		});
		return outcome;
	}
	const slot = line.slotOf(source.reward);
	let seen = 0;
	let odd = 0;
	let firstOdd = -1;
	let tooLarge = -1;
	for (let index = 0; index < captures.length; index++) {
		if (captures.slot(index) !== slot) continue;
		seen++;
		const reward = rewardAt(line, index);
		if (reward === undefined) {
			if (odd++ === 0) firstOdd = index;
		} else if (reward !== null) {
			outcome.trials++;
			outcome.successes += successOf(reward, success);
			if (reward > success.largestSeen && tooLarge < 0) tooLarge = index;
		}
	}
	// More than one a list item where lists lie in lists.
	const length = Math.max(captures.count(list), seen);
	outcome.unscored = length - outcome.trials;
	if (odd > 0) {
		const what = jsonKindNames[captures.kind(firstOdd)];
		outcome.problems.push({
			code: 'reward-not-a-number',
			message: `${odd} of ${length} rewards cannot be read as a number (the first is ${what}): left out, the rollouts count as unscored.`,
			span: spanOf(line, firstOdd),
		});
	} else if (seen < length && source.reward.length > source.list.length + 1) {
		outcome.problems.push({
			code: 'missing-rollouts',
			message: `${length - seen} of ${length} rollouts have no "${source.reward.at(-1)}": they count as unscored.`,
			span: spanOf(line, list),
		});
	}
	if (tooLarge >= 0) outcome.problems.push(aboveScale(line, tooLarge, success));
	checkLengths(line, source, length, list, outcome);
	return outcome;
}

/** Lists beside the rewards, and a declared number of rollouts, must agree with the number of rewards. */
function checkLengths(
	line: ScannedLine,
	source: RewardSource & { kind: 'list' },
	length: number,
	list: number,
	outcome: Outcome,
): void {
	const { captures, bytes } = line;
	// Put into words only where there is something to say: that takes longer than the rest of a short line.
	const entries = () => formatQuantity(length, 'entry', 'entries');
	const done = () => `the ${formatQuantity(length, 'reward')} ${length === 1 ? 'is' : 'are'} counted`;
	for (const path of source.parallel) {
		const other = line.find(path);
		if (other < 0 || captures.kind(other) !== JsonKind.array || captures.count(other) === length) continue;
		outcome.problems.push({
			code: 'count-mismatch',
			message: `"${showFieldPath(source.list)}" has ${entries()} but "${showFieldPath(path)}" has ${captures.count(other)}: ${done()}.`,
			span: spanOf(line, list),
		});
		return;
	}
	if (source.declaredTrials === undefined) return;
	const declared = line.find(source.declaredTrials);
	if (declared < 0 || captures.kind(declared) !== JsonKind.number) return;
	const trials = decodeNumber(bytes, captures.start(declared), captures.end(declared));
	if (trials === length) return;
	outcome.problems.push({
		code: 'count-mismatch',
		message: `"${showFieldPath(source.declaredTrials)}" is ${trials} but "${showFieldPath(source.list)}" has ${entries()}: ${done()}.`,
		span: spanOf(line, declared),
	});
}

export function readSingle(line: ScannedLine, path: FieldPath, success: SuccessRule): Outcome {
	const outcome = noOutcome();
	const index = line.find(path);
	if (index < 0) {
		outcome.unscored = 1;
		const message = `No "${showFieldPath(path)}" here: the rollout counts as unscored.`;
		outcome.problems.push({ code: 'missing-rollouts', message, lacks: showFieldPath(path) });
		return outcome;
	}
	const reward = rewardAt(line, index);
	if (reward === undefined) {
		outcome.unscored = 1;
		outcome.problems.push({
			code: 'reward-not-a-number',
			message: `"${showFieldPath(path)}" is ${jsonKindNames[line.captures.kind(index)]}: left out, the rollout counts as unscored.`,
			span: spanOf(line, index),
		});
	} else if (reward === null) outcome.unscored = 1;
	else {
		outcome.trials = 1;
		outcome.successes = successOf(reward, success);
		if (reward > success.largestSeen) outcome.problems.push(aboveScale(line, index, success));
	}
	return outcome;
}

function aboveScale(line: ScannedLine, index: number, success: SuccessRule): Problem {
	const value = rewardAt(line, index);
	return {
		code: 'ambiguous-success',
		message: `A reward of ${value} is above the scale seen at the start of the file (up to ${success.largestSeen}). Success is taken to be reward ≥ ${success.threshold}; set insight.success.threshold if that is wrong.`,
		span: spanOf(line, index),
	};
}
