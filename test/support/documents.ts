/** Documents for tests: scored text, and the shared real data where it is there. */
import { existsSync, readFileSync } from 'node:fs';
import type { ScoredDocument } from '../../server/core/document/scoredDocument.ts';
import { OpenDocument } from '../../server/openDocument.ts';
import { parseSettings } from '../../shared/settings.ts';

const noPause = async (): Promise<void> => undefined;

/** Scores a text as an open document, under settings by their full keys. */
export async function scoredText(text: string, settings: Readonly<Record<string, unknown>> = {}): Promise<ScoredDocument> {
	return scored(new OpenDocument('file:///data.jsonl', 1, text, parseSettings(settings).settings));
}

export async function scored(document: OpenDocument): Promise<ScoredDocument> {
	return document.score(new AbortController().signal, noPause);
}

/** A record a line. */
export function jsonLines(records: readonly unknown[]): string {
	return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** Absolute path of a file of the shared real data, whether it is there or not. */
export function sharedData(path: string): string {
	return new URL(`../../../shared/data/${path}`, import.meta.url).pathname;
}

/** Reason to skip a test that needs a shared file, or `false`; the reason is printed, so that a skip is seen. */
export function missingShared(path: string): boolean {
	const isMissing = !existsSync(sharedData(path));
	if (isMissing) console.warn(`skipped: ../shared/data/${path} is not there`);
	return isMissing;
}

export function readShared(path: string): string {
	return readFileSync(sharedData(path), 'utf8');
}
