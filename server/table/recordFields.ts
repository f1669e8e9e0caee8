import { isJsonObject } from '../core/json/fieldPath.ts';
import type { JsonObject } from '../formats/sample.ts';

const mostFields = 200;

/** Paths of the fields in records, each once, objects descended into by one level: what a filter can name. */
export function fieldsOf(records: readonly JsonObject[]): readonly (readonly string[])[] {
	const paths = new Map<string, readonly string[]>();
	for (const record of records) {
		for (const [key, value] of Object.entries(record)) {
			paths.set(JSON.stringify([key]), [key]);
			if (isJsonObject(value)) for (const inner of Object.keys(value)) paths.set(JSON.stringify([key, inner]), [key, inner]);
		}
		if (paths.size > mostFields) break;
	}
	return [...paths.values()].slice(0, mostFields);
}
