/** Asks for views and their rows. Of answers to older questions nothing is heard. */
import type { FilterProblem } from '../../shared/filter/filterTokens.ts';
import type { Requester } from '../../shared/rpc.ts';
import type { Histogram, TableRow, ViewTableParams } from '../../shared/tableProtocol.ts';
import type { WebviewMethods } from '../../shared/webviewProtocol.ts';
import { findPlace, type Goal, type Place } from './place.ts';
import { RowPages } from './rowPages.ts';

export interface ViewEvents {
	onView(view: LoadedView, place: Place): void;
	onProblem(problem: FilterProblem): void;
	/** Rows of the view arrived. */
	onRows(): void;
	/** Whoever asks for these rows is told that there are others by now. */
	onStale(): void;
	onFailure(error: unknown): void;
}

export interface LoadedView {
	readonly rowCount: number;
	readonly histogram: Histogram;
}

export class ViewLoader {
	readonly #server: Requester<WebviewMethods>;
	readonly #events: ViewEvents;
	#generation = 0;
	#numbering = 0;
	#rowCount = 0;
	#pages: RowPages<TableRow> | undefined;
	#loading = new AbortController();

	constructor(server: Requester<WebviewMethods>, events: ViewEvents) {
		this.#server = server;
		this.#events = events;
	}

	get generation(): number {
		return this.#generation;
	}

	/** What the lines of the rows are counted by. */
	get numbering(): number {
		return this.#numbering;
	}

	get rowCount(): number {
		return this.#rowCount;
	}

	/** The row, where it has arrived. */
	rowAt(row: number): TableRow | undefined {
		return this.#pages?.at(row);
	}

	want(first: number, end: number): void {
		this.#pages?.want(first, end);
	}

	/** First lines of the examples in rows `[first, last]`. */
	async linesOf(first: number, last: number): Promise<readonly number[]> {
		if (this.#rowCount === 0) return [];
		const line = this.rowAt(first)?.line;
		if (first === last && line !== undefined) return [line];
		const request = { generation: this.#generation, start: first, count: last - first + 1 };
		return (await this.#server.request('rowLines', request)).lines ?? [];
	}

	/** Forgets the rows: there are none. */
	clear(): void {
		this.#loading.abort();
		this.#pages?.dispose();
		this.#pages = undefined;
		this.#rowCount = 0;
		this.#events.onView({ rowCount: 0, histogram: { edges: [], counts: [] } }, { cursor: 0, anchor: 0, steady: undefined });
	}

	/** @param goalNow asked when the answer is there: until then the user goes on in the rows of before. */
	async load(request: Omit<ViewTableParams, 'uri'>, goalNow: () => Goal): Promise<void> {
		this.#loading.abort();
		this.#loading = new AbortController();
		const { signal } = this.#loading;
		document.body.classList.add('busy');
		try {
			const view = await this.#server.request('view', request, signal);
			if (view.kind === 'problem') {
				this.#events.onProblem(view.problem);
				return;
			}
			const { generation, numbering, rows: rowCount, histogram } = view;
			const place = await findPlace(goalNow(), (line) => this.#find(generation, line, signal));
			this.#generation = generation;
			this.#numbering = numbering;
			this.#rowCount = rowCount;
			this.#pages?.dispose();
			this.#pages = this.#createPages(generation);
			this.#events.onView({ rowCount, histogram }, place);
		} catch (error) {
			if (!signal.aborted) this.#events.onFailure(error);
		} finally {
			if (!signal.aborted) document.body.classList.remove('busy');
		}
	}

	async #find(generation: number, line: number, signal: AbortSignal): Promise<number | null> {
		return (await this.#server.request('find', { generation, target: { line } }, signal)).row;
	}

	#createPages(generation: number): RowPages<TableRow> {
		return new RowPages<TableRow>(
			async (start, count) => {
				const { rows } = await this.#server.request('rows', { generation, start, count });
				if (rows === null && generation === this.#generation) this.#events.onStale();
				return rows;
			},
			() => this.#events.onRows(),
			(error) => this.#events.onFailure(error),
		);
	}
}
