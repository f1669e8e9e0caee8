/** What counts as a success, from the rewards sampled, and whether a person should look at it. */
import type { ReadingSettings } from '../../shared/settings.ts';
import { type FieldPath, showFieldPath, valuesAt } from '../core/json/fieldPath.ts';
import type { RewardSource, SuccessRule } from '../core/record/mapping.ts';
import type { Recognition } from './adapter.ts';
import { rewardNames, verdictNames } from './fieldNames.ts';
import { isOutcome } from './fields.ts';
import { keysOf } from './layout.ts';
import type { JsonObject } from './sample.ts';

/** Where the data hold counts or rates, whoever wrote them has decided. */
export const countedSuccess: SuccessRule = {
	threshold: 1,
	reason: 'as the data count it',
	largestSeen: Number.POSITIVE_INFINITY,
	isDoubtful: false,
};

/**
 * A reward below 1 is not a success even when it is positive: 0.01, 0.05 and 0.1 are real credit for the format of wrong answers. The rule
 * is doubtful where the scale is unusual, where rewards lie between 0 and the threshold, and where a field beside it says something else.
 */
export function successRuleOf(
	records: readonly JsonObject[],
	{ rewards, words, topReward }: Recognition,
	{ threshold, isSoft }: ReadingSettings,
): SuccessRule {
	if (rewards.kind === 'counts' || rewards.kind === 'rate') return countedSuccess;
	const outcomes = outcomesOf(records, rewards, words);
	const rule =
		threshold === null
			? ruleOf(outcomes, topReward)
			: threshold === 'max'
				? topOf(outcomes)
				: { threshold, reason: `reward ≥ ${threshold}, as set`, largestSeen: Number.POSITIVE_INFINITY, isDoubtful: false };
	if (isSoft) return { ...rule, isSoft, reason: `${rule.reason}; less counts in part, as set`, isDoubtful: false };
	if (threshold !== null || rule.isDoubtful) return rule;
	const doubts = [partialCredit(outcomes, rule.threshold), ...disagreements(records, rewards, rule)];
	const [doubt] = doubts.filter((text) => text !== undefined);
	return doubt === undefined ? rule : { ...rule, isDoubtful: true, reason: `${rule.reason} (${doubt})` };
}

/** Outcomes of single rollouts as they stand in the data, words in numbers and sums added up. */
function outcomesOf(records: readonly JsonObject[], rewards: RewardSource, words: Recognition['words']): readonly unknown[] {
	switch (rewards.kind) {
		case 'list':
		case 'single':
			return records.flatMap((record) => valuesAt(record, rewards.reward)).map((value) => inNumbers(value, words));
		case 'siblings':
			return rewards.rewards.flatMap((path) => records.flatMap((record) => valuesAt(record, path)));
		case 'sum':
			return records.map((record) => {
				const parts = rewards.terms.flatMap(({ reward, weight }) => {
					const values = valuesAt(record, reward);
					const weights = typeof weight === 'number' ? [] : valuesAt(record, weight);
					return values.map((value, index) => {
						const factor = typeof weight === 'number' ? weight : (weights[index] ?? 1);
						return typeof value === 'boolean' || typeof value === 'number' ? Number(value) * Number(factor) : undefined;
					});
				});
				const numbers = parts.filter((part) => part !== undefined);
				return numbers.length === 0 ? null : Number(numbers.reduce((sum, part) => sum + part, 0).toFixed(9));
			});
		default:
			return [];
	}
}

function inNumbers(value: unknown, words: Recognition['words']): unknown {
	return typeof value === 'string' && words !== undefined && Object.hasOwn(words, value) ? words[value] : value;
}

