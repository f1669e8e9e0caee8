/** Fields of a line that are neither its rewards nor what groups it. */
import { JsonKind } from '../json/captures.ts';
import { type FieldPath, showFieldPath } from '../json/fieldPath.ts';
import { decodeId, decodeNumber, decodeString } from '../json/scalars.ts';
import type { ErrorRule, Mapping } from './mapping.ts';
import { type Outcome, type ScannedLine, spanOf } from './scannedLine.ts';

/** A whole number as a text. */
export const digits = /^\d+$/;

/** The training step, or `null` where the line does not say a number. TRL writes the number as a text. */
export function stepAt({ bytes, captures, find }: ScannedLine, path: FieldPath): number | null {
	const index = find(path);
	if (index < 0) return null;
	const [start, end] = [captures.start(index), captures.end(index)];
	if (captures.kind(index) === JsonKind.number) return decodeNumber(bytes, start, end);
	if (captures.kind(index) !== JsonKind.string) return null;
	const text = decodeString(bytes, start, end);
	return digits.test(text) ? Number(text) : null;
}

/** Whether the line belongs to what is read of the file. */
export function isMeant({ bytes, captures, find }: ScannedLine, { field, value }: NonNullable<Mapping['only']>): boolean {
	const index = find(field);
	return index >= 0 && decodeId(bytes, captures, index) === value;
}

export function isError({ bytes, captures, find }: ScannedLine, { field, when }: ErrorRule): boolean {
	const index = find(field);
	if (index < 0) return false;
	const kind = captures.kind(index);
	if (when === 'false') return kind === JsonKind.false;
	switch (kind) {
		case JsonKind.null:
		case JsonKind.false:
			return false;
		case JsonKind.number:
			return decodeNumber(bytes, captures.start(index), captures.end(index)) !== 0;
		case JsonKind.array:
			return captures.count(index) > 0;
		case JsonKind.string:
		case JsonKind.object:
			return captures.end(index) - captures.start(index) > 2; // More than its two delimiters.
		default:
			return true;
	}
}

/** The outcome of a rollout that ended in an error. */
export function rolloutError(line: ScannedLine, { error }: Mapping): Outcome {
	const index = error === undefined ? -1 : line.find(error.field);
	const name = error === undefined ? '' : showFieldPath(error.field);
	return {
		successes: 0,
		trials: 0,
		unscored: 1,
		problems: [
			{
				code: 'rollout-error',
				message: `This rollout ended in an error ("${name}"): it counts as unscored, not as a failure.`,
				...(index < 0 ? {} : { span: spanOf(line, index) }),
			},
		],
	};
}
