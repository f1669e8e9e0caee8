/** From the captured fields of one line to the counts that it contributes. */
import { type Captures, JsonKind, jsonKindNames } from './captures.ts';
import { type FieldPath, showFieldPath } from './fieldPath.ts';
import type { Mapping, RewardSource, SuccessRule } from './mapping.ts';
import type { Problem } from './problem.ts';
import { decodeNumber, decodeReward } from './scalars.ts';

export interface Outcome {
	successes: number;
	trials: number;
	unscored: number;
	problems: Problem[];
}

/** One scanned line, and where the fields of the mapping were captured. */
export interface ScannedLine {
	readonly bytes: Uint8Array;
	readonly lineStart: number;
	readonly captures: Captures;
	/** Index of the capture of a path of the mapping, or -1. */
	find(path: FieldPath): number;
	slotOf(path: FieldPath): number;
}

/** The paths that {@link readOutcome} looks for. */
export function outcomePaths(source: RewardSource): readonly FieldPath[] {
	switch (source.kind) {
		case 'list':
			return [source.list, source.reward, ...source.parallel, ...(source.declaredTrials ? [source.declaredTrials] : [])];
		case 'single':
			return [source.reward];
		case 'counts':
			return [source.count, source.trials];
		case 'rate':
			return typeof source.trials === 'number' ? [source.rate] : [source.rate, source.trials];
	}
}

export function readOutcome(line: ScannedLine, mapping: Mapping): Outcome {
	const { rewards, success } = mapping;
	switch (rewards.kind) {
		case 'list':
			return readList(line, rewards, success);
		case 'single':
			return readSingle(line, rewards.reward, success);
		case 'counts':
			return readCounts(line, rewards);
		case 'rate':
			return readRate(line, rewards);
	}
}

function readList(line: ScannedLine, source: RewardSource & { kind: 'list' }, success: SuccessRule): Outcome {
	const { captures, bytes } = line;
	const outcome: Outcome = { successes: 0, trials: 0, unscored: 0, problems: [] };
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
	const length = captures.count(list);
	let seen = 0;
	let odd = 0;
	let firstOdd = -1;
	let tooLarge = -1;
	for (let index = 0; index < captures.length; index++) {
		if (captures.slot(index) !== slot) continue;
		seen++;
		const reward = decodeReward(bytes, captures, index);
		if (reward === undefined) {
			if (odd++ === 0) firstOdd = index;
		} else if (reward !== null) {
			outcome.trials++;
			if (reward >= success.threshold) outcome.successes++;
			if (reward > success.largestSeen && tooLarge < 0) tooLarge = index;
		}
	}
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
	for (const path of source.parallel) {
		const other = line.find(path);
		if (other < 0 || captures.kind(other) !== JsonKind.array || captures.count(other) === length) continue;
		outcome.problems.push({
			code: 'count-mismatch',
			message: `"${showFieldPath(source.list)}" has ${length} entries but "${showFieldPath(path)}" has ${captures.count(other)}: the ${length} rewards are counted.`,
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
		message: `"${showFieldPath(source.declaredTrials)}" is ${trials} but "${showFieldPath(source.list)}" has ${length} entries: the ${length} rewards are counted.`,
		span: spanOf(line, declared),
	});
}

function readSingle(line: ScannedLine, path: FieldPath, success: SuccessRule): Outcome {
	const outcome: Outcome = { successes: 0, trials: 0, unscored: 0, problems: [] };
	const index = line.find(path);
	if (index < 0) return missing(outcome, path, true);
	const reward = decodeReward(line.bytes, line.captures, index);
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
		if (reward >= success.threshold) outcome.successes = 1;
		if (reward > success.largestSeen) outcome.problems.push(aboveScale(line, index, success));
	}
	return outcome;
}

function readCounts(line: ScannedLine, source: RewardSource & { kind: 'counts' }): Outcome {
	const outcome: Outcome = { successes: 0, trials: 0, unscored: 0, problems: [] };
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
	const wrong = value < 0 ? 'negative' : 'not a whole number';
	outcome.problems.push({ code: 'count-mismatch', message: `"${name}" is ${value}, which is ${wrong}: not counted.`, span });
	return undefined;
}

/** Rates are printed with two digits or more, so a rate of n rollouts may be off a multiple of 1/n by this much. */
const rateRounding = 0.005;

function readRate(line: ScannedLine, source: RewardSource & { kind: 'rate' }): Outcome {
	const outcome: Outcome = { successes: 0, trials: 0, unscored: 0, problems: [] };
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

function missing(outcome: Outcome, path: FieldPath, absent: boolean): Outcome {
	const what = absent ? `No "${showFieldPath(path)}" here` : `"${showFieldPath(path)}" is null`;
	outcome.problems.push({ code: 'missing-rollouts', message: `${what}: no rollout is counted, the belief is the prior.` });
	return outcome;
}

function aboveScale(line: ScannedLine, index: number, success: SuccessRule): Problem {
	const value = decodeNumber(line.bytes, line.captures.start(index), line.captures.end(index));
	return {
		code: 'ambiguous-success',
		message: `A reward of ${value} is above the scale seen at the start of the file (up to ${success.largestSeen}). Success is taken to be reward ≥ ${success.threshold}; set insight.success.threshold if that is wrong.`,
		span: spanOf(line, index),
	};
}

function spanOf(line: ScannedLine, index: number): { readonly start: number; readonly end: number } {
	return { start: line.captures.start(index) - line.lineStart, end: line.captures.end(index) - line.lineStart };
}