function ruleOf(outcomes: readonly unknown[], topReward: number | undefined): SuccessRule {
	const rewards = outcomes.map(toNumber).filter((reward) => reward !== undefined);
	const largest = rewards.reduce((soFar, reward) => Math.max(soFar, reward), Number.NEGATIVE_INFINITY);
	// Failures and credit for the format say nothing about the scale, which is then the framework's own; what lies above its top is a bonus.
	if (topReward !== undefined && (largest <= 1 || largest > topReward)) {
		const reason = `reward ≥ ${topReward} (the top of this format's scale${largest > 0 ? `; the largest seen is ${largest}` : ''})`;
		return { threshold: topReward, largestSeen: Math.max(topReward, largest), isDoubtful: true, reason };
	}
	const largestSeen = Math.max(largest, 1);
	const rule = { threshold: 1, largestSeen, isDoubtful: false };
	if (outcomes.length > 0 && outcomes.every((outcome) => typeof outcome === 'boolean'))
		return { ...rule, reason: 'the field is true' };
	if (rewards.includes(-1) && rewards.every((reward) => reward === 1 || reward === -1))
		return { ...rule, reason: 'reward 1 (the rewards are −1 and 1)' };
	// Nothing but zeros may be a hard dataset; 0.9 at best, or penalties alone, is a scale of its own.
	if (largest < 1 && rewards.some((reward) => reward !== 0))
		return { ...rule, isDoubtful: true, reason: `reward ≥ 1 (which no reward seen reaches: the largest is ${largest})` };
	if (largestSeen === 1) return { ...rule, reason: 'reward ≥ 1' };
	// A scale such as 0 to 10 has its success at the top; 1.1 is a success with a bonus.
	const atTop = largestSeen >= 2;
	return {
		threshold: atTop ? largestSeen : 1,
		largestSeen,
		isDoubtful: true,
		reason: `reward ≥ ${atTop ? largestSeen : 1} (rewards up to ${largestSeen} were seen, so the scale is unusual${atTop ? '; its top is taken' : ''})`,
	};
}

/** Only the largest reward is a success, as set. */
function topOf(outcomes: readonly unknown[]): SuccessRule {
	const rewards = outcomes.map(toNumber).filter((reward) => reward !== undefined);
	const largest = rewards.reduce((soFar, reward) => Math.max(soFar, reward), Number.NEGATIVE_INFINITY);
	const threshold = Number.isFinite(largest) ? largest : 1;
	return { threshold, reason: `reward ≥ ${threshold}, the largest seen, as set`, largestSeen: threshold, isDoubtful: false };
}

function toNumber(outcome: unknown): number | undefined {
	if (typeof outcome === 'boolean') return Number(outcome);
	return typeof outcome === 'number' ? outcome : undefined;
}

function partialCredit(outcomes: readonly unknown[], threshold: number): string | undefined {
	const partial = outcomes.map(toNumber).filter((reward) => reward !== undefined && reward > 0 && reward < threshold);
	if (partial.length === 0) return undefined;
	return `of ${outcomes.length} rewards at the start ${partial.length} lie between 0 and ${threshold}: all such count as failures, unless insight.success.soft is set`;
}

/** Other outcomes that stand beside the reward and call some rollouts what it does not call them. */
function* disagreements(records: readonly JsonObject[], rewards: RewardSource, rule: SuccessRule): Iterable<string> {
	if (rewards.kind !== 'single' && rewards.kind !== 'list') return;
	const field = rewards.reward;
	const outcomes = records.map((record) => valuesAt(record, field));
	const keys = new Set(keysOf(records, field.slice(0, -1)));
	for (const name of [...verdictNames, ...rewardNames]) {
		const other: FieldPath = [...field.slice(0, -1), name];
		if (name === field.at(-1) || !keys.has(name)) continue;
		const pairs = records.flatMap((record, index) => pairsOf(outcomes[index]!, valuesAt(record, other)));
		if (pairs.length === 0) continue;
		const { threshold } = ruleOf(
			pairs.map(([, value]) => value),
			undefined,
		);
		const differing = pairs.filter(([value, beside]) => isAtLeast(value, rule.threshold) !== isAtLeast(beside, threshold));
		if (differing.length > 0)
			yield `"${showFieldPath(other)}" says otherwise of ${differing.length} of ${pairs.length} rollouts seen`;
	}
}

/** Outcomes of the same rollouts by two fields, where both have one. */
function pairsOf(values: readonly unknown[], beside: readonly unknown[]): readonly (readonly [unknown, unknown])[] {
	if (values.length !== beside.length || beside.length === 0) return [];
	return values
		.map((value, index) => [value, beside[index]] as const)
		.filter((pair) => pair.every((value) => isOutcome(value) && value !== null));
}

function isAtLeast(value: unknown, threshold: number): boolean {
	return Number(value) >= threshold;
}
