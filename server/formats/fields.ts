/** What values tell about fields, and where records have what is looked for. */
import { type FieldPath, isJsonObject, parseFieldPath, valuesAt } from '../core/json/fieldPath.ts';
import { digits } from '../core/record/lineFields.ts';
import type { ErrorRule } from '../core/record/mapping.ts';
import { bestOf } from './adapter.ts';
import { groundTruthNames, idNames, promptNames, sampleNames, sourceNames, stepNames } from './fieldNames.ts';
import { ambiguousKeys, isOfEachRecord } from './groupDoubt.ts';
import type { Records } from './records.ts';
import type { JsonObject } from './sample.ts';

/** The path of a name, which may be dotted. */
export function pathOf(name: string): FieldPath {
	return parseFieldPath(name)!;
}

/** The one value of a dotted name. Plain names, which nearly all are, need no path: detection asks for thousands. */
export function fieldOf(record: JsonObject, name: string): unknown {
	if (isPlain(name)) return Object.hasOwn(record, name) ? record[name] : undefined;
	return valuesAt(record, pathOf(name))[0];
}

function isPlain(name: string): boolean {
	return !/[.[/]/.test(name);
}

/** The key of the record that a name begins with. */
function keyOf(name: string): string {
	return isPlain(name) ? name : pathOf(name)[0]!;
}

/** Whether half of the records can have a field of one of the names, as far as their keys tell. */
export function mayHave({ length, keyCounts }: Records, ...names: readonly string[]): boolean {
	let having = 0;
	for (const name of names) having += keyCounts.get(keyOf(name)) ?? 0;
	return having * 2 >= length;
}

/** The best of names, as {@link bestOf}, by a test of their values, which no field that is not there passes. */
export function bestName(
	names: readonly string[],
	records: Records,
	test: (value: unknown) => boolean,
): { readonly candidate: string; readonly fit: number } | undefined {
	const tried = names.filter((name) => mayHave(records, name));
	return bestOf(tried, records, (name, record) => test(fieldOf(record, name)));
}

/** An outcome of one rollout as frameworks write it; null is "not scored". */
export function isOutcome(value: unknown): boolean {
	return typeof value === 'number' || typeof value === 'boolean' || value === null;
}

/** True, false, 0 or 1. */
export function isVerdict(value: unknown): boolean {
	return typeof value === 'boolean' || value === 0 || value === 1;
}

export function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value);
}

/** The number of a training step, which may be a text. */
export function isStep(value: unknown): boolean {
	return isCount(value) || (isText(value) && digits.test(value));
}

export function isText(value: unknown): value is string {
	return typeof value === 'string';
}

export function isFiniteNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

export function isList(value: unknown): value is readonly unknown[] {
	return Array.isArray(value);
}

/** There, and not null. */
export function isPresent(value: unknown): boolean {
	return value !== undefined && value !== null;
}

/** Finds the id, prompt or ground truth: a text, a number or, for prompts, messages. */
export function findField(records: Records, names: readonly string[]): FieldPath | undefined {
	const found = bestName(
		names,
		records,
		(value) =>
			typeof value === 'string' ||
			typeof value === 'number' ||
			(Array.isArray(value) && value.every(isJsonObject) && value.length > 0),
	);
	return found === undefined ? undefined : pathOf(found.candidate);
}

/**
 * Where records say what a prompt came from: in the first of the known fields that any of them has. One in a hundred may be the only one that
 * says it, and the first may stand behind those looked at, so that the commonest name is taken where none does.
 */
export function sourceField(records: Records): FieldPath {
	const isSource = (value: unknown): boolean => isText(value) || typeof value === 'number';
	const known = sourceNames.filter((name) => records.keyCounts.has(keyOf(name)));
	return pathOf(known.find((name) => records.some((record) => isSource(fieldOf(record, name)))) ?? sourceNames[0]);
}

/**
 * What rollouts of one example that stand on lines of their own have in common: an id, unless it is that of each rollout; else prompt and
 * ground truth, else the prompt.
 */
export function findGroup(records: Records): readonly FieldPath[] {
	const id = findId(records);
	const prompt = findField(records, promptNames);
	const groundTruth = findField(records, groundTruthNames);
	const text = [prompt, groundTruth].filter((path) => path !== undefined);
	if (id !== undefined && (prompt === undefined || !isOfEachRecord(records, id, text))) {
		const step = findStep(records);
		if (step === undefined || prompt === undefined || ambiguousKeys(records, [id], [prompt]).ambiguous === 0) return [id];
		// Ids that start anew in every step.
		return ambiguousKeys(records, [id, step], [prompt]).ambiguous === 0 ? [id, step] : [id];
	}
	return prompt === undefined ? [] : text;
}

/** An id as records name it: text or number. */
export function findId(records: Records): FieldPath | undefined {
	const found = bestName(idNames, records, (value) => typeof value === 'string' || typeof value === 'number');
	return found === undefined ? undefined : pathOf(found.candidate);
}

/** The first of the names, which may be dotted, that most records have. */
export function findPath(records: Records, names: readonly string[]): FieldPath | undefined {
	const found = bestName(names, records, isPresent);
	return found === undefined ? undefined : pathOf(found.candidate);
}

/** Where records say their training step. */
export function findStep(records: Records): FieldPath | undefined {
	const found = bestName(stepNames, records, isStep);
	return found === undefined ? undefined : pathOf(found.candidate);
}

/** Lists of rollouts that say their step: an example comes back in other steps, so lines of one id belong together. */
export function historyOf(
	records: Records,
	id: FieldPath | undefined,
): { readonly group?: readonly FieldPath[]; readonly step?: FieldPath } {
	const step = findStep(records);
	return step === undefined || id === undefined ? {} : { group: [id], step };
}

/** Where a rollout on a line of its own says its step and its number among the rollouts of its example. */
export function findVisit(records: Records): { readonly step?: FieldPath; readonly sample?: FieldPath } {
	const step = findStep(records);
	const sample = findPath(records, sampleNames);
	return { ...(step === undefined ? {} : { step }), ...(sample === undefined ? {} : { sample }) };
}

/** A field that tells of errors: there, but for most rollouts null or empty. A number of that name is a measure. */
export function findError(records: readonly JsonObject[]): { readonly error?: ErrorRule } {
	const values = records.filter((record) => Object.hasOwn(record, 'error')).map(({ error }) => error);
	const isTold = values.some((value) => value === null || value === '' || value === false);
	return isTold && !values.some((value) => typeof value === 'number') ? { error: { field: ['error'], when: 'present' } } : {};
}
