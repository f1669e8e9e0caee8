/** Open documents: scored once a version, cancelled when superseded. */
import type { Settings } from '../shared/settings.ts';
import type { TextChange } from './core/document/documentRows.ts';
import type { ScoredDocument } from './core/document/scoredDocument.ts';
import { inTurns } from './core/slices.ts';
import { oneAfterAnother } from './oneAfterAnother.ts';
import { type Attachment, OpenDocument } from './openDocument.ts';
import { fittedDataset } from './selection/fit/fittedDataset.ts';

export interface DocumentsHost {
	/** Lets pending events run. */
	pause(): Promise<void>;
	/** Calls back after a while; the result cancels. */
	schedule(callback: () => void, milliseconds: number): () => void;
}

export interface Documents {
	open(uri: string, version: number, text: string, settings: Settings): void;
	change(uri: string, version: number, changes: readonly TextChange[]): void;
	close(uri: string): void;
	/** Puts other settings in force, and scores anew where they are others. */
	configure(uri: string, settings: Settings): void;
	/** Reads and scores anew. */
	rescore(uri: string): void;
	/** Looks whether rollouts that stand elsewhere have changed on the disk, and scores by them anew where they have. */
	refreshRollouts(): Promise<void>;
	/** The scores of the document's version of the moment, or `undefined` where it is not open. */
	scored(uri: string): Promise<ScoredDocument | undefined>;
	/** URIs of the open documents. */
	uris(): readonly string[];
	work(uri: string): OpenDocument['work'] | undefined;
}

interface Entry {
	readonly document: OpenDocument;
	/** The scoring under way or done, of the version it was started for. */
	scoring: Promise<ScoredDocument> | undefined;
	abort: AbortController;
	cancelTimer: () => void;
	/** Rollouts that stand elsewhere: read when settings say where, and not with every edit. */
	attaching: Promise<Attachment | undefined> | undefined;
	/** Ends the reading of them. */
	detach: AbortController;
}

/**
 * Reads the rollouts of a document that has none itself, as its settings name them.
 *
 * @param known what was read before: it is given back where nothing has changed.
 */
export type ReadAttachment = (
	uri: string,
	settings: Settings,
	signal: AbortSignal,
	known: Attachment | undefined,
) => Promise<Attachment | undefined>;

/** Scoring waits this long for the typing to pause, unless somebody asks. */
const typingPause = 150;

/**
 * Clients may tell of no changed files, and tell of none outside their folders: whoever asks for scores makes us look for changed rollouts, with
 * pauses of this many milliseconds.
 */
const lookPause = 2000;

