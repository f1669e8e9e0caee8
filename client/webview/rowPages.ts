/** Rows of a view, fetched a page at a time. Free of the DOM. */

export const pageLength = 50;
/** Pages kept; the one unused for longest goes first. */
const keptPages = 60;
/** Fetched at a time: while the user scrolls on, pages that went by are not asked for. */
const concurrentFetches = 2;

/** Gives rows `[start, start + count)`; `null` where there is another view by now. */
export type FetchRows<Row> = (start: number, count: number) => Promise<readonly Row[] | null>;

export class RowPages<Row> {
	readonly #fetch: FetchRows<Row>;
	readonly #onArrival: () => void;
	readonly #onFailure: (error: unknown) => void;
	readonly #pages = new Map<number, readonly Row[]>();
	readonly #fetching = new Set<number>();
	/** Wanted pages that are not there, the most wanted first. */
	#missing: readonly number[] = [];
	#isDisposed = false;

	constructor(fetch: FetchRows<Row>, onArrival: () => void, onFailure: (error: unknown) => void) {
		this.#fetch = fetch;
		this.#onArrival = onArrival;
		this.#onFailure = onFailure;
	}

	/** The row, where it is there already. */
	at(row: number): Row | undefined {
		const page = Math.floor(row / pageLength);
		return this.#pages.get(page)?.[row - page * pageLength];
	}

	/** Says which rows `[first, end)` are in view now; what is missing of them is fetched, and what was wanted before is not. */
	want(first: number, end: number): void {
		const missing: number[] = [];
		for (let page = Math.floor(first / pageLength); page * pageLength < end; page++) {
			const known = this.#pages.get(page);
			if (known === undefined) missing.push(page);
			else {
				// Put in anew, so that the first is the one unused for longest.
				this.#pages.delete(page);
				this.#pages.set(page, known);
			}
		}
		this.#missing = missing;
		this.#fetchNext();
	}

	/** Nothing arrives after this. */
	dispose(): void {
		this.#isDisposed = true;
		this.#missing = [];
	}

	#fetchNext(): void {
		for (const page of this.#missing) {
			if (this.#fetching.size >= concurrentFetches) return;
			if (!this.#fetching.has(page) && !this.#pages.has(page)) void this.#fetchPage(page);
		}
	}

	async #fetchPage(page: number): Promise<void> {
		this.#fetching.add(page);
		try {
			const rows = await this.#fetch(page * pageLength, pageLength);
			if (this.#isDisposed || rows === null) return;
			this.#pages.set(page, rows);
			for (const oldest of this.#pages.keys()) {
				if (this.#pages.size <= keptPages) break;
				this.#pages.delete(oldest);
			}
			this.#onArrival();
		} catch (error) {
			this.#missing = [];
			if (!this.#isDisposed) this.#onFailure(error);
		} finally {
			this.#fetching.delete(page);
		}
		this.#fetchNext();
	}
}
