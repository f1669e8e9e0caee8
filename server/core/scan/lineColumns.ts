/** What lines were read as, in columns: the part of reading that scores depend on. */

import { Byte } from '../json/jsonTokens.ts';
import type { Rows } from '../json/lineRows.ts';
import { decodeString } from '../json/scalars.ts';
import type { LineReading } from '../record/lineReading.ts';
import { ColumnBuilder, type NumberColumn } from './column.ts';
import { type ColumnMaker, makeColumn } from './columnMaker.ts';
import { type PassColumns, PassColumnsBuilder, slicePasses } from './passColumns.ts';
import { sliceTexts, type TextColumn, TextColumnBuilder } from './textColumn.ts';

/** How a line was read. `unmapped`: a JSON object in a source of no known format. */
export const LineKind = { blank: 0, broken: 1, unmapped: 2, record: 3 } as const;
export type LineKind = (typeof LineKind)[keyof typeof LineKind];

/** Columns of what a record counts; 0 for other lines. */
export const countNames = ['successes', 'trials', 'unscored'] as const;
/** Columns of what a line may have: 53-bit hashes, and the training step. NaN where it has none. Absent where no line has one. */
export const numberNames = ['keyHash', 'idHash', 'promptHash', 'step', 'sampleHash'] as const;
/** Columns of texts, there only where they were asked for. */
export const textNames = ['id', 'preview', 'source'] as const;

export type CountName = (typeof countNames)[number];
export type NumberName = (typeof numberNames)[number];
export type TextName = (typeof textNames)[number];

/** Immutable, and made of typed arrays alone, so that it crosses to another thread or onto a disk as it is. */
export interface LineColumns {
	readonly length: number;
	/** {@link LineKind} of each line. */
	readonly kinds: Uint8Array;
	readonly counts: Readonly<Record<CountName, NumberColumn>>;
	readonly numbers: Readonly<Partial<Record<NumberName, Float64Array>>>;
	readonly texts: Readonly<Partial<Record<TextName, TextColumn>>>;
	/** Of lines that hold a history; absent where none does. */
	readonly passes?: PassColumns;
}

export class LineColumnsBuilder {
	#kinds: Uint8Array;
	#length = 0;
	readonly #counts: Readonly<Record<CountName, ColumnBuilder>>;
	readonly #numbers: Partial<Record<NumberName, Float64Array>> = {};
	readonly #texts: Partial<Record<TextName, TextColumnBuilder>> = {};
	readonly #passes = new PassColumnsBuilder();
	readonly #make: ColumnMaker;

	/**
	 * @param texts which texts to keep.
	 * @param make what columns of numbers are made by.
	 */
	constructor(texts: readonly TextName[], capacity = 64, make = makeColumn) {
		this.#make = make;
		this.#kinds = this.#make(Uint8Array, Math.max(1, capacity));
		const column = () => new ColumnBuilder(capacity, make);
		this.#counts = { successes: column(), trials: column(), unscored: column() };
		for (const name of texts) this.#texts[name] = new TextColumnBuilder(capacity);
	}

	get length(): number {
		return this.#length;
	}

	add(reading: LineReading): void {
		this.#makeRoom(this.#length + 1);
		const at = this.#length++;
		const record = reading.kind === 'record' ? reading : undefined;
		// Nearly all are records, and looking the others up by name takes as long as a column.
		this.#kinds[at] = record === undefined ? LineKind[reading.kind] : LineKind.record;
		if (record?.passes !== undefined) this.#passes.add(at, record.passes);
		// One by one, as loops over their names take twice as long.
		const { successes, trials, unscored } = this.#counts;
		successes.push(record === undefined ? 0 : record.successes);
		trials.push(record === undefined ? 0 : record.trials);
		unscored.push(record === undefined ? 0 : record.unscored);
		const { id, preview, source } = this.#texts;
		id?.push(record === undefined ? null : record.id);
		preview?.push(record === undefined ? null : record.preview);
		source?.push(record === undefined ? null : record.source);
		const { keyHash, idHash, promptHash, step, sampleHash } = this.#numbers;
		this.#addNumber(at, 'keyHash', keyHash, record === undefined ? null : record.keyHash);
		this.#addNumber(at, 'idHash', idHash, record === undefined ? null : record.idHash);
		this.#addNumber(at, 'promptHash', promptHash, record === undefined ? null : record.promptHash);
		this.#addNumber(at, 'step', step, record === undefined ? null : record.step);
		this.#addNumber(at, 'sampleHash', sampleHash, record === undefined ? null : record.sampleHash);
	}

