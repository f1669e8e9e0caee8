/** Keeps the marks of a file from one opening to the next, and finds them again when the file was written anew. Free of VS Code. */
import { decodeMarks, encodeMarks } from '../shared/basket.ts';
import { formatCount } from '../shared/format.ts';
import type { FindMarksResult, MarkKeysResult, TableState } from '../shared/tableProtocol.ts';

/** As it is stored. */
interface KeptMarks {
	readonly marks: string;
	/** Names of the marked examples; `null` for too many of them. Absent from what earlier versions stored. */
	readonly keys?: string | null;
	/** Of the file that the lines of the marks are those of. */
	readonly fingerprint: string;
}

export interface MarkKeeperHost {
	load(): unknown;
	store(kept: KeptMarks | undefined): PromiseLike<void>;
	keysOf(marks: string): Promise<MarkKeysResult>;
	find(keys: string): Promise<FindMarksResult>;
	/** The marks became others without the user's doing. @param notice for people; `null` where there is nothing to say. */
	onMarks(marks: string, notice: string | null): void;
	onFailure(error: unknown): void;
}

export class MarkKeeper {
	readonly #host: MarkKeeperHost;
	#marks = ';';
	#keys: string | null = ';';
	/** What the lines of the marks are counted by; `undefined` before the first state. */
	#numbering: number | undefined;
	/** Marks of before whose examples are to be found, once the file is read. */
	#lost: { readonly keys: string | null; readonly count: number } | undefined;
	/** One after the other: the last to be stored are the last that were made. */
	#work: Promise<void> = Promise.resolve();

	constructor(host: MarkKeeperHost) {
		this.#host = host;
	}

	get marks(): string {
		return this.#marks;
	}

	/** Takes what was kept, at the first state that tells what the file is. Of a file that changed since, marks come when it is read. */
	start(state: TableState): void {
		if (this.#numbering === undefined) {
			const kept = keptMarks(this.#host.load());
			this.#numbering = state.numbering;
			if (kept?.fingerprint === state.fingerprint) {
				this.#marks = kept.marks;
				this.#keys = kept.keys ?? null;
			} else if (kept !== undefined) this.#lost = { keys: kept.keys ?? null, count: decodeMarks(kept.marks).size };
		}
		this.follow(state);
	}

	/** Takes note of what became of the file. */
	follow({ numbering, phase }: TableState): void {
		if (this.#numbering === undefined) return;
		if (numbering !== this.#numbering) {
			this.#numbering = numbering;
			const count = decodeMarks(this.#marks).size;
			if (count > 0) {
				this.#lost = { keys: this.#keys, count };
				this.#marks = ';';
				this.#host.onMarks(this.#marks, null);
			}
		}
		if (this.#lost !== undefined && (phase === 'ready' || phase === 'stopped')) this.#queue(() => this.#find());
	}

	/** The user changed the marks. */
	save(marks: string): void {
		this.#marks = marks;
		this.#queue(() => this.#store());
	}

	async #find(): Promise<void> {
		if (this.#lost === undefined) return;
		const { keys, count } = this.#lost;
		this.#lost = undefined;
		const { marks, lost } = keys === null ? { marks: ';', lost: count } : await this.#host.find(keys);
		// What was marked meanwhile stays.
		this.#marks = encodeMarks({ marks: new Map([...decodeMarks(marks), ...decodeMarks(this.#marks)]) });
		const examples =
			count === 1
				? 'The example that you marked is'
				: `Of the ${formatCount(count)} examples that you marked, ${formatCount(lost)} are`;
		this.#host.onMarks(
			this.#marks,
			lost === 0 ? null : `The file changed. ${examples} not to be found in it any more: the marks are gone.`,
		);
		await this.#store();
	}

	async #store(): Promise<void> {
		// Those that are still to be found must not be forgotten.
		if (this.#lost !== undefined) return;
		const marks = this.#marks;
		if (decodeMarks(marks).size === 0) {
			this.#keys = ';';
			await this.#host.store(undefined);
			return;
		}
		const { keys, fingerprint } = await this.#host.keysOf(marks);
		this.#keys = keys;
		await this.#host.store({ marks, keys, fingerprint });
	}

	#queue(task: () => Promise<void>): void {
		this.#work = this.#work.then(task).catch((error: unknown) => this.#host.onFailure(error));
	}
}

function keptMarks(stored: unknown): KeptMarks | undefined {
	return typeof stored === 'object' && stored !== null && 'marks' in stored && 'fingerprint' in stored
		? (stored as KeptMarks)
		: undefined;
}
