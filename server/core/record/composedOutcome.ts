/** Rewards that stand in several fields of a line → counts. */
import { JsonKind, jsonKindNames } from '../json/captures.ts';
import { eachItem, type FieldPath, showFieldPath } from '../json/fieldPath.ts';
import type { RewardSource, RewardTerm, SuccessRule } from './mapping.ts';
import { noOutcome, type Outcome, rewardAt, type ScannedLine, spanOf, successOf } from './scannedLine.ts';

/** One rollout whose reward is a weighted sum. Of a term that is a list its items are another term. */
export function readSum(line: ScannedLine, { terms }: RewardSource & { kind: 'sum' }, success: SuccessRule): Outcome {
	const { captures } = line;
	const outcome = noOutcome();
	let sum = 0;
	let added = 0;
	let seen = 0;
	let odd = -1;
	for (const { reward: path, weight } of terms) {
		const slot = line.slotOf(path);
		for (let index = 0; index < captures.length; index++) {
			if (captures.slot(index) !== slot || captures.kind(index) === JsonKind.array) continue;
			seen++;
			const reward = rewardAt(line, index);
			if (reward === undefined) odd = index;
			else if (reward !== null) {
				sum += reward * weightAt(line, weight, captures.item(index));
				added++;
			}
		}
	}
	if (odd >= 0) {
		const message = `A part of the reward is ${jsonKindNames[captures.kind(odd)]}: the rollout counts as unscored.`;
		outcome.problems.push({ code: 'reward-not-a-number', message, span: spanOf(line, odd) });
	} else if (seen === 0 && !terms.some(({ reward }) => reward.includes(eachItem))) {
		// In a list of traces there are no rewards where scoring did not run.
		const names = terms.map(({ reward }) => `"${showFieldPath(reward)}"`).join(', ');
		const message = `No ${names} here: the rollout counts as unscored.`;
		outcome.problems.push({ code: 'missing-rollouts', message, lacks: showFieldPath(terms[0]!.reward) });
	}
	if (odd >= 0 || added === 0) {
		outcome.unscored = 1;
		return outcome;
	}
	// Sums of decimal fractions miss 1 by a few ulps: 0.7 + 0.2 + 0.1.
	const total = Math.abs(sum - success.threshold) < 1e-9 ? success.threshold : sum;
	outcome.trials = 1;
	outcome.successes = successOf(total, success);
	if (total > success.largestSeen) {
		outcome.problems.push({
			code: 'ambiguous-success',
			message: `A reward of ${total} is above the scale seen at the start of the file (up to ${success.largestSeen}). Success is taken to be reward ≥ ${success.threshold}; set insight.success.threshold if that is wrong.`,
		});
	}
	return outcome;
}

/** The weight that stands beside a reward, in the same item of the same list; 1 where there is none. */
function weightAt(line: ScannedLine, weight: RewardTerm['weight'], item: number): number {
	if (typeof weight === 'number') return weight;
	const { captures } = line;
	const slot = line.slotOf(weight);
	for (let index = 0; index < captures.length; index++) {
		if (captures.slot(index) === slot && captures.item(index) === item) return rewardAt(line, index) ?? 1;
	}
	return 1;
}

/** A rollout a path; a sibling that is not there is none. */
export function readSiblings(line: ScannedLine, { rewards }: RewardSource & { kind: 'siblings' }, success: SuccessRule): Outcome {
	const outcome = noOutcome();
	for (const path of rewards) {
		const index = line.find(path);
		if (index < 0) continue;
		const reward = rewardAt(line, index);
		if (reward === null) outcome.unscored++;
		else if (reward === undefined) {
			outcome.unscored++;
			outcome.problems.push(notANumber(line, path, index));
		} else {
			outcome.trials++;
			outcome.successes += successOf(reward, success);
		}
	}
	if (outcome.trials + outcome.unscored === 0) {
		const message = `None of the ${rewards.length} fields that hold rollouts is here: no rollout is counted, the belief is the prior.`;
		outcome.problems.push({ code: 'missing-rollouts', message });
	}
	return outcome;
}

function notANumber(line: ScannedLine, path: FieldPath, index: number) {
	return {
		code: 'reward-not-a-number',
		message: `"${showFieldPath(path)}" is ${jsonKindNames[line.captures.kind(index)]}: left out, the rollout counts as unscored.`,
		span: spanOf(line, index),
	} as const;
}
