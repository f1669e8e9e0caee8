/** A document while it is edited: its lines, what each was read as, and the examples they add up to. */

import { createScorer } from '../shared/score.ts';
import type { Settings } from '../shared/settings.ts';
import { createDataset, type Dataset, type Scorer, updateDataset } from './core/dataset/dataset.ts';
import { columnsOfKeys, createKeyReader, type KeyReader, type Keys, noKeys } from './core/dataset/joinKeys.ts';
import { joinLines } from './core/dataset/joinRollouts.ts';
import type { JoinReport } from './core/dataset/loadDataset.ts';
import { DocumentRows, type RowPlaces, rowName, type TextChange } from './core/document/documentRows.ts';
import { EditedLines, spliced } from './core/document/editedLines.ts';
import type { ScoredDocument } from './core/document/scoredDocument.ts';
import { startsAsArray } from './core/json/arraySplitter.ts';
import { rolloutsOfBatch } from './core/record/batchRecord.ts';
import { compileMapping } from './core/record/compiledMapping.ts';
import { blankLine } from './core/record/lineReading.ts';
import type { Format } from './core/record/mapping.ts';
import type { LineProblem } from './core/record/problem.ts';
import { createRecordReader, type RecordReader } from './core/record/recordReader.ts';
import { textsOf } from './core/scan/scanToPart.ts';
import { detectFormat } from './formats/detect.ts';
import { type Sample, sampleBytes, takeSample } from './formats/sample.ts';
import { detectTrainingSet } from './formats/trainingSet.ts';
import type { RolloutSet } from './rollouts.ts';

/** Bytes read between two pauses: about 20 ms of work, so that a newer edit or a request never waits longer. */
const sliceBytes = 2 ** 23;

/** What editors take for a line break. A lone carriage return is one to them, unlike to the core. */
const lineBreak = /\r\n|\n|\r/;

/** The rollouts of a document that has none itself, or why they cannot be had. */
export type Attachment = RolloutSet | { readonly trouble: string };

export class OpenDocument {
	readonly uri: string;
	#version: number;
	#settings: Settings;
	readonly #rows: DocumentRows;
	#readings!: EditedLines;
	#scored: Dataset | undefined;
	#scorer!: Scorer;
	#reader!: RecordReader;
	#format: Format | undefined;
	#attached: Attachment | undefined;
	#readKeys!: KeyReader;
	/** By row, what it is found by among the rollouts; of rows that were read. */
	#keys: Keys[] = [];
	#detection = '';
	#sampledRecords = 0;
	#isArray = false;
	/** Lines hold several rollouts in lists. */
	#isBatched = false;
	/** Lines that detection looked at: an edit of one of them may change the format. */
	#sampledLines = 0;
	#linesRead = 0;
	#groupsScored = 0;
	#scratch = new Uint8Array(4096);
	readonly #encoder = new TextEncoder();

	constructor(uri: string, version: number, text: string, settings: Settings) {
		this.uri = uri;
		this.#version = version;
		this.#settings = settings;
		this.#rows = new DocumentRows(text.split(lineBreak));
		this.reset(settings);
	}

	get version(): number {
		return this.#version;
	}

	get settings(): Settings {
		return this.#settings;
	}