/** @param onScored is told of each document scored anew, whether somebody asked or not; `onFailed` of what must not happen. */
export function createDocuments(
	host: DocumentsHost,
	readAttachment: ReadAttachment,
	onScored: (document: ScoredDocument) => void,
	onFailed: (error: unknown) => void,
): Documents {
	const entries = new Map<string, Entry>();
	let isRested = true;

	const attach = (entry: Entry): Promise<Attachment | undefined> => {
		const { uri, settings, attached } = entry.document;
		entry.attaching ??= readAttachment(uri, settings, entry.detach.signal, attached);
		return entry.attaching;
	};
	const detach = (entry: Entry): void => {
		entry.detach.abort();
		entry.detach = new AbortController();
		entry.attaching = undefined;
	};
	const score = async ({ document }: Entry, attaching: Promise<Attachment | undefined>, signal: AbortSignal) => {
		const attached = await attaching;
		signal.throwIfAborted();
		document.attach(attached);
		return document.score(signal, host.pause);
	};
	/** By what of the settings is to be fitted to the document. */
	const fitted = async (scored: ScoredDocument, signal: AbortSignal): Promise<ScoredDocument> => ({
		...scored,
		...(await inTurns(fittedDataset(scored.dataset, scored.settings), host.pause, signal)),
	});
	const isInForce = (entry: Entry, attaching: Entry['attaching']): boolean =>
		entry.attaching === attaching && entries.get(entry.document.uri) === entry;
	const refresh = async (entry: Entry): Promise<void> => {
		const { document, attaching } = entry;
		if (document.settings.rollouts.length === 0 || attaching === undefined) return;
		try {
			const before = await attaching;
			const now = await readAttachment(document.uri, document.settings, entry.detach.signal, before);
			if (now === before || !isInForce(entry, attaching)) return;
			// A run that writes all the time must not keep scores from ever being ready. What fails of them is reported where they are made.
			await entry.scoring?.catch(() => undefined);
			if (!isInForce(entry, attaching)) return;
			entry.attaching = Promise.resolve(now);
			entry.abort.abort();
			start(entry);
		} catch (error) {
			// Settings changed meanwhile, or the document was closed: there is nothing to look at any more.
			if (isInForce(entry, attaching)) onFailed(error);
		}
	};
	const start = (entry: Entry): Promise<ScoredDocument> => {
		entry.cancelTimer();
		entry.abort = new AbortController();
		const { signal } = entry.abort;
		const { document } = entry;
		// Most documents have their rollouts themselves, and need not wait.
		const isAlone = document.settings.rollouts.length === 0;
		if (isAlone) document.attach(undefined);
		const asGiven = isAlone ? document.score(signal, host.pause) : score(entry, attach(entry), signal);
		const scoring = asGiven.then((scored) => fitted(scored, signal));
		entry.scoring = scoring;
		scoring.then(onScored, (error: unknown) => {
			// A superseded scoring has nothing to say: whoever waits for it is sent on to the newer one.
			if (entry.scoring === scoring) onFailed(error);
		});
		return scoring;
	};
	const supersede = (entry: Entry): void => {
		entry.abort.abort();
		entry.scoring = undefined;
		entry.cancelTimer();
		entry.cancelTimer = host.schedule(() => {
			if (entry.scoring === undefined) start(entry);
		}, typingPause);
	};
	const reset = (entry: Entry, settings: Settings): void => {
		entry.document.reset(settings);
		detach(entry);
		supersede(entry);
	};
	const refreshRollouts = oneAfterAnother(async () => {
		for (const entry of [...entries.values()]) await refresh(entry);
	});
	const lookNowAndThen = (): void => {
		if (!isRested) return;
		isRested = false;
		void refreshRollouts().then(() => host.schedule(() => (isRested = true), lookPause));
	};

	return {
		open(uri, version, text, settings) {
			this.close(uri);
			const document = new OpenDocument(uri, version, text, settings);
			const entry: Entry = {
				document,
				scoring: undefined,
				abort: new AbortController(),
				cancelTimer: () => undefined,
				attaching: undefined,
				detach: new AbortController(),
			};
			entries.set(uri, entry);
			start(entry);
		},
		change(uri, version, changes) {
			const entry = entries.get(uri);
			if (entry === undefined) return;
			entry.document.apply(version, changes);
			supersede(entry);
		},
		close(uri) {
			const entry = entries.get(uri);
			entry?.abort.abort();
			entry?.detach.abort();
			entry?.cancelTimer();
			entries.delete(uri);
		},
		configure(uri, settings) {
			const entry = entries.get(uri);
			if (entry === undefined || JSON.stringify(settings) === JSON.stringify(entry.document.settings)) return;
			reset(entry, settings);
		},
		rescore(uri) {
			const entry = entries.get(uri);
			if (entry !== undefined) reset(entry, entry.document.settings);
		},
		refreshRollouts,
		async scored(uri) {
			for (;;) {
				const entry = entries.get(uri);
				if (entry === undefined) return undefined;
				if (entry.document.settings.rollouts.length > 0) lookNowAndThen();
				const scoring = entry.scoring ?? start(entry);
				try {
					return await scoring;
				} catch (error) {
					if (entry.scoring === scoring) throw error; // A failure of its own, not a newer version.
				}
			}
		},
		uris: () => [...entries.keys()],
		work: (uri) => entries.get(uri)?.document.work,
	};
}
