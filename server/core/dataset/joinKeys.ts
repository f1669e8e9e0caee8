/** Reads what records can be found by in another file: id, question, ground truth. */
import { type Captures, JsonKind } from '../json/captures.ts';
import type { FieldPath } from '../json/fieldPath.ts';
import { compileFieldPlan } from '../json/fieldPlan.ts';
import { JsonScanner } from '../json/jsonScanner.ts';
import type { LineStrings } from '../json/lineStrings.ts';
import { decodeId, decodeString, hashOfText } from '../json/scalars.ts';
import { parseTolerantly } from '../json/tolerantJson.ts';
import { blankLine } from '../record/lineReading.ts';
import type { Mapping } from '../record/mapping.ts';
import { questionText } from '../record/questionText.ts';
import { scanSource } from '../scan/scan.ts';
import type { DetectedSource, LoadedSource } from './loadDataset.ts';
import type { JoinKeys } from './match.ts';

/** The keys of one record. */
export type Keys = Readonly<Record<keyof JoinKeys, number>>;

export const noKeys: Keys = { id: Number.NaN, prompt: Number.NaN, groundTruth: Number.NaN, place: Number.NaN };
const keyNames = Object.keys(noKeys) as readonly (keyof JoinKeys)[];

/** Reads the keys of every line of sources that were loaded. @throws what a source's I/O throws, and the signal's reason when aborted. */
export async function readJoinKeys(sources: readonly LoadedSource[], signal: AbortSignal): Promise<JoinKeys> {
	const length = sources.reduce((sum, { part }) => sum + part.lineCount, 0);
	const columns = emptyColumns(length);
	for (const { firstLine, ...source } of sources) {
		let line = firstLine;
		await eachKeys(source, signal, (keys) => {
			for (const name of keyNames) columns[name][line] = keys[name];
			line++;
		});
	}
	return columns;
}

/** Keys of records as columns. */
export function columnsOfKeys(keys: readonly Keys[]): JoinKeys {
	const columns = emptyColumns(keys.length);
	keys.forEach((own, line) => {
		for (const name of keyNames) columns[name][line] = own[name];
	});
	return columns;
}

function emptyColumns(length: number): Record<keyof JoinKeys, Float64Array> {
	const column = (): Float64Array => new Float64Array(length).fill(Number.NaN);
	return { id: column(), prompt: column(), groundTruth: column(), place: column() };
}

async function eachKeys(
	{ source, container, format }: DetectedSource,
	signal: AbortSignal,
	onLine: (keys: Keys) => void,
): Promise<void> {
	const read = createKeyReader(format?.mapping);
	let keys = noKeys;
	await scanSource(
		source,
		(bytes, start, end, _, strings) => {
			keys = read(bytes, start, end, strings);
			return blankLine;
		},
		() => {
			onLine(keys);
			keys = noKeys; // A line that is too long is not read.
		},
		{ container, signal },
	);
}

/** Reads the keys of the record `bytes[start, end)`. Known `strings` make it faster and change nothing. */
export type KeyReader = (bytes: Uint8Array, start: number, end: number, strings?: LineStrings) => Keys;

export function createKeyReader({ id, prompt, groundTruth }: Partial<Mapping> = {}): KeyReader {
	const paths = [id, prompt, groundTruth].filter((path) => path !== undefined);
	const plan = compileFieldPlan(paths);
	const scanner = new JsonScanner();
	const { captures } = scanner;
	const find = (path: FieldPath | undefined): number =>
		path === undefined ? -1 : captures.find(plan.slotOf[paths.indexOf(path)]!);
	return (bytes, start, end, strings) =>
		scanner.scan(bytes, start, end, plan.root, strings) === 'object'
			? keysOf(bytes, captures, find(id), find(prompt), find(groundTruth))
			: noKeys;
}

function keysOf(bytes: Uint8Array, captures: Captures, id: number, prompt: number, groundTruth: number): Keys {
	const name = id < 0 ? null : decodeId(bytes, captures, id);
	const truth = groundTruth < 0 ? null : (decodeId(bytes, captures, groundTruth) ?? textAt(bytes, captures, groundTruth));
	return {
		id: hashOf(name),
		prompt: hashOf(prompt < 0 ? null : questionText(valueAt(bytes, captures, prompt))),
		groundTruth: hashOf(truth),
		place: name !== null && /^\d{1,9}$/.test(name) ? Number(name) : Number.NaN,
	};
}

function valueAt(bytes: Uint8Array, captures: Captures, index: number): unknown {
	return captures.kind(index) === JsonKind.string
		? decodeString(bytes, captures.start(index), captures.end(index))
		: parseTolerantly(textAt(bytes, captures, index));
}

function textAt(bytes: Uint8Array, captures: Captures, index: number): string {
	return new TextDecoder().decode(bytes.subarray(captures.start(index), captures.end(index)));
}

function hashOf(text: string | null): number {
	return text === null ? Number.NaN : hashOfText(text);
}
