/** Executes a format's mapping on the bytes of a line. */
import { createByteHash, hashPair } from '../../../shared/hash.ts';
import { type Captures, JsonKind } from '../json/captures.ts';
import { type FieldPath, isJsonObject, showFieldPath } from '../json/fieldPath.ts';
import { explainBreak } from '../json/jsonBreak.ts';
import { JsonScanner } from '../json/jsonScanner.ts';
import { skipString } from '../json/jsonTokens.ts';
import type { LineStrings } from '../json/lineStrings.ts';
import { decodeId, decodeString, hashOfText, hashScalar } from '../json/scalars.ts';
import { parseTolerantly } from '../json/tolerantJson.ts';
import { type CompiledMapping, isGroupedByPrompt, keySeed } from './compiledMapping.ts';
import { isError, isMeant, rolloutError, stepAt } from './lineFields.ts';
import { type BrokenLine, blankLine, type LineReading, unmappedLine } from './lineReading.ts';
import type { Mapping } from './mapping.ts';
import { readOutcome } from './outcome.ts';
import type { Problem } from './problem.ts';
import { keepsSources, type ReaderOptions } from './readerOptions.ts';
import type { ScannedLine } from './scannedLine.ts';

/**
 * Reads `bytes[start, end)`, the content of one line without its line break. `isTorn` says that the file ends here without one, so
 * that an unfinished record is told from a broken one. Known `strings` make it faster and change nothing.
 */
export type RecordReader = (bytes: Uint8Array, start: number, end: number, isTorn: boolean, strings?: LineStrings) => LineReading;

/** Without a mapping (an unknown format) lines are only checked for being JSON objects. */
export function createRecordReader(compiled: CompiledMapping, options: ReaderOptions = {}): RecordReader {
	const scanner = new JsonScanner();
	const { captures } = scanner;
	const { mapping, plan, slotOf } = compiled;
	const find = (path: FieldPath): number => captures.find(slotOf(path));
	const hash = createByteHash();
	// One object for all lines: what is made for each of them costs as much as it is worth reading.
	const line: { -readonly [Field in keyof ScannedLine]: ScannedLine[Field] } = {
		bytes: new Uint8Array(0),
		lineStart: 0,
		captures,
		find,
		slotOf,
		hash,
		words: mapping?.words,
	};
	const idSlot = mapping?.id === undefined ? -1 : slotOf(mapping.id);
	const promptSlot = mapping?.prompt === undefined ? -1 : slotOf(mapping.prompt);
	const sourceSlot = mapping?.source === undefined || !keepsSources(mapping, options) ? -1 : slotOf(mapping.source);
	const isKeyOfPrompt = mapping !== undefined && isGroupedByPrompt(mapping);
	const visitHashOf = createVisitHash(options.fileKey);

	return (bytes, start, end, isTorn, strings) => {
		const outcome = scanner.scan(bytes, start, end, plan.root, strings);
		if (outcome === 'blank') return blankLine;
		if (outcome === 'invalid') return broken(bytes, start, end, scanner.errorOffset, isTorn);
		if (outcome === 'other') return notAnObject(bytes, start, end);
		if (mapping === undefined) return unmappedLine;

		line.bytes = bytes;
		line.lineStart = start;
		line.hash = strings === undefined ? hash : strings.hash;
		if (mapping.only !== undefined && !isMeant(line, mapping.only)) return blankLine;
		const hasError = mapping.error !== undefined && isError(line, mapping.error);
		const { successes, trials, unscored, passes, problems } = hasError ? rolloutError(line, mapping) : readOutcome(line, mapping);
		if (scanner.duplicateOffset >= 0) problems.push(duplicateKey(bytes, start, scanner.duplicateOffset, end));
		const isUtf8 = strings?.isUtf8 === true || options.isUtf8 === undefined || options.isUtf8(bytes.subarray(start, end));
		if (!isUtf8) problems.push(invalidUtf8);
		const prompt = captures.find(promptSlot);
		const id = captures.find(idSlot);
		const key = keyHash(line, mapping, options.fileKey, problems);
		const step = mapping.step === undefined ? null : stepAt(line, mapping.step);
		const hasId = id >= 0 && isId(captures.kind(id));
		const wantsPrompt = prompt >= 0 && (options.withPromptHashes !== false || (key === null && !hasId));
		return {
			kind: 'record',
			keyHash: key,
			idHash: hasId ? hashScalar(bytes, captures, id, 0, line.hash) : null,
			id: hasId && options.withIds === true ? decodeId(bytes, captures, id) : null,
			step,
			sampleHash: key === null ? null : sampleHash(line, mapping, step !== null, hashPair(key, visitHashOf(step))),
			promptHash: !wantsPrompt ? null : isKeyOfPrompt && key !== null ? key : promptHash(line, prompt, mapping),
			preview:
				prompt < 0 || options.previewLength === undefined ? null : promptBeginning(bytes, captures, prompt, options.previewLength),
			source: textAt(bytes, captures, sourceSlot),
			successes,
			trials,
			unscored,
			passes,
			problems,
		};
	};
}

function textAt(bytes: Uint8Array, captures: Captures, slot: number): string | null {
	const index = slot < 0 ? -1 : captures.find(slot);
	return index < 0 ? null : decodeId(bytes, captures, index);
}

