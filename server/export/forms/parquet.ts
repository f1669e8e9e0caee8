/** Parquet as verl reads training sets: https://github.com/volcengine/verl, docs/preparation/prepare_data. */
import { ByteWriter, parquetWrite } from 'hyparquet-writer';
import type { Example } from '../../core/dataset.ts';
import { type FieldPath, isJsonObject, valuesAt } from '../../core/fieldPath.ts';
import { placeOf } from '../../core/loadDataset.ts';
import { lineRange } from '../../core/scanPart.ts';
import { parseTolerantly } from '../../core/tolerantJson.ts';
import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';

interface Message {
	readonly role: string;
	readonly content: string;
}

interface VerlRow {
	readonly data_source: string;
	readonly prompt: readonly Message[];
	readonly ability: string;
	readonly reward_model: { readonly style: string; readonly ground_truth: string };
	readonly extra_info: { readonly index: number; readonly split: string; readonly id: string };
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

const utf8 = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;
const group = { repetition_type: 'OPTIONAL' } as const;

const schema = [
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
	{ name: 'extra_info', ...group, num_children: 3 },
	{ name: 'id', ...utf8 },
	{ name: 'index', type: 'INT64', repetition_type: 'OPTIONAL' },
	{ name: 'split', ...utf8 },
] as const;

/**
 * The set as one Parquet file, which is put together in memory. Columns that the records have as verl knows them are kept; others are
 * made of the prompt and the answer.
 *
 * @throws an error for people where a record has no prompt; what a source's I/O throws; the signal's reason when aborted.
 */
export async function parquet(set: WrittenSet, signal: AbortSignal): Promise<Uint8Array> {
	const rows: VerlRow[] = [];
	for (const example of inWrittenOrder(set)) {
		signal.throwIfAborted();
		rows.push(await verlRow(set, example));
	}
	const writer = new ByteWriter();
	const column = (name: keyof VerlRow) => ({
		name,
		data: rows.map((row) => (name === 'extra_info' ? { ...row.extra_info, index: BigInt(row.extra_info.index) } : row[name])),
	});
	parquetWrite({
		writer,
		columnData: [column('data_source'), column('prompt'), column('ability'), column('reward_model'), column('extra_info')],
		schema: schema.map((element) => ({ ...element })),
	});
	return new Uint8Array(writer.getBuffer());
}

async function verlRow({ loaded }: WrittenSet, { index, firstLine, group: { id } }: Example): Promise<VerlRow> {
	const { source, index: at } = placeOf(loaded, firstLine);
	const { start, end } = lineRange(source.part, at);
	const text = new TextDecoder().decode(await source.source.readRange(start, end));
	const record = parseTolerantly(text);
	const mapping = loaded.dataset.format?.mapping;
	const prompt = messagesOf(fieldOf(record, mapping?.prompt, promptFields));
	if (prompt === undefined) {
		throw new Error(`The record at ${loaded.dataset.lineName(firstLine)} has no prompt to put into Parquet. Nothing was written.`);
	}
	return {
		data_source: textOf(valuesAt(record, ['data_source'])[0] ?? valuesAt(record, ['source'])[0]) ?? nameOf(source.source.name),
		prompt,
		ability: textOf(valuesAt(record, ['ability'])[0]) ?? '',
		reward_model: {
			style: textOf(valuesAt(record, ['reward_model', 'style'])[0]) ?? 'rule',
			ground_truth: textOf(fieldOf(record, mapping?.groundTruth, truthFields)) ?? '',
		},
		extra_info: { index, split: textOf(valuesAt(record, ['extra_info', 'split'])[0]) ?? 'train', id: id ?? '' },
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
