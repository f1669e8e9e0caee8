/** Which examples pass a filter: by columns at once, by fields of their records in a pass over the file. */
import { decodeMarks, type Mark } from '../../shared/basket.ts';
import type { FilterValue } from '../../shared/filter/filterTokens.ts';
import { type Filter, fieldsOfFilter, type Operand } from '../../shared/filter/parseFilter.ts';
import type { LoadedDataset } from '../core/dataset/loadDataset.ts';
import { beginningOf } from '../core/json/boundedSource.ts';
import { type Captures, JsonKind } from '../core/json/captures.ts';
import { compileFieldPlan } from '../core/json/fieldPlan.ts';
import { JsonScanner } from '../core/json/jsonScanner.ts';
import { decodeNumber, decodeString } from '../core/json/scalars.ts';
import { createTextIndex } from '../core/json/textIndex.ts';
import { blankLine } from '../core/record/lineReading.ts';
import { type ScannedRecord, scanSource } from '../core/scan/scan.ts';
import { compileFilter, conjunctsOf, type Resolve, type ValueOf } from './compileFilter.ts';
import { firstLineOf, idOf, isNumberColumn, numberColumnOf } from './exampleColumns.ts';

/** What of a filter is kept: whether each example passes one of the conditions that look into records. */
export type FilterMemory = Map<string, Uint8Array>;

export interface FilterRequest {
	readonly filter: Filter | undefined;
	/** Marks as text ({@link decodeMarks}). */
	readonly marks: string;
	readonly memory: FilterMemory;
	readonly signal: AbortSignal;
	readonly onProgress: (bytesRead: number) => void;
	/** Lets others have their turn. */
	readonly pause: () => Promise<void>;
}

/** A byte an example each; the one unused for longest is forgotten. */
const rememberedConditions = 8;
/** Examples tested between two pauses. */
const sliceLength = 2 ** 18;

/**
 * The examples of `order` that pass, in that order.
 *
 * Conditions that are joined by `and` are tested one by one, so that what was found by reading the file stays known when the others
 * change.
 *
 * @throws what the source's I/O throws, and the signal's reason when aborted.
 */
export async function filterExamples(loaded: LoadedDataset, order: Int32Array, request: FilterRequest): Promise<Int32Array> {
	const { filter, memory, signal, pause } = request;
	const conditions = conjunctsOf(filter);
	const ofRecords = conditions.filter((condition) => fieldsOfFilter(condition).length > 0);
	await readConditions(loaded, ofRecords, request);
	const ofColumns = columnResolver(loaded, request.marks);
	const tests = conditions.map((condition): ((index: number) => boolean) => {
		const passes = memory.get(JSON.stringify(condition));
		return passes === undefined ? compileFilter(condition, ofColumns) : (index) => passes[index] === 1;
	});
	for (const key of [...memory.keys()].slice(0, -rememberedConditions)) memory.delete(key);
	if (tests.length === 0) return order;
	const passing = new Int32Array(order.length);
	let count = 0;
	for (let at = 0; at < order.length; at++) {
		const index = order[at]!;
		if (tests.every((test) => test(index))) passing[count++] = index;
		if ((at + 1) % sliceLength !== 0) continue;
		await pause();
		signal.throwIfAborted();
	}
	return passing.slice(0, count);
}

/** Columns' values as filters compare them. Fields are not columns. */
function columnResolver({ dataset }: LoadedDataset, marks: string): Resolve {
	let decoded: ReadonlyMap<number, Mark> | undefined;
	return (operand) => {
		if (operand.kind !== 'column') throw new Error('A field of a record is not a column.');
		const { name } = operand.column;
		if (isNumberColumn(name)) return numberColumnOf(dataset, name);
		if (name === 'id') return (index) => idOf(dataset, index);
		decoded ??= decodeMarks(marks);
		const marked = decoded;
		return (index) => marked.get(firstLineOf(dataset, index)) ?? null;
	};
}

/** Tests conditions that are not remembered yet on the first line of each example, all in one pass. */
async function readConditions(
	loaded: LoadedDataset,
	conditions: readonly Filter[],
	{ memory, marks, signal, onProgress }: FilterRequest,
): Promise<void> {
	const { dataset } = loaded;
	const unknown: { readonly passes: Uint8Array; readonly test: (index: number) => boolean }[] = [];
	const paths = conditions.flatMap(fieldsOfFilter);
	const plan = compileFieldPlan(paths);
	const scanner = new JsonScanner();
	/** The line that the getters of fields read from. */
	let bytes: Uint8Array = new Uint8Array();
	const ofColumns = columnResolver(loaded, marks);
	const slotOf = new Map(paths.map((path, index) => [JSON.stringify(path), plan.slotOf[index]!]));
	const resolve = (operand: Exclude<Operand, { readonly kind: 'value' }>): ValueOf => {
		if (operand.kind === 'column') return ofColumns(operand);
		const slot = slotOf.get(JSON.stringify(operand.path))!;
		return () => valueAt(bytes, scanner.captures, scanner.captures.find(slot));
	};
	const found = new Map<string, Uint8Array>();
	for (const condition of conditions) {
		const key = JSON.stringify(condition);
		const known = memory.get(key);
		// Put in anew, so that the oldest is the one unused for longest.
		memory.delete(key);
		const passes = known ?? new Uint8Array(dataset.examples.length);
		if (known !== undefined) memory.set(key, known);
		else {
			unknown.push({ passes, test: compileFilter(condition, resolve) });
			found.set(key, passes);
		}
	}
	if (unknown.length === 0) return;
	const textIndex = createTextIndex();
	let bytesBefore = 0;
	for (const { source, container, part, firstLine } of loaded.sources) {
		let lineNumber = firstLine;
		// A reading that was stopped knows nothing of the lines behind.
		const known = source.size === undefined || part.end < source.size ? beginningOf(source, part.end) : source;
		const test = ({ line }: ScannedRecord): void => {
			const index = dataset.exampleOfLine[lineNumber] ?? -1;
			const isFirst = index >= 0 && lineNumber < firstLine + part.lineCount && firstLineOf(dataset, index) === lineNumber;
			lineNumber++;
			if (!isFirst || line.isTooLong) return;
			bytes = line.buffer;
			if (scanner.scan(bytes, line.start, line.end, plan.root, line.strings) !== 'object') return;
			for (const { passes, test } of unknown) if (test(index)) passes[index] = 1;
		};
		await scanSource(known, () => blankLine, test, {
			container,
			signal,
			index: textIndex,
			onProgress: (bytesRead) => onProgress(bytesBefore + bytesRead),
		});
		bytesBefore += part.end;
	}
	// Only now: what an aborted pass found out is not the truth.
	for (const [key, passes] of found) memory.set(key, passes);
}

/** A captured value as filters compare it; lists and objects as their JSON. */
function valueAt(bytes: Uint8Array, captures: Captures, index: number): FilterValue {
	if (index < 0) return null;
	const start = captures.start(index);
	const end = captures.end(index);
	switch (captures.kind(index)) {
		case JsonKind.string:
			return decodeString(bytes, start, end);
		case JsonKind.number:
			return decodeNumber(bytes, start, end);
		case JsonKind.true:
			return true;
		case JsonKind.false:
			return false;
		case JsonKind.array:
		case JsonKind.object:
			return new TextDecoder().decode(bytes.subarray(start, end));
		default:
			return null;
	}
}
