/** Writes examples that were chosen in the table, as Export Top-K does. */
import { decodeMarks } from '../../shared/basket.ts';
import type { Amount } from '../../shared/settings.ts';
import { countOf } from '../../shared/settings.ts';
import type { ExportTableParams, ExportTableResult } from '../../shared/tableProtocol.ts';
import { pickExamples } from '../core/dataset/dataset.ts';
import type { ExportHost } from '../export/exportHost.ts';
import { type ExportedSet, exportSelection } from '../export/exportSelection.ts';
import { datasetNotes, selectionNotes } from '../selection/notes.ts';
import type { Contents } from './contents.ts';
import { firstLineOf } from './exampleColumns.ts';

export interface RowsToExport {
	readonly contents: Contents;
	/** Indices of the examples that the view shows. */
	readonly rows: Int32Array;
}

/**
 * @throws an error for people, such as that the file changed since it was read; the signal's reason when aborted. Nothing is left
 * behind then.
 */
export async function exportRows(
	host: ExportHost,
	{ contents, rows }: RowsToExport,
	request: Pick<ExportTableParams, 'rows' | 'top' | 'marks' | 'filter' | 'order' | 'target'>,
	signal: AbortSignal,
	onProgress: (share: number, message: string) => void,
): Promise<ExportTableResult> {
	const { loaded, settings, fingerprints } = contents;
	const { dataset } = loaded;
	const chosen = choose(contents, rows, request);
	if (chosen.length === 0) throw new Error('No example is chosen. Nothing was written.');
	const inputs = [...loaded.sources, ...(loaded.join?.rollouts ?? [])].map(({ source }) => source);
	const total = inputs.reduce((sum, { size = 0 }) => sum + size, 1);
	const checksums: string[] = [];
	let bytesRead = 0;
	for (const input of inputs) {
		const checksum = host.createChecksum();
		for await (const chunk of (input.packing?.file ?? input).read(signal)) {
			signal.throwIfAborted();
			checksum.update(chunk);
			bytesRead += chunk.length;
			onProgress(0.5 * Math.min(1, bytesRead / total), 'checking the files');
		}
		checksums.push(checksum.digest());
	}
	const examples = pickExamples(dataset, Int32Array.from(chosen));
	const set: ExportedSet = {
		target: request.target,
		chosen: examples,
		values: Float64Array.from({ length: dataset.examples.length }, (_, index) => dataset.scoreAt(index).score),
		criterion: {
			...(request.rows === 'included' ? { marked: 'include' } : { filter: request.filter }),
			...(request.top === undefined ? {} : { top: request.top }),
		},
		notes: [...datasetNotes(dataset, settings), ...selectionNotes(examples, dataset)],
	};
	const [result] = await exportSelection(host, {
		loaded,
		sets: [set],
		settings,
		order: request.order,
		form: 'jsonl',
		signal,
		checksums,
		fingerprints: [...fingerprints, ...(loaded.join?.fingerprints ?? [])],
		onProgress: (copied, total) => onProgress(0.5 + (0.5 * copied) / total, 'writing'),
	});
	return result!;
}

/** Indices of the chosen examples, the best first. */
function choose(
	{ loaded: { dataset } }: Contents,
	rows: Int32Array,
	request: { readonly rows: ExportTableParams['rows']; readonly marks: string; readonly top?: Amount },
): readonly number[] {
	const marks = decodeMarks(request.marks);
	const isShown = new Uint8Array(dataset.examples.length);
	for (const index of rows) isShown[index] = 1;
	const chosen: number[] = [];
	for (const index of dataset.ranking) {
		const mark = marks.get(firstLineOf(dataset, index));
		if (request.rows === 'included' ? mark === 'include' : isShown[index] === 1 && mark !== 'exclude') chosen.push(index);
	}
	return request.top === undefined ? chosen : chosen.slice(0, countOf(request.top, chosen.length));
}
