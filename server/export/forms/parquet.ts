/** Parquet as verl reads training sets: https://github.com/volcengine/verl, docs/preparation/prepare_data. */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Example } from '../../core/dataset/dataset.ts';
import { placeOf } from '../../core/dataset/loadDataset.ts';
import { type FieldPath, isJsonObject, valuesAt } from '../../core/json/fieldPath.ts';
import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';
import { createExtraFields, type ExtraFields } from './extraInfo.ts';
import { recordOf, trainerIndexOf } from './sourceRecord.ts';

interface Message {
	readonly role: string;
	readonly content: string;
}

interface VerlRow {
	readonly data_source: string;
	readonly prompt: readonly Message[];
	readonly ability: string;
	readonly reward_model: { readonly style: string; readonly ground_truth: string };
	readonly extra_info: Readonly<Record<string, unknown>>;
}

/** Names that the answer goes by where detection found none. */
const truthFields: readonly FieldPath[] = [
	['reward_model', 'ground_truth'],
	['ground_truth'],
	['gts'],
	['answer'],
	['target'],
	['expected_answer'],
];
const promptFields: readonly FieldPath[] = [['prompt'], ['input'], ['question'], ['problem'], ['messages']];

const extraInfo: FieldPath = ['extra_info'];

const utf8 = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;
const group = { repetition_type: 'OPTIONAL' } as const;

const ownSchema = [
	{ name: 'root', num_children: 5 },
	{ name: 'data_source', ...utf8 },
	{ name: 'prompt', ...group, num_children: 1, converted_type: 'LIST' },
	{ name: 'list', repetition_type: 'REPEATED', num_children: 1 },
	{ name: 'element', ...group, num_children: 2 },
	{ name: 'content', ...utf8 },
	{ name: 'role', ...utf8 },
	{ name: 'ability', ...utf8 },
	{ name: 'reward_model', ...group, num_children: 2 },
	{ name: 'ground_truth', ...utf8 },
	{ name: 'style', ...utf8 },
] as const;

/** A row group is written when its texts have so many UTF-16 units: what is held in memory is a few times as much. */
const unitsOfGroup = 2 ** 23;

/**
 * Writes the set as one Parquet file, row group after row group. Columns that the records have as verl knows them are kept, with all that is in
 * `extra_info`; those that they lack are made of the prompt and the answer. What else they have is left out. Records are read twice, for a
 * Parquet file says what its columns are before there are all values.
 *
 * @param write takes bytes that it may keep.
 * @throws an error for people where a record has no prompt; what I/O throws; the signal's reason when aborted.
 */
export async function writeParquet(
	set: WrittenSet,
	write: (bytes: Uint8Array) => Promise<void>,
	{ signal, onProgress, groupSize = unitsOfGroup }: ParquetOptions,
): Promise<void> {
	const examples = inWrittenOrder(set);
	const extra = createExtraFields();
	for (const example of examples) {
		signal.throwIfAborted();
		const { record } = await recordOf(set, example);
		promptOf(set, example, record);
		extra.add(valuesAt(record, extraInfo)[0]);
	}
	const extraSchema = extra.schema();
	const schema = [...ownSchema, { name: 'extra_info', ...group, num_children: extraSchema.length }, ...extraSchema];
	const buffer = new ByteWriter();
	const file = new ParquetWriter({ writer: buffer, schema: schema.map((element) => ({ ...element })) });
	const flush = async (): Promise<void> => {
		await write(buffer.getBytes().slice());
		buffer.index = 0;
	};
	let rows: VerlRow[] = [];
	let [units, done] = [0, 0];
	for (const example of examples) {
		signal.throwIfAborted();
		const { record, length } = await recordOf(set, example);
		rows.push(verlRow(set, example, record, extra));
		units += length;
		done++;
		if (units < groupSize && done < examples.length) continue;
		file.write({ columnData: columnsOf(rows), rowGroupSize: rows.length });
		await flush();
		onProgress?.(done, examples.length);
		rows = [];
		units = 0;
	}
	file.finish();
	await flush();
}

export interface ParquetOptions {
	readonly signal: AbortSignal;
	/** Rows written so far, of how many. */
	readonly onProgress?: ((written: number, total: number) => void) | undefined;
	/** In UTF-16 units of the records. */
	readonly groupSize?: number;
}

function columnsOf(rows: readonly VerlRow[]) {
	const column = <Name extends keyof VerlRow>(name: Name) => ({ name, data: rows.map((row) => row[name]) });
	return [column('data_source'), column('prompt'), column('ability'), column('reward_model'), column('extra_info')];
}

function verlRow(set: WrittenSet, example: Example, record: unknown, extra: ExtraFields): VerlRow {
	const { firstLine, group } = example;
	const { source } = placeOf(set.loaded, firstLine);
	const mapping = set.loaded.dataset.format?.mapping;
	const given = valuesAt(record, extraInfo)[0];
	return {
		data_source: textOf(valuesAt(record, ['data_source'])[0] ?? valuesAt(record, ['source'])[0]) ?? nameOf(source.source.name),
		prompt: promptOf(set, example, record),
		ability: textOf(valuesAt(record, ['ability'])[0]) ?? '',
		reward_model: {
			style: textOf(valuesAt(record, ['reward_model', 'style'])[0]) ?? 'rule',
			ground_truth: textOf(fieldOf(record, mapping?.groundTruth, truthFields)) ?? '',
		},
		extra_info: extra.valueOf(given, { id: group.id ?? '', index: trainerIndexOf(given, example) }),
	};
}

/** The value at the path that detection found, else at the first that there is. */
function fieldOf(record: unknown, found: FieldPath | undefined, others: readonly FieldPath[]): unknown {
	for (const path of found === undefined ? others : [found, ...others]) {
		const [value] = valuesAt(record, path);
		if (value !== undefined && value !== null) return value;
	}
	return undefined;
}

/** @throws an error for people where there is none: every record is asked before the first is written. */
function promptOf({ loaded: { dataset } }: WrittenSet, { firstLine }: Example, record: unknown): readonly Message[] {
	const prompt = messagesOf(fieldOf(record, dataset.format?.mapping.prompt, promptFields));
	if (prompt !== undefined) return prompt;
	throw new Error(`The record at ${dataset.lineName(firstLine)} has no prompt to put into Parquet. Nothing was written.`);
}

function messagesOf(prompt: unknown): readonly Message[] | undefined {
	if (typeof prompt === 'string') return [{ role: 'user', content: prompt }];
	if (!Array.isArray(prompt) || prompt.length === 0 || !prompt.every(isJsonObject)) return undefined;
	return prompt.map(({ role, content }) => ({ role: textOf(role) ?? 'user', content: textOf(content) ?? '' }));
}

function textOf(value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A file's name without its folder and extension. */
function nameOf(path: string): string {
	return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.[^.]*$/, '');
}
