/** One example in full: prompt, ground truth and rollouts, from its lines as they stand in the file. */
import { formatQuantity } from '../../shared/format.ts';
import type { TableRecord, TableRollout } from '../../shared/tableProtocol.ts';
import { type LoadedDataset, placeOf } from '../core/dataset/loadDataset.ts';
import { eachItem, type FieldPath, isJsonObject, valuesAt } from '../core/json/fieldPath.ts';
import { parseTolerantly } from '../core/json/tolerantJson.ts';
import type { Mapping } from '../core/record/mapping.ts';
import { lineRange } from '../core/scan/scanPart.ts';
import { linesOf } from './exampleColumns.ts';

/** Bytes of one record that are read at most; a pane shows no more. */
const mostBytes = 2 ** 24;
const mostLines = 256;
/** UTF-16 units of one text. */
const longestText = 200_000;

/** Names that a rollout's text goes by, the most telling first. */
const textNames = [
	'response',
	'responses',
	'completion',
	'completions',
	'output',
	'outputs',
	'generation',
	'generations',
	'output_response',
	'output_list',
	'text',
	'content',
	'code',
	'code_list',
	'messages',
	'pred',
	'answer',
] as const;

/** @throws what the source's I/O throws. */
export async function readRecord(loaded: LoadedDataset, index: number): Promise<TableRecord> {
	const { dataset } = loaded;
	const { firstLine, group } = dataset.examples.at(index);
	const mapping = dataset.format?.mapping;
	const notes: string[] = [];
	const texts: string[] = [];
	let bytesLeft = mostBytes;
	const lines = linesOf(dataset, index);
	for (const line of lines.slice(0, mostLines)) {
		const { source, index: at } = placeOf(loaded, line);
		const { start, end } = lineRange(source.part, at);
		const length = end - start;
		if (length > bytesLeft) notes.push(`Line ${line + 1} has ${Math.ceil(length / 2 ** 20)} MiB: shown as far as it fits.`);
		if (bytesLeft === 0) break;
		const read = Math.min(length, bytesLeft);
		texts.push(new TextDecoder().decode(await source.source.readRange(start, start + read)).trimEnd());
		bytesLeft -= read;
	}
	if (texts.length < lines.length)
		notes.push(`${formatQuantity(lines.length - texts.length, 'more line')} of this example are not shown.`);
	const records = texts.map(parseRecord);
	const [first] = records;
	const rollouts = mapping === undefined ? [] : records.flatMap((record) => rolloutsOf(record, mapping));
	return {
		line: firstLine,
		id: group.id,
		prompt: mapping?.prompt === undefined ? null : cut(textOf(valuesAt(first, mapping.prompt)[0]), notes),
		groundTruth: mapping?.groundTruth === undefined ? null : cut(textOf(valuesAt(first, mapping.groundTruth)[0]), notes),
		rollouts: rollouts
			.map((rollout, position) => ({ ...rollout, position, text: cut(rollout.text, notes) }))
			.sort((left, right) => (right.reward ?? Number.NEGATIVE_INFINITY) - (left.reward ?? Number.NEGATIVE_INFINITY)),
		raw: texts.join('\n'),
		notes: [...new Set(notes)],
	};
}

type Rollout = Omit<TableRollout, 'position'>;

function rolloutsOf(record: unknown, { rewards, success, prompt }: Mapping): readonly Rollout[] {
	const rollout = (text: string | null, value: unknown): Rollout => {
		const reward = typeof value === 'boolean' ? Number(value) : typeof value === 'number' && Number.isFinite(value) ? value : null;
		return { text, reward, isSuccess: reward === null ? null : reward >= success.threshold };
	};
	if (rewards.kind === 'single') return [rollout(textIn(record, prompt), valuesAt(record, rewards.reward)[0])];
	if (rewards.kind !== 'list') return [];
	const items = valuesAt(record, rewards.list)[0];
	if (!Array.isArray(items)) return [];
	const inItem = rewards.reward.slice(rewards.list.length + 1);
	const beside = listBeside(record, rewards.list, items.length);
	return items.map((item: unknown, position) =>
		rollout(isJsonObject(item) ? textIn(item, undefined) : textOf(beside?.[position]), valuesAt(item, inItem)[0]),
	);
}

/** The text of a rollout that stands with other fields; not the prompt, which can go by one of the names. */
function textIn(holder: unknown, prompt: FieldPath | undefined): string | null {
	for (const name of textNames) {
		if (prompt?.length === 1 && prompt[0] === name) continue;
		const text = textOf(valuesAt(holder, [name])[0]);
		if (text !== null) return text;
	}
	return null;
}

/** The list of texts that runs beside the list of rewards: the first of the known names that is as long. */
function listBeside(record: unknown, list: FieldPath, length: number): readonly unknown[] | undefined {
	if (list.includes(eachItem)) return undefined;
	for (const name of textNames) {
		const candidate = valuesAt(record, [...list.slice(0, -1), name])[0];
		if (name !== list.at(-1) && Array.isArray(candidate) && candidate.length === length) return candidate;
	}
	return undefined;
}

/** A text; of messages each one's content under its role; of anything else its JSON. `null` for nothing. */
function textOf(value: unknown): string | null {
	if (value === undefined || value === null) return null;
	if (typeof value === 'string') return value;
	if (Array.isArray(value) && value.length > 0 && value.every((entry) => isJsonObject(entry) && 'content' in entry)) {
		return value.map(({ role, content }) => `**${String(role ?? 'message')}**\n\n${textOf(content) ?? ''}`).join('\n\n');
	}
	return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}

function parseRecord(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// NaN, or a cut.
		return parseTolerantly(text);
	}
}

function cut(text: string | null, notes: string[]): string | null {
	if (text === null || text.length <= longestText) return text;
	notes.push(`Texts are shown up to ${formatQuantity(longestText, 'character')}.`);
	return text.slice(0, longestText).replace(/[\ud800-\udbff]$/, '');
}
