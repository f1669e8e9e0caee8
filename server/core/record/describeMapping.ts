import { showFieldPath } from '../json/fieldPath.ts';
import { describeRewards } from './describeRewards.ts';
import type { ErrorRule, Mapping } from './mapping.ts';

/** One thing that a mapping says, for people. */
export interface MappingRow {
	readonly name: string;
	/** Fields by their written paths; `null` where there is none. */
	readonly text: string | null;
	/** The setting that decides it. */
	readonly setting?: string;
}

/** How records are read, the most important first. */
export function describeMapping(mapping: Mapping): readonly MappingRow[] {
	const { rewards, success, error, only } = mapping;
	const field = (name: string, role: FieldRole): MappingRow => {
		const path = mapping[role];
		return { name, text: path === undefined ? null : showFieldPath(path), setting: `insight.fields.${role}` };
	};
	return [
		{ name: 'reward', text: describeRewards(rewards), setting: 'insight.success.field' },
		{ name: 'success', text: success.reason, setting: 'insight.success.threshold' },
		{ name: 'an example is', text: groupText(mapping), setting: 'insight.group' },
		field('id', 'id'),
		field('prompt', 'prompt'),
		field('ground truth', 'groundTruth'),
		field('response', 'response'),
		field('step', 'step'),
		field('sample', 'sample'),
		...(error === undefined ? [] : [errorRow(error)]),
		...(only === undefined
			? []
			: [{ name: 'read only where', text: `${showFieldPath(only.field)} is "${only.value}"`, setting: 'insight.filter' }]),
	];
}

type FieldRole = 'id' | 'prompt' | 'groundTruth' | 'response' | 'step' | 'sample';

function errorRow({ field, when }: ErrorRule): MappingRow {
	const text = `${showFieldPath(field)} is ${when === 'false' ? 'false' : 'there'}`;
	return { name: 'error', text, setting: 'insight.fields.error' };
}

function groupText({ group, groupSize, isPerFile }: Mapping): string {
	if (group.length === 0) return 'one line';
	const names = group.map(showFieldPath).join(' and ');
	const lines = groupSize === undefined ? `all lines of one ${names}` : `${groupSize} lines in a row by ${names}`;
	return isPerFile === true ? `${lines}, in each file` : lines;
}
