import type { LoadedDataset } from '../core/dataset/loadDataset.ts';
import type { SourceOf } from '../core/dataset/outage.ts';
import { readFields } from '../core/dataset/readFields.ts';
import { sourceNames } from '../formats/fieldNames.ts';

/**
 * What the examples of a history came from, by the first known field that any of them has. The files are read once more for it, where the
 * lines that detection looked at have such a field.
 *
 * @returns `undefined` where there is no history of several steps, or no such field.
 */
export async function readSources(loaded: LoadedDataset, signal: AbortSignal): Promise<SourceOf | undefined> {
	const { visits } = loaded.dataset;
	if (visits === undefined || visits.steps.every((step) => step === visits.steps[0])) return undefined;
	if (loaded.sources.every(({ format }) => format?.source === undefined)) return undefined;
	const columns = await readFields(
		loaded,
		sourceNames.map((name) => name.split('.')),
		signal,
	);
	const column = columns.find((values) => values.some((value) => value !== null));
	return column && ((example) => column[example]!);
}