	/** @param column the one of that name, if there is one: looked up by a name that varies it would take 10 ns. */
	#addNumber(at: number, name: NumberName, column: Float64Array | undefined, value: number | null): void {
		if (column !== undefined) column[at] = value === null ? Number.NaN : value;
		else if (value !== null) {
			const made = this.#make(Float64Array, this.#kinds.length).fill(Number.NaN, 0, at);
			made[at] = value;
			this.#numbers[name] = made;
		}
	}

	/** Adds the first of some records, of which no previews are kept. */
	addRows({ length: all, successes, trials, unscored, numbers, spans, window }: Rows, length: number): void {
		const first = <Column extends { subarray(start: number, end: number): Column }>(column: Column): Column =>
			column.subarray(0, length);
		this.#appendNumbers({
			length,
			kinds: new Uint8Array(length).fill(LineKind.record),
			counts: { successes: first(successes), trials: first(trials), unscored: first(unscored) },
			// Perhaps only the others have such a number.
			numbers: length === all ? numbers : withNumbers(mapped(numbers, first)),
		});
		const { id, source } = this.#texts;
		if (id !== undefined) pushTexts(id, window, spans.id, length);
		if (source !== undefined) pushTexts(source, window, spans.source, length);
	}

	/** Adds lines that were read elsewhere, at once. */
	append(lines: LineColumns): void {
		this.#appendNumbers(lines);
		for (const name of textNames) this.#texts[name]?.append(lines.texts[name] ?? noTexts(lines.length));
	}

	#appendNumbers({ length, kinds, counts, numbers, passes }: Omit<LineColumns, 'texts'>): void {
		const at = this.#length;
		this.#makeRoom(at + length);
		this.#length += length;
		this.#kinds.set(kinds, at);
		if (passes !== undefined) this.#passes.append(passes, at);
		for (const name of countNames) this.#counts[name].append(counts[name]);
		for (const name of numberNames) {
			const column = numbers[name];
			if (column === undefined && this.#numbers[name] === undefined) continue;
			this.#numbers[name] ??= this.#make(Float64Array, this.#kinds.length).fill(Number.NaN, 0, at);
			if (column === undefined) this.#numbers[name].fill(Number.NaN, at, at + length);
			else this.#numbers[name].set(column, at);
		}
	}

	/** The columns so far, without a copy; what is added afterwards does not change them. */
	finish(): LineColumns {
		const length = this.#length;
		const { successes, trials, unscored } = this.#counts;
		return {
			length,
			kinds: this.#kinds.subarray(0, length),
			counts: { successes: successes.finish(), trials: trials.finish(), unscored: unscored.finish() },
			numbers: mapped(this.#numbers, (column) => column.subarray(0, length)),
			texts: mapped(this.#texts, (column) => column.finish()),
			...optionalPasses(this.#passes.finish()),
		};
	}

	#makeRoom(length: number): void {
		if (length <= this.#kinds.length) return;
		const capacity = Math.max(length, this.#kinds.length * 2);
		const larger = this.#make(Uint8Array, capacity);
		larger.set(this.#kinds.subarray(0, this.#length));
		this.#kinds = larger;
		for (const name of numberNames) {
			const column = this.#numbers[name];
			if (column === undefined) continue;
			this.#numbers[name] = this.#make(Float64Array, capacity);
			this.#numbers[name].set(column.subarray(0, this.#length));
		}
	}
}

/** @param spans where each text starts and ends, as it is written. */
function pushTexts(column: TextColumnBuilder, bytes: Uint8Array, spans: Int32Array, length: number): void {
	const decoder = new TextDecoder();
	for (let row = 0; row < length; row++) {
		const start = spans[2 * row]!;
		const end = spans[2 * row + 1]!;
		// Digits and words as they stand, strings without their quotes.
		const isString = bytes[start] === Byte.quote;
		const quote = isString ? 1 : 0;
		if (end === 0) column.push(null);
		else if (!column.pushAscii(bytes, start + quote, end - quote))
			column.push(isString ? decodeString(bytes, start, end) : decoder.decode(bytes.subarray(start, end)));
	}
}

/** Lines one after the other. Those that keep no texts have none. */
export function concatLines(parts: readonly LineColumns[]): LineColumns {
	const [only, ...others] = parts.filter((part) => part.length > 0);
	if (only !== undefined && others.length === 0) return only;
	const texts = textNames.filter((name) => parts.some((part) => part.texts[name] !== undefined));
	const builder = new LineColumnsBuilder(
		texts,
		parts.reduce((sum, { length }) => sum + length, 0),
	);
	for (const part of parts) builder.append(part);
	return builder.finish();
}

/** The lines `[start, end)`, as views. */
export function sliceLines({ kinds, counts, numbers, texts, passes }: LineColumns, start: number, end: number): LineColumns {
	return {
		length: end - start,
		kinds: kinds.subarray(start, end),
		counts: {
			successes: counts.successes.subarray(start, end),
			trials: counts.trials.subarray(start, end),
			unscored: counts.unscored.subarray(start, end),
		},
		numbers: mapped(numbers, (column) => column.subarray(start, end)),
		texts: mapped(texts, (column) => sliceTexts(column, start, end)),
		...optionalPasses(passes && slicePasses(passes, start, end)),
	};
}

/** The lines, with a training step for those that tell none. */
export function withStep(lines: LineColumns, step: number | null): LineColumns {
	const own = lines.numbers.step;
	if (step === null) return lines;
	const steps =
		own === undefined ? new Float64Array(lines.length).fill(step) : own.map((value) => (Number.isNaN(value) ? step : value));
	return { ...lines, numbers: { ...lines.numbers, step: steps } };
}

function optionalPasses(passes: PassColumns | undefined): { readonly passes?: PassColumns } {
	return passes === undefined ? {} : { passes };
}

function noTexts(length: number): TextColumn {
	return { prefix: '', units: new Uint8Array(0), ends: new Uint32Array(length) };
}

/** Those of the columns that hold a number. */
function withNumbers<Name extends string>(columns: Partial<Record<Name, Float64Array>>): Partial<Record<Name, Float64Array>> {
	const entries = Object.entries<Float64Array | undefined>(columns);
	const kept = entries.filter(([, column]) => column?.some((value) => !Number.isNaN(value)));
	return Object.fromEntries(kept) as Partial<Record<Name, Float64Array>>;
}

function mapped<Name extends string, From, To>(
	record: Readonly<Partial<Record<Name, From>>>,
	map: (value: From) => To,
): Partial<Record<Name, To>> {
	return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value as From)])) as Partial<Record<Name, To>>;
}