/** The values of the group's fields as one hash, or `null` where the line stands for itself. */
function keyHash(line: ScannedLine, mapping: Mapping, fileKey: string | undefined, problems: Problem[]): number | null {
	const { bytes, captures, hash } = line;
	const { group, groupSize } = mapping;
	if (group.length === 0) return null;
	let key = keySeed(mapping, fileKey);
	for (const path of group) {
		const index = line.find(path);
		if (index < 0 || captures.kind(index) === JsonKind.null) {
			const name = showFieldPath(path);
			problems.push({
				code: 'missing-id',
				message: `No "${name}" to group this rollout by: it is scored as an example of its own.`,
				...(index < 0 ? { lacks: name } : {}),
			});
			return null;
		}
		// Each hash seeds the next one, so that fields do not run into each other.
		if (groupSize === undefined || path !== group.at(-1)) key = hashScalar(bytes, captures, index, key, hash);
		else key = hashOfText(String(Math.floor(Number(decodeId(bytes, captures, index)) / groupSize)), key);
	}
	return key;
}

/**
 * What a rollout is told from the others of its example by: its number, in its step or else in its file; for a line that holds all rollouts of
 * a step the step alone.
 *
 * @param place hash of the example and of its step or else its file.
 */
function sampleHash(
	{ bytes, captures, find, hash }: ScannedLine,
	mapping: Mapping,
	hasStep: boolean,
	place: number,
): number | null {
	const { sample, rewards } = mapping;
	const index = sample === undefined ? -1 : find(sample);
	if (index >= 0 && isId(captures.kind(index))) return hashScalar(bytes, captures, index, place, hash);
	const isWholeVisit = rewards.kind !== 'single' && rewards.kind !== 'sum';
	return isWholeVisit && hasStep ? place : null;
}

/** Hashes steps, and the file where there is none. Lines of a step stand together: writing it out for each of them took a tenth of the time. */
function createVisitHash(fileKey = ''): (step: number | null) => number {
	const ofFile = hashOfText(fileKey);
	let last = 0;
	let ofLast = hashOfText('0');
	return (step) => {
		if (step === null) return ofFile;
		if (step !== last) [last, ofLast] = [step, hashOfText(String(step))];
		return ofLast;
	};
}

/** Whether a value can name an example. */
function isId(kind: JsonKind): boolean {
	return kind === JsonKind.string || kind === JsonKind.number || kind === JsonKind.true || kind === JsonKind.false;
}

/** The same prompt with another ground truth is another one. */
function promptHash({ bytes, captures, find, hash }: ScannedLine, prompt: number, { groundTruth }: Mapping): number {
	const ofPrompt = hashScalar(bytes, captures, prompt, 0, hash);
	const truth = groundTruth === undefined ? -1 : find(groundTruth);
	return truth < 0 ? ofPrompt : hashScalar(bytes, captures, truth, ofPrompt, hash);
}

function broken(bytes: Uint8Array, start: number, end: number, errorOffset: number, isTorn: boolean): BrokenLine {
	// The scanner ran out of bytes where the file ends: a trainer is still writing this line, or was stopped while it did.
	if (isTorn && errorOffset >= end) {
		const message = 'The file ends in the middle of this record: it is not counted. A run may still be writing it.';
		return { kind: 'broken', problems: [{ code: 'torn-last-line', message }] };
	}
	const at = errorOffset - start;
	const span = { start: at, end: Math.min(at + 1, end - start) };
	return { kind: 'broken', problems: [{ code: 'invalid-json', message: explainBreak(bytes, start, errorOffset, end), span }] };
}

function notAnObject(bytes: Uint8Array, start: number, end: number): BrokenLine {
	const first = new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + 64))).trimStart()[0];
	const what = first === '[' ? 'a list' : first === '"' ? 'a string' : 'a single value';
	const message = `A record is a JSON object, and this is ${what}: it is not counted.`;
	return { kind: 'broken', problems: [{ code: 'not-an-object', message }] };
}

const invalidUtf8: Problem = {
	code: 'invalid-utf8',
	message: 'This line is not valid UTF-8, so Python stops reading the file here. Its rewards are counted.',
};

function duplicateKey(bytes: Uint8Array, lineStart: number, at: number, end: number): Problem {
	const message = 'This key stands twice in one object: the last value counts, as in Python and JavaScript.';
	return { code: 'duplicate-key', message, span: { start: at - lineStart, end: skipString(bytes, at, end) - lineStart } };
}

/** The prompt's beginning, so many UTF-16 units: its text, or the content of the first message from the user. */
export function promptBeginning(bytes: Uint8Array, captures: Captures, index: number, length: number): string | null {
	const start = captures.start(index);
	const end = captures.end(index);
	if (captures.kind(index) === JsonKind.string) return beginningOf(decodeString(bytes, start, end), length);
	if (captures.kind(index) !== JsonKind.array) return null;
	const messages = parseTolerantly(new TextDecoder().decode(bytes.subarray(start, end)));
	if (!Array.isArray(messages)) return null;
	const message: unknown = messages.find((entry) => isJsonObject(entry) && entry.role === 'user') ?? messages[0];
	const content = isJsonObject(message) ? message.content : message;
	return typeof content === 'string' ? beginningOf(content, length) : null;
}

/** At most so many UTF-16 units of a text, without half a character at the end. */
function beginningOf(text: string, length: number): string {
	return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
