/** Fields of unrecognised records that might hold rewards, for a person to choose from. */
import { eachItem, type FieldPath, isJsonObject, showFieldPath } from '../core/json/fieldPath.ts';
import type { JsonObject } from './sample.ts';

/** Names that outcomes go by, and names of numbers that are something else. */
const likely = /reward|score|correct|pass|acc|solved|success|grade|mark|ok$|r$/i;
const unlikely = /(^|_)(u?u?id|idx|index|step|seed|n|len|length|tokens?|time|duration|epoch|temperature|k|line|size|count|level)$/i;
const deepest = 4;
const looked = 20;

/** Paths of numbers and booleans, the likeliest first. */
export function rewardCandidates(records: readonly JsonObject[]): readonly string[] {
	const ranks = new Map<string, number>();
	const visit = (value: unknown, path: FieldPath): void => {
		if (typeof value === 'boolean' || typeof value === 'number') {
			const name = path.findLast((segment) => segment !== eachItem) ?? '';
			if (unlikely.test(name)) return;
			ranks.set(showFieldPath(path), (likely.test(name) ? 2 : 0) + (typeof value === 'boolean' ? 1 : 0));
		} else if (path.length === deepest) return;
		else if (Array.isArray(value)) for (const item of value.slice(0, looked)) visit(item, [...path, eachItem]);
		else if (isJsonObject(value)) for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
	};
	for (const record of records.slice(0, looked)) visit(record, []);
	return [...ranks].sort(([, left], [, right]) => right - left).map(([path]) => path);
}
