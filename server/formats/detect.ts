/** From the first records of a source, and what the user set, to the format it is read by. */

import type { ReadingSettings } from '../../shared/settings.ts';
import type { Format } from '../core/record/mapping.ts';
import type { Adapter, Recognition, Refusal } from './adapter.ts';
import { adapters, refusedFormats } from './adapters.ts';
import { chosenRewards } from './chosenRewards.ts';
import { fieldOf, isPresent } from './fields.ts';
import { doubtsOf, mappingOf } from './mappingOf.ts';
import { modelsOf } from './modelsOf.ts';
import { type Records, withKeyCounts } from './records.ts';
import type { JsonObject, Sample } from './sample.ts';

export interface Detection {
	/** `undefined` where nothing fits; `reason` then says why. */
	readonly format: Format | undefined;
	readonly reason: string;
}

export function detectFormat(sample: Sample, settings: ReadingSettings): Detection {
	const records = withKeyCounts(sample.records);
	if (records.length === 0) return { format: undefined, reason: 'no record was found at the start of the file' };
	const known =
		settings.format === 'auto' ? [...adapters, ...refusedFormats] : adapters.filter(({ name }) => name === settings.format);
	if (known.length === 0) {
		return {
			format: undefined,
			reason: `there is no format "${settings.format}"; known are ${adapters.map(({ name }) => name).join(', ')}`,
		};
	}
	const lacking = settings.group.find((name) => !records.some((record) => isPresent(fieldOf(record, name))));
	if (lacking !== undefined) {
		// Each line would be an example of its own, and nobody would see why.
		const where = `${isInNone(records)}; ${fieldsOf(records)}`;
		return { format: undefined, reason: `the field "${lacking}" to group by, as set, ${where}` };
	}
	const fitting = fittingAdapters(known, records, settings);
	if (settings.rewardField !== '') return configuredFormat(records, settings, fitting);
	const [best, ...others] = fitting;
	if (best === undefined) {
		const what = settings.format === 'auto' ? 'no known format fits' : `the format "${settings.format}", as set, does not fit`;
		return { format: undefined, reason: `${what}; ${fieldsOf(records)}` };
	}
	const { adapter, recognition } = best;
	if ('refusal' in recognition) return { format: undefined, reason: recognition.refusal };
	const next = others.find(isRecognised);
	const mapping = mappingOf(records, settings, recognition);
	const format: Format = {
		name: adapter.name,
		title: adapter.title,
		mapping,
		doubts: doubtsOf(records, settings, mapping, recognition.groupDoubt, adapter.kind),
		evidence: [
			`${sentence(recognition.evidence)}, in ${shareOf(records, recognition.fit)}.`,
			...(sample.lateRecord === undefined ? [] : [lateRecordEvidence[sample.lateRecord]]),
			...settingEvidence(settings),
		],
		models: modelsOf(records, mapping),
		traps: adapter.traps,
		runnerUp: next === undefined ? undefined : { name: next.adapter.name, evidence: next.recognition.evidence },
	};
	return { format, reason: recognition.evidence };
}

const lateRecordEvidence = {
	start: 'Its first record is longer than 256 KiB: what stands in these tells.',
	whole: 'Its first record is longer than 256 KiB, of which the start does not tell: it was read to its end.',
	behind: 'No record ends in its first 256 KiB: it was read to 256 KiB behind the first, where it is that long.',
} as const;

interface Fitting {
	readonly adapter: Adapter;
	readonly recognition: Recognition | Refusal;
}

/**
 * Frameworks in their order, then shapes, those that most records have first. A shape that is refused comes last: a grade of
 * difficulty in every record, beside rewards in most of them, is one field more.
 */
function fittingAdapters(known: readonly Adapter[], records: Records, settings: ReadingSettings): readonly Fitting[] {
	const rank = ({ adapter, recognition }: Fitting): number => {
		if (adapter.kind === 'framework') return 2;
		return 'refusal' in recognition ? 0 : recognition.fit;
	};
	return known
		.map((adapter) => ({ adapter, recognition: adapter.recognise(records, settings) }))
		.filter((entry): entry is Fitting => entry.recognition !== undefined)
		.sort((left, right) => rank(right) - rank(left)); // Stable: the adapters' order decides ties.
}

function isRecognised(entry: Fitting): entry is Fitting & { readonly recognition: Recognition } {
	return !('refusal' in entry.recognition);
}

/** The user named the reward field: only what belongs to it is still looked for. */
function configuredFormat(records: Records, settings: ReadingSettings, fitting: readonly Fitting[]): Detection {
	const base = fitting.find(isRecognised);
	const recognition = chosenRewards(records, settings, base?.recognition);
	if (recognition === undefined) {
		return {
			format: undefined,
			reason: `the reward field "${settings.rewardField}", as set, ${isInNone(records)}; ${fieldsOf(records)}`,
		};
	}
	const mapping = mappingOf(records, settings, recognition);
	const isRollout = recognition.rewards.kind === 'single' || recognition.rewards.kind === 'sum';
	return {
		reason: 'set by the user',
		format: {
			name: 'custom',
			title: isRollout ? 'a rollout a line, as set' : 'a prompt a line, as set',
			mapping,
			doubts: doubtsOf(records, settings, mapping, recognition.groupDoubt, base?.adapter.kind ?? 'shape'),
			evidence: settingEvidence(settings),
			models: modelsOf(records, mapping),
			traps: base?.adapter.traps ?? [],
			runnerUp: undefined,
		},
	};
}

function isInNone({ length }: readonly JsonObject[]): string {
	return length === 1 ? 'is not in the first record' : `is in none of the first ${length} records`;
}

function shareOf({ length }: readonly JsonObject[], share: number): string {
	return length === 1 ? 'the first record' : `${Math.round(share * 100)} % of the first ${length} records`;
}

/** The fields of the first record, for people. */
function fieldsOf(records: readonly JsonObject[]): string {
	const keys = Object.keys(records[0] ?? {});
	if (keys.length === 0) return 'the first record has no fields';
	const more = keys.length > shownFields ? ` and ${keys.length - shownFields} more` : '';
	return `the first record has the fields ${keys.slice(0, shownFields).join(', ')}${more}`;
}

const shownFields = 20;

function sentence(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function settingEvidence({
	rewardField,
	threshold,
	isSoft,
	group,
	trials,
	format,
	fields,
	filter,
}: ReadingSettings): readonly string[] {
	return [
		...(format === 'auto' ? [] : [`insight.format is set to "${format}".`]),
		...(rewardField === '' ? [] : [`insight.success.field is set to "${rewardField}".`]),
		...(threshold === null ? [] : [`insight.success.threshold is set to ${threshold}.`]),
		...(isSoft ? ['insight.success.soft is set: partial rewards are partial successes.'] : []),
		...(trials === null ? [] : [`insight.success.trials is set to ${trials}.`]),
		...(filter === '' ? [] : [`insight.filter is set to "${filter}".`]),
		...Object.entries(fields).map(([role, path]) => `insight.fields.${role} is set to "${path}".`),
		...(group.length === 0 ? [] : [`insight.group is set to ${group.map((path) => `"${path}"`).join(', ')}.`]),
	];
}
