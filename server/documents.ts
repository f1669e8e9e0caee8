/** Open documents: scored once a version, cancelled when superseded. */
import type { Settings } from '../shared/settings.ts';
import type { ScoredDocument } from './core/scoredDocument.ts';
import { OpenDocument, type TextChange } from './openDocument.ts';

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
	/** Puts other settings in force; scores anew only where they bear on scores, or where `force` says so. */
	configure(uri: string, settings: Settings, force?: boolean): void;
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
}

/** Scoring waits this long for the typing to pause, unless somebody asks. */
const typingPause = 150;

/** @param onScored is told of each document scored anew, whether somebody asked or not; `onFailed` of what must not happen. */
export function createDocuments(
	host: DocumentsHost,
	onScored: (document: ScoredDocument) => void,
	onFailed: (error: unknown) => void,
): Documents {
	const entries = new Map<string, Entry>();

	const start = (entry: Entry): Promise<ScoredDocument> => {
		entry.cancelTimer();
		entry.abort = new AbortController();
		const scoring = entry.document.score(entry.abort.signal, host.pause);
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

	return {
		open(uri, version, text, settings) {
			this.close(uri);
			const document = new OpenDocument(uri, version, text, settings);
			const entry: Entry = { document, scoring: undefined, abort: new AbortController(), cancelTimer: () => undefined };
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
			entry?.cancelTimer();
			entries.delete(uri);
		},
		configure(uri, settings, force = false) {
			const entry = entries.get(uri);
			if (entry === undefined) return;
			if (!force && JSON.stringify(settings) === JSON.stringify(entry.document.settings)) return;
			entry.document.reset(settings);
			supersede(entry);
		},
		async scored(uri) {
			for (;;) {
				const entry = entries.get(uri);
				if (entry === undefined) return undefined;
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
