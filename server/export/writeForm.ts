import type { ExportForm } from '../../shared/exportForms.ts';
import { type ExampleList, linesOf } from '../core/dataset/dataset.ts';
import { type CopyOptions, copyLines } from './copyLines.ts';
import { annotate } from './forms/annotated.ts';
import { ids } from './forms/ids.ts';
import { indices } from './forms/indices.ts';
import { mopps } from './forms/mopps.ts';
import { polaris, polarisNotes } from './forms/polaris.ts';
import type { WrittenSet } from './writtenSet.ts';

type Write = (bytes: Uint8Array) => Promise<void>;

/** Texts are gathered up to so many UTF-16 units before they are written. */
const writtenAtOnce = 2 ** 16;

/**
 * Writes a set in a form.
 *
 * @returns the number of lines of the source that went into it.
 * @throws an error for people where the form cannot hold the set; what I/O throws; the signal's reason when aborted.
 */
export async function writeForm(
	form: ExportForm,
	set: WrittenSet,
	write: Write,
	options: Omit<CopyOptions, 'order'>,
): Promise<number> {
	const { loaded, chosen, order } = set;
	const lines = (): number => linesOf(loaded.dataset, chosen);
	switch (form) {
		case 'jsonl':
			return copyLines(loaded, chosen, write, { ...options, order });
		case 'annotated':
			return copyLines(loaded, chosen, write, { ...options, order, change: annotate(set) });
		case 'parquet':
			// Loaded only here: no other form needs the library.
			await (await import('./forms/parquet.ts')).writeParquet(set, write, options);
			return lines();
		case 'csv':
			// As above.
			await writeTexts((await import('./forms/csv.ts')).csv(set), write, options.signal);
			return lines();
		default:
			await writeTexts({ ids, indices, mopps, polaris }[form](set, options.signal), write, options.signal);
			return lines();
	}
}

/** What of a set does not go into a form: sentences for people. */
export function formNotes(form: ExportForm, chosen: ExampleList): readonly string[] {
	return form === 'polaris' ? polarisNotes(chosen) : [];
}

async function writeTexts(texts: Iterable<string> | AsyncIterable<string>, write: Write, signal: AbortSignal): Promise<void> {
	const encoder = new TextEncoder();
	let gathered = '';
	for await (const text of texts) {
		gathered += text;
		if (gathered.length < writtenAtOnce) continue;
		signal.throwIfAborted();
		await write(encoder.encode(gathered));
		gathered = '';
	}
	await write(encoder.encode(gathered));
}
