/** A file that the dataset editor shows: read from its beginning, first a little, then all; viewed, paged and exported meanwhile. */
import { parseFilter } from '../../shared/filter/parseFilter.ts';
import type { Settings } from '../../shared/settings.ts';
import {
	type FindRowParams,
	type FindRowResult,
	largestPage,
	type TableRecord,
	type TableRowsParams,
	type TableRowsResult,
	type TableState,
	type ViewTableParams,
	type ViewTableResult,
} from '../../shared/tableProtocol.ts';
import { joinNotes } from '../core/dataset/joinNotes.ts';
import { datasetNotes } from '../selection/notes.ts';
import { type Contents, hasSameLines, isUnchanged, joinedFingerprint, totalSize } from './contents.ts';
import { firstLineOf } from './exampleColumns.ts';
import type { FilterMemory } from './filterExamples.ts';
import { findRow, notFound } from './findRow.ts';
import { createFirstLook, type FirstLook } from './firstLook.ts';
import { folderNotes } from './folderNotes.ts';
import { growContents } from './growTable.ts';
import { initialState } from './initialState.ts';
import { readRecord } from './readRecord.ts';
import { readRows } from './readRows.ts';
import { readTable, type TableHost } from './readTable.ts';
import { createView, type View } from './view.ts';

interface CurrentView extends View {
	readonly generation: number;
	readonly contents: Contents;
}

export class Table {
	readonly uri: string;
	readonly #host: TableHost;
	readonly #firstLook: FirstLook;
	readonly #onState: (state: TableState) => void;
	#state = initialState;
	#generation = 0;
	#reading = new AbortController();
	#stopping = new AbortController();
	#detection = '';
	/** Of the files whose lines are numbered as they are now. */
	#fingerprint = '';
	#contents: Contents | undefined;
	/** Of the contents: the state's is of the file that is being read. */
	#numbering = 0;
	#view: CurrentView | undefined;
	#viewing = new AbortController();
	#memory: FilterMemory = new Map();

	constructor(uri: string, host: TableHost, onState: (state: TableState) => void) {
		this.uri = uri;
		this.#host = host;
		this.#firstLook = createFirstLook(host);
		this.#onState = onState;
	}

	get state(): TableState {
		return this.#state;
	}

