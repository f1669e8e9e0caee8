/** Records that hold a whole batch of rollouts, a list for each field, as ms-swift logs them. */
import { isJsonObject } from '../json/fieldPath.ts';
import { parseTolerantly } from '../json/tolerantJson.ts';

/** @returns a record for each rollout of the batch; `undefined` where the record is not one. What is no list, or of another length, is the same for all. */
export function rolloutsOfBatch(record: unknown): readonly Readonly<Record<string, unknown>>[] | undefined {
	if (!isJsonObject(record)) return undefined;
	const { completion } = record;
	// Early versions of ms-swift name the prompt after what it is made of.
	const prompt = record.prompt ?? record.messages;
	if (!isColumn(prompt) || !isColumn(completion) || prompt.length !== completion.length) return undefined;
	const fields = Object.entries(record);
	return prompt.map((_, index) =>
		Object.fromEntries(
			fields.map(([key, value]) => [key, Array.isArray(value) && value.length === prompt.length ? value[index] : value]),
		),
	);
}

/** Whether a line is a batch. Of one that is cut the columns are looked at, as far as they are there. */
export function isBatchLine(text: string, isCut: boolean): boolean {
	if (!isCut) return batchOf(text) !== undefined;
	const record = parseTolerantly(text);
	if (!isJsonObject(record)) return false;
	const { prompt = record.messages, completion } = record;
	return isColumn(prompt) && (completion === undefined || isColumn(completion));
}

/** The rows of a line: of a batch the JSON of each rollout, of any other the line itself. What is broken is no batch, and is reported where it is read. */
export function rowsOfLine(text: string): readonly string[] {
	return batchOf(text)?.map((rollout) => JSON.stringify(rollout)) ?? [text];
}

function batchOf(text: string): ReturnType<typeof rolloutsOfBatch> {
	// Parsing costs more than looking.
	return text.includes('"completion"') ? rolloutsOfBatch(parseLine(text)) : undefined;
}

function parseLine(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// NaN is no reward, but makes no line unreadable.
		return text.trimEnd().endsWith('}') ? parseTolerantly(text) : undefined;
	}
}

/** Texts, or messages: a list of objects would be the messages of one rollout. */
function isColumn(value: unknown): value is readonly unknown[] {
	return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' || Array.isArray(item));
}
