import type { LoadedDataset } from '../core/dataset/loadDataset.ts';
import type { SourceOf } from '../core/dataset/outage.ts';
import { readFields } from '../core/dataset/readFields.ts';
import { sourceNames } from '../formats/fieldNames.ts';

/**
 * What the examples of a history came from, by the first known field that any of them has. The files are read once more for it.
 *
 * @returns `undefined` where there is no history, or no such field.
 */
export async function readSources(loaded: LoadedDataset, signal: AbortSignal): Promise<SourceOf | undefined> {
	if (loaded.dataset.visits === undefined) return undefined;
	const columns = await readFields(
		loaded,
		sourceNames.map((name) => name.split('.')),
		signal,
	);
	const column = columns.find((values) => values.some((value) => value !== null));
	return column && ((example) => column[example]!);
}
