import type { SuccessRule } from '../core/mapping.ts';

/** Where the data hold counts or rates, whoever wrote them has decided. */
export const countedSuccess: SuccessRule = {
	threshold: 1,
	reason: 'as the data count it',
	largestSeen: Number.POSITIVE_INFINITY,
	isDoubtful: false,
};

/**
 * What counts as a success, from the rewards sampled. A reward below 1 is not one even when it is positive: 0.01, 0.05 and 0.1 are real
 * credit for the format of wrong answers.
 *
 * @param outcomes sampled outcomes as they stand in the data.
 * @param threshold set by the user, or `null`.
 */
export function successRuleOf(outcomes: readonly unknown[], threshold: number | null): SuccessRule {
	if (threshold !== null) {
		return { threshold, reason: `reward ≥ ${threshold}, as set`, largestSeen: Number.POSITIVE_INFINITY, isDoubtful: false };
	}
	const rewards = outcomes
		.map((outcome) => (typeof outcome === 'boolean' ? Number(outcome) : outcome))
		.filter((reward) => typeof reward === 'number');
	const largest = rewards.reduce((soFar, reward) => Math.max(soFar, reward), Number.NEGATIVE_INFINITY);
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
