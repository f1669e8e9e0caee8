/** Keeps the marks of a file from one opening to the next, and finds them again when the file was written anew. Free of VS Code. */
import { countNamed, decodeMarks, encodeMarks, keysOfChanged, mostNamedMarks } from '../shared/basket.ts';
import { formatCount, formatQuantity } from '../shared/format.ts';
import type { FindMarksResult, MarkKeysResult, TableState } from '../shared/tableProtocol.ts';

/** As it is stored. */
interface KeptMarks {
	readonly marks: string;
	/** Names of the marked examples, as far as they were told; `null` for too many of them. Absent from what earlier versions stored. */
	readonly keys?: string | null;
	/** Of the file that the lines of the marks are those of. */
	readonly fingerprint: string;
}

/** Marks whose lines are not those of the file as it is. */
interface LostMarks extends KeptMarks {
	readonly count: number;
}

export interface MarkKeeperHost {
	load(): unknown;
	store(kept: KeptMarks | undefined): PromiseLike<void>;
	keysOf(marks: string, numbering: number): Promise<MarkKeysResult>;
	find(keys: string, numbering: number): Promise<FindMarksResult>;
	/** The marks became others without the user's doing. @param notice for people; `null` where there is nothing to say. */
	onMarks(marks: string, notice: string | null): void;
	onFailure(error: unknown): void;
}

const noMarks = ';';

export class MarkKeeper {
	readonly #host: MarkKeeperHost;
	#marks = noMarks;
	/** Names of the marks, as far as they were told. */
	#keys: string | null = noMarks;
	#isStarted = false;
	/** What the lines of the marks are counted by; `undefined` while nobody knows. */
	#numbering: number | undefined;
	/** Of the file that they are the lines of. */
	#fingerprint = '';
	/** Of the whole file that the marks are stored for; `undefined` where they are not, or for what was read until then. */
	#storedFor: string | undefined;
	/** Marks of before, until their examples were looked for in the whole file. */
	#lost: LostMarks | undefined;
	#phase: TableState['phase'] = 'reading';
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
		if (!this.#isStarted) {
			this.#isStarted = true;
			const kept = keptMarks(this.#host.load());
			this.#numbering = state.numbering;
			this.#fingerprint = state.fingerprint;
			if (kept?.fingerprint === state.fingerprint) this.#take(kept);
			else if (kept !== undefined) this.#lost = { ...kept, count: decodeMarks(kept.marks).size };
		}
		this.follow(state);
	}

