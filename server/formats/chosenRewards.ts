/** The reward field that the user named, read as what its values are. */
import type { ReadingSettings } from '../../shared/settings.ts';
import { eachItem, type FieldPath, parseFieldPath, valuesAt } from '../core/json/fieldPath.ts';
import type { RewardSource } from '../core/record/mapping.ts';
import type { Recognition } from './adapter.ts';
import { rateNames, trialsNames } from './fieldNames.ts';
import { bestName, findGroup, findId, isCount, isFiniteNumber, pathOf } from './fields.ts';
import type { Records } from './records.ts';

/**
 * What was detected is kept as far as it is not about the rewards.
 *
 * @param detected what the records were recognised as, if anything.
 * @returns `undefined` where no record has the field.
 */
export function chosenRewards(
	records: Records,
	settings: ReadingSettings,
	detected: Recognition | undefined,
): Recognition | undefined {
	const path = parseFieldPath(settings.rewardField);
	const values = path === undefined ? [] : records.flatMap((record) => valuesAt(record, path));
	if (path === undefined || values.length === 0) return undefined;
	if (detected !== undefined && readsFrom(detected.rewards, path)) return detected;
	const rewards = sourceAt(path, values, records, settings, detected);
	const id = findId(records);
	const isRollout = isRolloutSource(rewards);
	if (detected !== undefined && isRollout === isRolloutSource(detected.rewards)) return { ...detected, rewards };
	return { rewards, id, group: isRollout ? findGroup(records) : [], fit: 1, evidence: '' };
}

function readsFrom(rewards: RewardSource, path: FieldPath): boolean {
	const isSame = (other: FieldPath): boolean => other.join('\0') === path.join('\0');
	switch (rewards.kind) {
		case 'list':
			return isSame(rewards.reward) || isSame(rewards.list);
		case 'single':
			return isSame(rewards.reward);
		case 'counts':
			return isSame(rewards.count);
		case 'rate':
			return isSame(rewards.rate);
		default:
			return false;
	}
}

function isRolloutSource({ kind }: RewardSource): boolean {
	return kind === 'single' || kind === 'sum';
}

function sourceAt(
	path: FieldPath,
	values: readonly unknown[],
	records: Records,
	{ trials: givenTrials }: ReadingSettings,
	detected: Recognition | undefined,
): RewardSource {
	// Another of the models that a count or a rate is given for, or another part of a sum.
	const known = detected?.rewards;
	if (known?.kind === 'counts' && values.every((value) => value === null || isCount(value))) return { ...known, count: path };
	if (known?.kind === 'rate' && values.every(isRateOrNull)) return { ...known, rate: path, trials: givenTrials ?? known.trials };
	if (known?.kind === 'sum' && path.includes(eachItem)) return { kind: 'sum', terms: [{ reward: path, weight: 1 }] };
	const beside = bestName(trialsNames, records, isCount);
	const trials = givenTrials ?? (beside === undefined || !looksLikeRate(path, values) ? undefined : pathOf(beside.candidate));
	const rates = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
	const isList = path.includes(eachItem) || values.some(Array.isArray);
	if (trials !== undefined && rates.every(isRateOrNull) && (!isList || /history/.test(path.join('.')))) {
		return { kind: 'rate', rate: isList && path.at(-1) !== eachItem ? [...path, eachItem] : path, trials };
	}
	return isList ? listAt(path) : { kind: 'single', reward: path };
}

/** By its name, or by values that no verdict has. */
function looksLikeRate(path: FieldPath, values: readonly unknown[]): boolean {
	return rateNames.some((name) => name === path.at(-1)) || values.some((value) => isFiniteNumber(value) && value > 0 && value < 1);
}

/** With the number of rollouts given beside it, a number in [0, 1] is the rate of so many. */
function isRateOrNull(value: unknown): boolean {
	return value === null || (typeof value === 'number' && value >= 0 && value <= 1);
}

function listAt(path: FieldPath): RewardSource {
	const each = path.indexOf(eachItem);
	const list = each < 0 ? path : path.slice(0, each);
	return { kind: 'list', list, reward: each < 0 ? [...path, eachItem] : path, parallel: [], declaredTrials: undefined };
}
