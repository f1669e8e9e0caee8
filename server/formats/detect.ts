/** From the first records of a source, and what the user set, to the format it is read by. */

import type { ReadingSettings } from '../../shared/settings.ts';
import { eachItem, type FieldPath, parseFieldPath, valuesAt } from '../core/fieldPath.ts';
import type { Format, Mapping, RewardSource, SuccessRule } from '../core/mapping.ts';
import type { Adapter, Recognition } from './adapter.ts';
import { adapters } from './adapters.ts';
import { findField, findGroup, findId, groundTruthNames, promptNames } from './fields.ts';
import type { JsonObject, Sample } from './sample.ts';
import { countedSuccess, successRuleOf } from './successRule.ts';

export interface Detection {
	/** `undefined` where nothing fits; `reason` then says why. */
	readonly format: Format | undefined;
	readonly reason: string;
}

export function detectFormat(sample: Sample, settings: ReadingSettings): Detection {
	const { records } = sample;
	if (records.length === 0) return { format: undefined, reason: 'no record was found at the start of the file' };
	if (settings.rewardField !== '') return configuredFormat(records, settings);
	const known = settings.format === 'auto' ? adapters : adapters.filter(({ name }) => name === settings.format);
	if (known.length === 0) {
		return {
			format: undefined,
			reason: `there is no format "${settings.format}"; known are ${adapters.map(({ name }) => name).join(', ')}`,
		};
	}
	const fitting = known
		.map((adapter) => ({ adapter, recognition: adapter.recognise(records, settings) }))
		.filter((entry): entry is Fitting => entry.recognition !== undefined)
		.sort((left, right) => right.recognition.fit - left.recognition.fit); // Stable: the adapters' order decides ties.
	const [best, next] = fitting;
	if (best === undefined) {
		const what = settings.format === 'auto' ? 'no known format fits' : `the format "${settings.format}", as set, does not fit`;
		return { format: undefined, reason: `${what}; ${fieldsOf(records)}` };
	}
	const { adapter, recognition } = best;
	const format: Format = {
		name: adapter.name,
		title: adapter.title,
		mapping: mappingOf(records, settings, recognition),
		evidence: [
			`${recognition.evidence}, in ${Math.round(recognition.fit * 100)} % of the first ${records.length} records.`,
			...settingEvidence(settings),
		],
		runnerUp: next === undefined ? undefined : { name: next.adapter.name, evidence: next.recognition.evidence },
	};
	return { format, reason: recognition.evidence };
}

/** The fields of the first record, for people. */
function fieldsOf(records: readonly JsonObject[]): string {
	const keys = Object.keys(records[0] ?? {});
	if (keys.length === 0) return 'the first record has no fields';
	const more = keys.length > shownFields ? ` and ${keys.length - shownFields} more` : '';
	return `the first record has the fields ${keys.slice(0, shownFields).join(', ')}${more}`;
}

const shownFields = 20;

interface Fitting {
	readonly adapter: Adapter;
	readonly recognition: Recognition;
}

/** The user named the reward field: only what belongs to it is still looked for. */
function configuredFormat(records: readonly JsonObject[], settings: ReadingSettings): Detection {
	const path = parseFieldPath(settings.rewardField);
	const values = path === undefined ? [] : records.flatMap((record) => valuesAt(record, path));
	if (path === undefined || values.length === 0) {
		return {
			format: undefined,
			reason: `the reward field "${settings.rewardField}", as set, is in none of the first ${records.length} records; ${fieldsOf(records)}`,
		};
	}
	const isList = path.includes(eachItem) || values.some(Array.isArray);
	const isRate = !isList && settings.trials !== null && values.every(isRateOrNull);
	const rewards: RewardSource = isList
		? listAt(path)
		: isRate
			? { kind: 'rate', rate: path, trials: settings.trials }
			: { kind: 'single', reward: path };
	const isRollout = rewards.kind === 'single';
	const group = isRollout ? findGroup(records) : [];
	const recognition: Recognition = { rewards, id: findId(records), group, fit: 1, evidence: '' };
	return {
		reason: 'set by the user',
		format: {
			name: 'custom',
			title: isRollout ? 'a rollout a line, as set' : 'a prompt a line, as set',
			mapping: mappingOf(records, settings, recognition),
			evidence: settingEvidence(settings),
			runnerUp: undefined,
		},
	};
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

function mappingOf(records: readonly JsonObject[], settings: ReadingSettings, { rewards, id, group }: Recognition): Mapping {
	const set = settings.group.map(parseFieldPath).filter((path) => path !== undefined);
	return {
		id: set.length === 1 ? set[0] : id,
		group: set.length > 0 ? set : group,
		prompt: findField(records, promptNames),
		groundTruth: findField(records, groundTruthNames),
		rewards,
		success: successOf(records, rewards, settings.threshold),
	};
}

function successOf(records: readonly JsonObject[], rewards: RewardSource, threshold: number | null): SuccessRule {
	if (rewards.kind === 'counts' || rewards.kind === 'rate') return countedSuccess;
	const outcomes = records.flatMap((record) => valuesAt(record, rewards.reward));
	return successRuleOf(outcomes, threshold);
}

function settingEvidence({ rewardField, threshold, group, trials, format }: ReadingSettings): readonly string[] {
	return [
		...(format === 'auto' ? [] : [`insight.format is set to "${format}".`]),
		...(rewardField === '' ? [] : [`insight.success.field is set to "${rewardField}".`]),
		...(threshold === null ? [] : [`insight.success.threshold is set to ${threshold}.`]),
		...(trials === null ? [] : [`insight.success.trials is set to ${trials}.`]),
		...(group.length === 0 ? [] : [`insight.group is set to ${group.map((path) => `"${path}"`).join(', ')}.`]),
	];
}
