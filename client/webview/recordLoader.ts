/** Reads the record under the cursor once the cursor rests. */
import type { Requester } from '../../shared/rpc.ts';
import type { WebviewMethods } from '../../shared/webviewProtocol.ts';
import type { DetailPane } from './detailPane.ts';

const restMs = 120;

export class RecordLoader {
	readonly #server: Requester<WebviewMethods>;
	readonly #pane: DetailPane;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Of the record shown, or asked for. */
	#line: number | undefined;

	constructor(server: Requester<WebviewMethods>, pane: DetailPane) {
		this.#server = server;
		this.#pane = pane;
	}

	/** @param line of the example under the cursor, as far as it is known. */
	show(line: number | undefined): void {
		clearTimeout(this.#timer);
		if (line === undefined || line === this.#line) return;
		this.#timer = setTimeout(() => void this.#load(line), restMs);
	}

	/** The record may be another one by now. */
	forget(): void {
		this.#line = undefined;
	}

	async #load(line: number): Promise<void> {
		this.#line = line;
		try {
			const record = await this.#server.request('record', { line });
			if (line === this.#line) this.#pane.showRecord(record);
		} catch (error) {
			if (line === this.#line) this.#pane.showMessage(error instanceof Error ? error.message : String(error));
		}
	}
}