	/** Work done so far, for tests and logs that hold the promise to do little to their word. */
	get work(): { readonly linesRead: number; readonly groupsScored: number } {
		return { linesRead: this.#linesRead, groupsScored: this.#groupsScored };
	}

	/** Forgets everything read: settings have changed, or the user asked for it. */
	reset(settings: Settings): void {
		this.#settings = settings;
		this.#detect();
		this.#startOver();
	}

	/** Puts rollouts in force that stand elsewhere, or none. */
	attach(attached: Attachment | undefined): void {
		if (attached === this.#attached) return;
		this.#attached = attached;
		this.reset(this.#settings);
	}

	get attached(): Attachment | undefined {
		return this.#attached;
	}

	/** Applies the changes of one `didChange` in order. Only lines they touch are read again. */
	apply(version: number, changes: readonly TextChange[]): void {
		this.#version = version;
		let firstTouched = this.#rows.lineCount;
		for (const { range, text } of changes) {
			if (range === undefined) {
				this.#rows.replace(0, this.#rows.lineCount, text.split(lineBreak));
				this.reset(this.#settings);
				firstTouched = this.#rows.lineCount;
				continue;
			}
			firstTouched = Math.min(firstTouched, range.start.line);
			const head = this.#rows.line(range.start.line).slice(0, range.start.character);
			const tail = this.#rows.line(range.end.line).slice(range.end.character);
			const lines = `${head}${text}${tail}`.split(lineBreak);
			const { start, end, count } = this.#rows.replace(range.start.line, range.end.line + 1, lines);
			this.#readings.replace(start, end, count);
			this.#keys = spliced(this.#keys, start, end, new Array<Keys>(count).fill(noKeys));
		}
		if (firstTouched < this.#sampledLines) {
			const before = JSON.stringify(this.#format?.mapping);
			const was = [this.#isArray, this.#isBatched];
			this.#detect();
			const isSame = this.#isArray === was[0] && this.#isBatched === was[1];
			if (!isSame || JSON.stringify(this.#format?.mapping) !== before) this.#startOver();
		}
	}

	/**
	 * Reads what is to be read, and scores what that touched.
	 *
	 * @param pause resolves when others have had their turn.
	 * @throws the signal's reason when aborted; what was read until then is kept.
	 */
	async score(signal: AbortSignal, pause: () => Promise<void>): Promise<ScoredDocument> {
		let bytes = 0;
		for (let row = this.#readings.nextUnread(0); row >= 0; row = this.#readings.nextUnread(row + 1)) {
			bytes += this.#readRow(row);
			if (bytes < sliceBytes) continue;
			bytes = 0;
			await pause();
			signal.throwIfAborted();
		}
		const places = this.#rows.places();
		return {
			uri: this.uri,
			version: this.#version,
			...this.#result(places),
			places,
			settings: this.#settings,
			detection: this.#detection,
			sampledRecords: this.#sampledRecords,
			lineText: (lineNumber) => this.#rows.line(lineNumber),
			rowText: (row) => this.#rows.row(row),
		};
	}

	#detect(): void {
		let text = '';
		this.#sampledLines = 0;
		while (this.#sampledLines < this.#rows.lineCount && text.length < sampleBytes)
			text += `${this.#rows.line(this.#sampledLines++)}\n`;
		const head = this.#encoder.encode(text);
		const lines = takeSample(head);
		this.#isBatched = lines.records.some((record) => rolloutsOfBatch(record) !== undefined);
		const records = lines.records.flatMap((record) => rolloutsOfBatch(record) ?? [record]);
		const sample: Sample = this.#isBatched ? { container: 'lines', records } : lines;
		const detect = this.#rollouts === undefined ? detectFormat : detectTrainingSet;
		const { format, reason } = detect(sample, this.#settings.reading);
		this.#isArray = startsAsArray(head);
		this.#sampledRecords = sample.records.length;
		this.#format = this.#isArray ? undefined : format;
		this.#detection = this.#isArray ? 'the document is one JSON array, not a record a line' : reason;
	}

	#startOver(): void {
		this.#rows.takeApart(this.#isBatched);
		const mapping = this.#format?.mapping;
		this.#readings = new EditedLines(this.#rows.length, textsOf(mapping, { withIds: true }));
		this.#scored = undefined;
		this.#scorer = createScorer(this.#settings);
		this.#readKeys = createKeyReader(mapping);
		this.#keys = new Array<Keys>(this.#rows.length).fill(noKeys);
		this.#reader = createRecordReader(compileMapping(mapping), { withIds: true });
	}

	/** @returns the number of bytes read. */
	#readRow(row: number): number {
		const text = this.#rows.row(row);
		if (this.#isArray || text === '') {
			this.#readings.add(row, blankLine);
			return 0;
		}
		if (this.#scratch.length < text.length * 3) this.#scratch = new Uint8Array(text.length * 4);
		const { written } = this.#encoder.encodeInto(row === 0 && text.startsWith('\ufeff') ? text.slice(1) : text, this.#scratch);
		this.#readings.add(row, this.#reader(this.#scratch, 0, written, row === this.#rows.length - 1));
		if (this.#rollouts !== undefined) this.#keys[row] = this.#readKeys(this.#scratch, 0, written);
		this.#linesRead++;
		return written;
	}

	get #rollouts(): RolloutSet | undefined {
		return this.#attached !== undefined && 'keys' in this.#attached ? this.#attached : undefined;
	}

	#result(places: RowPlaces): { readonly dataset: Dataset; readonly join?: JoinReport } {
		const { lines, problems, changed } = this.#readings.settle();
		const parts = {
			format: this.#format,
			lines,
			problems: [...this.#troubles(), ...(this.#isArray ? [{ ...arrayProblem, lineNumber: 0 }] : problems)],
			scorer: this.#scorer,
			seed: this.#settings.seed,
			discount: this.#settings.discount,
			...(this.#isBatched ? { lineName: (row: number) => rowName(places, row) } : {}),
		};
		if (this.#rollouts !== undefined) {
			this.#scored = undefined;
			const joined = joinLines(parts, columnsOfKeys(this.#keys), this.#rollouts);
			this.#groupsScored += joined.dataset.examples.length;
			return joined;
		}
		const updated = changed && this.#scored && updateDataset(this.#scored, changed, parts);
		const dataset = updated ?? createDataset(parts);
		this.#groupsScored +=
			updated === undefined ? dataset.examples.length : new Set(changed?.map((line) => updated.exampleOfLine[line])).size;
		this.#scored = dataset;
		return { dataset };
	}

	#troubles(): readonly LineProblem[] {
		if (this.#attached === undefined || 'keys' in this.#attached) return [];
		const message = `insight.rollouts: ${this.#attached.trouble} Rewards are looked for in the dataset itself.`;
		return [{ code: 'invalid-setting', message, lineNumber: 0 }];
	}
}

const arrayProblem = {
	code: 'not-an-object',
	message:
		'This document is one JSON array, not a record a line, so its records get no heat or lenses here. The command line reads it as it is; ' +
		"`jq -c '.[]'` makes a JSONL file of it.",
} as const;
