/** From the description of a framework's layout, which is data, to the adapter that recognises it. */
import type { ReadingSettings } from '../../shared/settings.ts';
import { eachItem, type FieldPath, isJsonObject, valuesAt } from '../core/json/fieldPath.ts';
import type { Mapping, RewardSource } from '../core/record/mapping.ts';
import { type Adapter, type Recognition, shareOf } from './adapter.ts';
import { verdictNames } from './fieldNames.ts';
import { bestName, fieldOf, findPath, isOutcome, isPresent, isVerdict, mayHave, pathOf } from './fields.ts';
import { type Records, withKeyCounts } from './records.ts';
import type { JsonObject } from './sample.ts';

/** Names of fields, dotted, `[]` for each item; the first that most records have. */
type Names = readonly string[];

export interface Layout extends Omit<Adapter, 'recognise' | 'kind'> {
	/** What a record has to have: names, `|` between alternatives, with a test of their values, which no field that is not there passes. */
	readonly fields: Readonly<Record<string, (value: unknown) => boolean>>;
	readonly rewards: RewardFinder;
	/** Keys, `|` between alternative names: of the first whose first field is there, those of its fields that are there. */
	readonly group?: readonly Names[];
	/** The group's first field unless given, or that is the prompt. */
	readonly id?: Names;
	readonly prompt?: Names;
	readonly groundTruth?: Names;
	readonly response?: Names;
	readonly step?: Names;
	readonly sample?: Names;
	readonly error?: Mapping['error'];
	readonly words?: Mapping['words'];
	readonly topReward?: number;
	/** What takes a look at the records rather than at names. */
	readonly refine?: (records: Records, settings: ReadingSettings) => Partial<Recognition>;
}

/** Finds the rewards of records that have the layout's fields. */
export type RewardFinder = (records: Records, settings: ReadingSettings) => RewardSource | undefined;

export function adapterOf(layout: Layout): Adapter {
	const { name, title, documentation, looksLike, traps, tail, variantOf } = layout;
	const recognise = recogniserOf(layout);
	return {
		name,
		title,
		documentation,
		looksLike,
		traps,
		kind: 'framework',
		recognise,
		...optional('tail', tail),
		...optional('variantOf', variantOf),
	};
}

function recogniserOf(layout: Layout): Adapter['recognise'] {
	const { fields, rewards: findRewards, error, words, topReward, refine } = layout;
	const tests = Object.entries(fields).map(([names, test]) => ({ names: names.split('|'), test }));
	const hasFields = (record: JsonObject): boolean =>
		tests.every(({ names, test }) => names.some((name) => test(fieldOf(record, name))));
	return (records, settings) => {
		const fit = tests.every(({ names }) => mayHave(records, ...names)) ? shareOf(records, hasFields) : 0;
		if (fit < 0.5) return undefined;
		const fitting = fit === 1 ? records : withKeyCounts(records.filter(hasFields));
		const rewards = findRewards(fitting, settings);
		if (rewards === undefined) return undefined;
		const path = (names: Names | undefined): FieldPath | undefined => names && findPath(fitting, names);
		const key = layout.group?.find(([first = '']) => path(first.split('|')) !== undefined) ?? [];
		const group = key.map((alternatives) => path(alternatives.split('|'))).filter((found) => found !== undefined);
		const prompt = path(layout.prompt);
		return {
			rewards,
			group,
			id: path(layout.id) ?? (isSame(group[0], prompt) ? undefined : group[0]),
			...optional('prompt', prompt),
			...optional('groundTruth', path(layout.groundTruth)),
			...optional('response', path(layout.response)),
			...optional('step', path(layout.step)),
			...optional('sample', path(layout.sample)),
			...optional('error', error),
			...optional('words', words),
			...optional('topReward', topReward),
			fit,
			evidence: `there ${tests.length === 1 ? 'is' : 'are'} ${seenNames(fitting, tests)}`,
			...refine?.(fitting, settings),
		};
	};
}

function isSame(left: FieldPath | undefined, right: FieldPath | undefined): boolean {
	return left?.join('\0') === right?.join('\0');
}

/** An optional property: absent where there is nothing to say. */
function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
	return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });
}

function seenNames(records: Records, tests: readonly { readonly names: Names }[]): string {
	const quoted = tests.map(({ names }) => {
		const seen = bestName(names, records, isPresent);
		return `"${seen?.candidate ?? names[0]}"`;
	});
	return quoted.length === 1 ? quoted[0]! : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

/** The first of the names that holds outcomes; names of verdicts only where they hold verdicts throughout. */
export function oneOf(...names: Names): RewardFinder {
	return (records) => {
		const found = names.find((name) => {
			const values = records.map((record) => fieldOf(record, name)).filter((value) => value !== undefined);
			if (values.filter(isOutcome).length < records.length / 2 || values.every((value) => value === null)) return false;
			const last = pathOf(name).at(-1);
			return !verdictNames.some((verdict) => verdict === last) || values.every((value) => value === null || isVerdict(value));
		});
		return found === undefined ? undefined : { kind: 'single', reward: pathOf(found) };
	};
}

/** The field that holds the reward where records have it, whatever it looks like. */
export function fieldThere(name: string): RewardFinder {
	return (records) => (findPath(records, [name]) === undefined ? undefined : { kind: 'single', reward: pathOf(name) });
}

/** The first of the finders that finds something. */
export function firstOf(...finders: readonly RewardFinder[]): RewardFinder {
	return (records, settings) => {
		for (const find of finders) {
			const rewards = find(records, settings);
			if (rewards !== undefined) return rewards;
		}
		return undefined;
	};
}

/** A list of rewards, or of objects that hold one under `item`; `parallel` are lists that are as long. */
export function listOf(names: Names, item?: string, parallel: Names = []): RewardFinder {
	return (records) => {
		const list = findPath(records, names);
		if (list === undefined) return undefined;
		const reward = item === undefined ? [...list, eachItem] : [...list, eachItem, item];
		const beside = parallel.filter((name) => shareOf(records, (record) => Array.isArray(fieldOf(record, name))) >= 0.5);
		return { kind: 'list', list, reward, parallel: beside.map(pathOf), declaredTrials: undefined };
	};
}

/** Keys of an object field over all records, in the order in which they are first seen. */
export function keysOf(records: readonly JsonObject[], path: FieldPath): readonly string[] {
	const objects = records.flatMap((record) => valuesAt(record, path)).filter(isJsonObject);
	return [...new Set(objects.flatMap(Object.keys))];
}
