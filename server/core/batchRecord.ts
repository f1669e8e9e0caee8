/** Records that hold a whole batch of rollouts, a list for each field, as ms-swift logs them. */
import { isJsonObject } from './fieldPath.ts';

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

/** Whether a record of which only the start is there is one: what is there of its columns is as in a batch. */
export function startsBatch(record: unknown): boolean {
	if (!isJsonObject(record)) return false;
	const { prompt = record.messages, completion } = record;
	return isColumn(prompt) && (completion === undefined || isColumn(completion));
}

/** Texts, or messages: a list of objects would be the messages of one rollout. */
function isColumn(value: unknown): value is readonly unknown[] {
	return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' || Array.isArray(item));
}