	/** Takes note of what became of the file. */
	follow({ numbering, fingerprint, phase }: TableState): void {
		if (!this.#isStarted) return;
		this.#phase = phase;
		if (fingerprint === '') {
			// A server that was started again, and counts from the beginning again: what the file is it tells later.
			if (numbering !== this.#numbering) this.#numbering = undefined;
			return;
		}
		if (numbering !== this.#numbering && fingerprint !== this.#fingerprint) this.#lose();
		this.#numbering = numbering;
		this.#fingerprint = fingerprint;
		if (this.#lost?.fingerprint === fingerprint) {
			const made = this.#marks;
			this.#take(this.#lost);
			this.#change(together(this.#marks, made));
			this.#lost = undefined;
			this.#host.onMarks(this.#marks, null);
		}
		if (phase !== 'ready') return;
		if (this.#lost !== undefined) this.#queue(() => this.#find());
		// Names that were not told, or are of a part of the file, or of one that has grown since.
		else if (this.#storedFor !== fingerprint && decodeMarks(this.#marks).size > 0) this.#queue(() => this.#store());
	}

	/**
	 * The user changed the marks.
	 *
	 * @param numbering of the rows that they were made in. @returns whether that still is the file's: else they could be those of others.
	 */
	save(marks: string, numbering: number): boolean {
		if (this.#numbering !== undefined && numbering !== this.#numbering) {
			this.#host.onMarks(this.#marks, 'The file changed meanwhile, and the last mark was not made. Make it again in the new rows.');
			return false;
		}
		this.#change(marks);
		this.#storeUnnamed();
		this.#queue(() => this.#store());
		return true;
	}

	#take({ marks, keys = null }: KeptMarks): void {
		this.#marks = marks;
		this.#keys = keys;
		this.#storedFor = undefined;
	}

	#change(marks: string): void {
		this.#take({ marks, keys: keysOfChanged({ marks: this.#marks, keys: this.#keys }, marks), fingerprint: this.#fingerprint });
	}

	/** The lines of the marks are those of another file. Of marks that come on top of some that are still to be found only the number is kept. */
	#lose(): void {
		const count = decodeMarks(this.#marks).size;
		if (count === 0) return;
		this.#lost =
			this.#lost === undefined
				? { marks: this.#marks, keys: this.#keys, fingerprint: this.#fingerprint, count }
				: { ...this.#lost, count: this.#lost.count + count };
		this.#change(noMarks);
		this.#host.onMarks(this.#marks, null);
	}

	async #find(): Promise<void> {
		const lost = this.#lost;
		const numbering = this.#numbering;
		if (lost === undefined || numbering === undefined) return;
		const { keys, count } = lost;
		const found = keys == null ? { marks: noMarks } : await this.#host.find(keys, numbering);
		// Where the file became another meanwhile, they are looked for in that one.
		if (found === null || this.#numbering !== numbering || this.#lost !== lost) return;
		this.#lost = undefined;
		const named = countNamed(keys ?? null);
		const gone = { missing: named - decodeMarks(found.marks).size, nameless: count - named };
		// What was marked meanwhile stays.
		this.#change(together(found.marks, this.#marks));
		this.#host.onMarks(this.#marks, keys == null && count > mostNamedMarks ? tooManyText(count) : goneText(gone, count));
		await this.#store();
	}

	/** At once, as the window may be closed before the server has named them: until then with the names that those of before have. */
	#storeUnnamed(): void {
		if (this.#lost !== undefined || this.#numbering === undefined || this.#fingerprint === '') return;
		const isEmpty = decodeMarks(this.#marks).size === 0;
		const kept = isEmpty ? undefined : { marks: this.#marks, keys: this.#keys, fingerprint: this.#fingerprint };
		Promise.resolve(this.#host.store(kept)).catch((error: unknown) => this.#host.onFailure(error));
	}

	async #store(): Promise<void> {
		const numbering = this.#numbering;
		const marks = this.#marks;
		const isWhole = this.#phase === 'ready';
		// Those that are still to be found must not be forgotten.
		if (this.#lost !== undefined) return isWhole ? this.#find() : undefined;
		// Of several changes in a row, the first to be stored may have been the last.
		if (numbering === undefined || this.#storedFor === this.#fingerprint) return;
		if (decodeMarks(marks).size === 0) {
			this.#keys = noMarks;
			await this.#host.store(undefined);
			return;
		}
		const named = await this.#host.keysOf(marks, numbering);
		// Where lines were numbered anew, or marks changed meanwhile, what is so now is stored when it is known.
		if (named === null || this.#numbering !== numbering || this.#marks !== marks) return;
		this.#keys = named.keys;
		await this.#host.store({ marks, ...named });
		if (isWhole && this.#marks === marks) this.#storedFor = named.fingerprint;
	}

	#queue(task: () => Promise<void>): void {
		this.#work = this.#work.then(task).catch((error: unknown) => this.#host.onFailure(error));
	}
}

/** @param gone how many were looked for in vain, and how many could not be. @returns `null` where it is none. */
function goneText(gone: { readonly missing: number; readonly nameless: number }, count: number): string | null {
	const { missing, nameless } = gone;
	const lost = missing + nameless;
	if (lost === 0) return null;
	const notFound = `${missing === 1 ? 'is' : 'are'} not to be found in it any more`;
	const notNamed = `cannot be looked for, as nothing that names ${nameless === 1 ? 'it' : 'them'} was kept`;
	const marked = count === 1 ? 'example that you marked' : `${formatCount(count)} examples that you marked`;
	const parts = [
		...(missing > 0 ? [`${formatCount(missing)} ${notFound}`] : []),
		...(nameless > 0 ? [`${formatCount(nameless)} ${notNamed}`] : []),
	];
	const said =
		missing === count
			? `The ${marked} ${notFound}`
			: nameless === count
				? `The ${marked} ${notNamed}`
				: `Of the ${marked}, ${parts.join(' and ')}`;
	return `The file changed. ${said}: ${lost === 1 ? 'its mark is' : 'their marks are'} gone.`;
}

/** They may all be there still: nobody knows which they are. */
function tooManyText(count: number): string {
	return `The file changed, and the ${formatQuantity(count, 'mark')} in it are gone: so many are not kept by what names their examples.`;
}

/** @param later wins. */
function together(earlier: string, later: string): string {
	return encodeMarks({ marks: new Map([...decodeMarks(earlier), ...decodeMarks(later)]) });
}

function keptMarks(stored: unknown): KeptMarks | undefined {
	return typeof stored === 'object' && stored !== null && 'marks' in stored && 'fingerprint' in stored
		? (stored as KeptMarks)
		: undefined;
}
