/** Whether what groups rollouts can be trusted, from the records sampled. */
import { type FieldPath, showFieldPath, valuesAt } from '../core/json/fieldPath.ts';
import type { Mapping } from '../core/record/mapping.ts';
import type { JsonObject } from './sample.ts';

/** How many values of a key have several prompts: such a key is none, or starts anew somewhere. */
export function ambiguousKeys(
	records: readonly JsonObject[],
	key: readonly FieldPath[],
	prompt: readonly FieldPath[],
	groupSize = 1,
): { readonly ambiguous: number; readonly byKey: number; readonly byPrompt: number } {
	const prompts = new Map<string, Set<string>>();
	for (const record of records) {
		const text = textOf(record, prompt);
		const values = key.map((path) => valuesAt(record, path)[0] ?? null);
		const last = values.at(-1);
		if (groupSize > 1 && typeof last === 'number') values[values.length - 1] = Math.floor(last / groupSize);
		// The id 7 is the id "7".
		const name = JSON.stringify(values.map((value) => (typeof value === 'number' ? String(value) : value)));
		const known = prompts.get(name);
		if (known === undefined) prompts.set(name, new Set([text]));
		else known.add(text);
	}
	return {
		ambiguous: [...prompts.values()].filter(({ size }) => size > 1).length,
		byKey: prompts.size,
		byPrompt: new Set(records.map((record) => textOf(record, prompt))).size,
	};
}

function textOf(record: JsonObject, paths: readonly FieldPath[]): string {
	return JSON.stringify(paths.map((path) => valuesAt(record, path)[0] ?? null));
}

/** Whether an id is another in each record although prompts repeat: it names rollouts, not what they are of. */
export function isOfEachRecord(records: readonly JsonObject[], id: FieldPath, prompt: readonly FieldPath[]): boolean {
	const { byKey, byPrompt } = ambiguousKeys(records, [id], prompt);
	return byKey === records.length && 2 * byPrompt <= records.length;
}

/** A sentence for people where lines of one key have different prompts, with both readings counted. */
export function groupDoubt(records: readonly JsonObject[], mapping: Mapping): string | undefined {
	const { id, group, prompt, groundTruth, groupSize } = mapping;
	if (
		id !== undefined &&
		group.length > 0 &&
		prompt !== undefined &&
		isSame(group[0]!, prompt) &&
		isOfEachRecord(records, id, group)
	) {
		const { byKey, byPrompt } = ambiguousKeys(records, [id], group);
		return (
			`Each record has another "${showFieldPath(id)}", though prompts repeat, so rollouts are grouped by prompt: of the first ${records.length} ` +
			`records that makes ${byPrompt} examples, "${showFieldPath(id)}" would make ${byKey}. Set insight.group to decide.`
		);
	}
	if (group.length === 0 || prompt === undefined || group.some((path) => isSame(path, prompt))) return undefined;
	// A ground truth may change its form from line to line, so that the prompt alone tells whether a key is one.
	const { ambiguous, byKey } = ambiguousKeys(records, group, [prompt], groupSize);
	if (ambiguous === 0) return undefined;
	const { byPrompt } = ambiguousKeys(records, group, groundTruth === undefined ? [prompt] : [prompt, groundTruth], groupSize);
	const names = group.map((path) => `"${showFieldPath(path)}"`).join(' and ');
	const truth = groundTruth === undefined ? '' : ' and ground truth';
	return (
		`Rollouts are grouped by ${names}, of which ${ambiguous} of ${byKey} have different prompts: of the first ${records.length} records ` +
		`that makes ${byKey} examples, the prompt${truth} would make ${byPrompt}. Set insight.group to decide.`
	);
}

function isSame(left: FieldPath, right: FieldPath): boolean {
	return left.join('\0') === right.join('\0');
}
