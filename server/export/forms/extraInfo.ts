/** What verl hands to reward functions with each prompt, `extra_info`: what is always in it, and what else the records have there. */
import { isJsonObject } from '../../core/json/fieldPath.ts';

const utf8 = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;

/** Parquet types by what all values of a field are; where they differ, they become text. */
const elements = {
	text: utf8,
	whole: { type: 'INT64', repetition_type: 'OPTIONAL' },
	number: { type: 'DOUBLE', repetition_type: 'OPTIONAL' },
	flag: { type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
} as const;
type Kind = keyof typeof elements;

/** Always there: the index that trainers know the prompt by, the part of the dataset, the id. */
const ownFields = { id: 'text', index: 'whole', split: 'text' } as const satisfies Readonly<Record<string, Kind>>;

/** Columns have to be few: a field with a key for each prompt is no column each. */
const mostFields = 64;

export interface ExtraFields {
	/** To be shown every record before the first value is asked for. @throws an error for people where there are too many fields. */
	add(extra: unknown): void;
	/** Elements of the Parquet schema, by name. */
	schema(): readonly ({ readonly name: string } & (typeof elements)[Kind])[];
	/** The value of the column for a record, with what it has to hold in any case; `null` where it has nothing. */
	valueOf(extra: unknown, own: { readonly id: string; readonly index: number }): Readonly<Record<string, unknown>>;
}

export function createExtraFields(): ExtraFields {
	const kinds = new Map<string, Kind>(Object.entries(ownFields));
	const names = (): readonly string[] => [...kinds.keys()].sort();
	return {
		add(extra) {
			if (!isJsonObject(extra)) return;
			for (const [name, value] of Object.entries(extra)) {
				const kind = kindOf(value);
				if (kind === undefined || Object.hasOwn(ownFields, name)) continue;
				const known = kinds.get(name);
				kinds.set(name, known === undefined ? kind : merged(known, kind));
				if (kinds.size > mostFields)
					throw new Error(
						`The records have more than ${mostFields} different fields in extra_info. Write lines instead. Nothing was written.`,
					);
			}
		},
		schema: () => names().map((name) => ({ name, ...elements[kinds.get(name)!] })),
		valueOf(extra, { id, index }) {
			const given = isJsonObject(extra) ? extra : {};
			const all = {
				...given,
				id,
				index,
				split: typeof given.split === 'string' ? given.split : 'train',
			};
			return Object.fromEntries(names().map((name) => [name, asKind((all as Record<string, unknown>)[name], kinds.get(name)!)]));
		},
	};
}

/** `undefined` for nothing, which every column can hold. */
function kindOf(value: unknown): Kind | undefined {
	if (value === null || value === undefined) return undefined;
	if (typeof value === 'boolean') return 'flag';
	if (typeof value === 'number' && Number.isFinite(value)) return Number.isSafeInteger(value) ? 'whole' : 'number';
	return 'text';
}

function merged(left: Kind, right: Kind): Kind {
	if (left === right) return left;
	const isNumeric = (kind: Kind): boolean => kind === 'whole' || kind === 'number';
	return isNumeric(left) && isNumeric(right) ? 'number' : 'text';
}

function asKind(value: unknown, kind: Kind): unknown {
	if (value === null || value === undefined) return null;
	if (kind === 'text') return typeof value === 'string' ? value : JSON.stringify(value);
	return kind === 'whole' ? BigInt(value as number) : value;
}
