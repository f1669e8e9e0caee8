/** What was recognised, completed to a mapping: usual names for what an adapter leaves out, settings, and what a success is. */
import type { ReadingSettings } from '../../shared/settings.ts';
import { type FieldPath, parseFieldPath } from '../core/json/fieldPath.ts';
import type { FormatDoubt, Mapping } from '../core/record/mapping.ts';
import type { Adapter, Recognition } from './adapter.ts';
import { groundTruthNames, promptNames } from './fieldNames.ts';
import { findField, findStep, sourceField } from './fields.ts';
import { groupDoubt } from './groupDoubt.ts';
import type { Records } from './records.ts';
import type { JsonObject } from './sample.ts';
import { successRuleOf } from './successRule.ts';

export function mappingOf(records: Records, settings: ReadingSettings, recognition: Recognition): Mapping {
	const { fit, evidence, topReward, groupDoubt: _, ...located } = recognition;
	const set = settings.group.map(parseFieldPath).filter((path) => path !== undefined);
	const { groupSize, isPerFile, ...others } = located;
	const step = located.step ?? findStep(records);
	return {
		prompt: findField(records, promptNames),
		groundTruth: findField(records, groundTruthNames),
		...(set.length > 0 ? others : located),
		source: sourceField(records),
		...(step === undefined ? {} : { step }),
		id: set.length === 1 ? set[0] : located.id,
		group: set.length > 0 ? set : located.group,
		success: successRuleOf(records, recognition, settings),
		...namedFields(settings),
	};
}

/** Fields that the user named. */
function namedFields({ fields }: ReadingSettings): Partial<Mapping> {
	const paths = Object.entries(fields).flatMap(([role, text]): readonly (readonly [string, FieldPath])[] => {
		const path = parseFieldPath(text);
		return path === undefined ? [] : [[role, path]];
	});
	const { error, ...others }: Readonly<Record<string, FieldPath>> = Object.fromEntries(paths);
	return { ...others, ...(error === undefined ? {} : { error: { field: error, when: 'present' as const } }) };
}

/**
 * What of a mapping a person has to decide. What the user set is not doubted.
 *
 * @param told what the adapter could not tell about grouping. A framework's own key is beyond doubt.
 */
export function doubtsOf(
	records: readonly JsonObject[],
	settings: ReadingSettings,
	mapping: Mapping,
	told: string | undefined,
	kind: Adapter['kind'],
): readonly FormatDoubt[] {
	if (settings.group.length > 0) return [];
	const message = kind === 'framework' ? told : groupDoubt(records, mapping);
	return message === undefined ? [] : [{ code: 'ambiguous-group', message }];
}