	/** What was made of the file so far, for an account of its format. */
	get described() {
		const contents = this.#contents;
		return { detection: this.#detection, contents: contents && { ...contents.loaded, settings: contents.settings } };
	}

	/** Reads the file from its beginning. Rows of an earlier reading stay until there are new ones. */
	async read(settings: Settings): Promise<void> {
		this.#reading.abort();
		const reading = new AbortController();
		this.#reading = reading;
		this.#stopping = new AbortController();
		const signals = { signal: reading.signal, stop: this.#stopping.signal };
		const { generation, numbering } = this.#state;
		this.#publish({ ...initialState, generation, numbering });
		try {
			await readTable(this.#host, this.uri, settings, signals, {
				onFiles: (fingerprint, bytes) => this.#identify(fingerprint, bytes, false),
				onState: (changes) => this.#publish(changes),
				onDetection: (reason) => {
					this.#detection = reason;
				},
				onContents: (contents, phase) => this.#replace(contents, phase),
				seen: () => this.#firstLook.wait(signals.stop),
			});
		} catch (error) {
			if (reading.signal.aborted) return;
			this.#contents = undefined;
			this.#publish({ phase: 'failed', examples: 0, lines: 0, message: error instanceof Error ? error.message : String(error) });
		}
	}

	/** Ends the reading under way; what was read stays. */
	stop(): void {
		this.#stopping.abort();
	}

	dispose(): void {
		this.#reading.abort();
		this.#viewing.abort();
	}

	/** Looks whether the files are still those that were read. What has come to them is read; other changes are said. */
	async check(): Promise<void> {
		const contents = this.#contents;
		if (contents === undefined) return;
		const found = await this.#grow(contents);
		if (found !== 'grown')
			this.#tellOutdated(contents, found === 'other' || (found === 'unseen' && !(await isUnchanged(contents))));
	}

	async view({ filter, sort, histogram, marks }: ViewTableParams, signal: AbortSignal): Promise<ViewTableResult> {
		const parsed = parseFilter(filter);
		if ('problem' in parsed) return { kind: 'problem', problem: parsed.problem };
		const contents = this.#contents;
		if (contents === undefined) throw new Error(this.#state.message ?? 'There are no rows yet.');
		const numbering = this.#numbering;
		this.#viewing.abort();
		const viewing = new AbortController();
		this.#viewing = viewing;
		signal.addEventListener('abort', () => viewing.abort(), { once: true });
		if (signal.aborted) viewing.abort();
		const view = await createView(contents.loaded, {
			filter: parsed.filter,
			sort,
			histogram,
			marks,
			memory: this.#memory,
			signal: viewing.signal,
			onProgress: () => undefined,
			pause: () => this.#host.pause(),
		});
		this.#view = { ...view, generation: ++this.#generation, contents };
		return { kind: 'view', generation: this.#generation, numbering, rows: view.rows.length, histogram: view.histogram };
	}

	async rows({ generation, start, count }: Omit<TableRowsParams, 'uri'>): Promise<TableRowsResult> {
		const view = this.#viewOf(generation);
		if (view === undefined) return { rows: null };
		const page = view.rows.subarray(start, start + Math.min(count, largestPage));
		const { contents, placeName } = view;
		const lines = Array.from(page, (index) => firstLineOf(contents.loaded.dataset, index));
		const rows = await readRows(contents.loaded, page, placeName, await this.#isCurrent(contents, lines));
		this.#firstLook.end();
		return { rows };
	}

	/** First lines of the examples in some rows; `null` for a stale generation. */
	rowLines({ generation, start, count }: Omit<TableRowsParams, 'uri'>): readonly number[] | null {
		const view = this.#viewOf(generation);
		if (view === undefined) return null;
		return Array.from(view.rows.subarray(start, start + count), (index) => firstLineOf(view.contents.loaded.dataset, index));
	}

	find({ generation, target }: Omit<FindRowParams, 'uri'>): FindRowResult {
		const view = this.#viewOf(generation);
		return view === undefined ? notFound : findRow(view.contents.loaded, view.rows, target);
	}

	/** @throws an error for people where the file changed, or there is no such example. */
	async record(line: number): Promise<TableRecord> {
		const contents = this.#view?.contents ?? this.#contents;
		const index = contents?.loaded.dataset.exampleOfLine[line] ?? -1;
		if (contents === undefined || index < 0) throw new Error(`There is no example on line ${line + 1}.`);
		if (!(await this.#isCurrent(contents, [line])))
			throw new Error('The file changed since it was read. Read it again to see its records.');
		return readRecord(contents.loaded, index);
	}

	/** What was read of the file under a numbering of its lines; `undefined` where nothing is there that is numbered so. */
	numbered(numbering: number) {
		const contents = this.#contents;
		if (contents === undefined || this.#numbering !== numbering) return undefined;
		const { dataset } = contents.loaded;
		return { dataset, fingerprint: joinedFingerprint(contents.fingerprints), isWhole: this.#state.phase === 'ready' };
	}

	/** What an export writes from: the view of a generation, or without one the whole table. */
	exportable(generation: number): { readonly contents: Contents; readonly rows: Int32Array } {
		const view = this.#viewOf(generation);
		if (view === undefined) throw new Error('The rows changed meanwhile. Look at them and export again.');
		return view;
	}

	#replace(contents: Contents, phase: TableState['phase']): void {
		this.#contents = contents;
		this.#numbering = this.#state.numbering;
		this.#memory = new Map();
		const { dataset } = contents.loaded;
		this.#publish({
			phase,
			generation: ++this.#generation,
			examples: dataset.examples.length,
			lines: dataset.lineCount,
			notes: [...folderNotes(contents), ...joinNotes(contents.loaded), ...datasetNotes(dataset, contents.settings)],
			...(phase === 'ready' ? { bytesRead: this.#state.bytes ?? 0 } : {}),
		});
	}

	#viewOf(generation: number): CurrentView | undefined {
		return this.#view?.generation === generation ? this.#view : undefined;
	}

	/** Whether the files of some lines still are those that were read. Where not, reads what has come, or says that all is out of date. */
	async #isCurrent(contents: Contents, lines: readonly number[]): Promise<boolean> {
		const isCurrent = await isUnchanged(contents, lines);
		// One that is appended to is not called out of date, not even for a moment.
		if (isCurrent || (await this.#grow(contents)) !== 'grown') this.#tellOutdated(contents, !isCurrent || this.#state.isOutdated);
		return isCurrent;
	}

	#tellOutdated(contents: Contents, isOutdated: boolean): void {
		if (this.#contents === contents && this.#state.isOutdated !== isOutdated) this.#publish({ isOutdated });
	}

	/** Goes on with what has come. @returns what became of the files; `unseen` where they were not looked at. */
	async #grow(contents: Contents): Promise<'grown' | 'same' | 'other' | 'unseen'> {
		if (this.#contents !== contents || this.#state.phase !== 'ready' || contents.endsHashes === undefined) return 'unseen';
		const { signal } = this.#reading;
		// Files that cannot be read at the moment are out of date.
		const grown = await growContents(this.#host, this.uri, contents, signal).catch(() => undefined);
		// Of two that look at once, the first is the one to be believed.
		if (signal.aborted || this.#contents !== contents) return 'unseen';
		if (grown === undefined || grown === contents) return grown === contents ? 'same' : 'other';
		if (grown === 'anew') void this.read(contents.given);
		else {
			const bytes = totalSize(grown.loaded.sources.map(({ source }) => source));
			this.#identify(joinedFingerprint(grown.fingerprints), bytes, hasSameLines(contents.loaded, grown.loaded));
			this.#replace(grown, 'ready');
		}
		return 'grown';
	}

	/** @param keepsLines whether what was on a line is on it still. */
	#identify(fingerprint: string, bytes: number | undefined, keepsLines: boolean): void {
		const isSame = keepsLines || fingerprint === this.#fingerprint;
		this.#fingerprint = fingerprint;
		const numbering = this.#state.numbering + (isSame ? 0 : 1);
		this.#publish({ isOutdated: false, fingerprint, numbering, bytes: bytes ?? null });
	}

	#publish(changes: Partial<TableState>): void {
		this.#state = { ...this.#state, ...changes };
		this.#onState(this.#state);
	}
}
