/** Files that are the steps of one training run. */
import type { Format } from '../core/record/mapping.ts';
import { stepOfPath } from './stepOfPath.ts';

/** A file of a series: how it is read, and at which step its rollouts were drawn. */
export interface SeriesFile {
	readonly format: Format | undefined;
	readonly step: number | null;
}

/**
 * Files whose names tell different steps are one history: a prompt comes back in later steps, so lines that would be examples of their own
 * belong together if they have the same id, else the same prompt and ground truth.
 *
 * @param names how people name the files.
 */
export function asSeries(names: readonly string[], formats: readonly (Format | undefined)[]): readonly SeriesFile[] {
	const steps = names.map(stepOfPath);
	const isSeries = new Set(steps.filter((step) => step !== null)).size > 1;
	return formats.map((format, index) => {
		const step = steps[index]!;
		return { step, format: isSeries && step !== null && format !== undefined ? grouped(format, step) : format };
	});
}

function grouped(format: Format, step: number): Format {
	const { id, prompt, groundTruth, group } = format.mapping;
	if (group.length > 0) return format;
	const shared = id === undefined ? [prompt, groundTruth].filter((path) => path !== undefined) : [id];
	const evidence = [...format.evidence, `The name says step ${step}; lines of one example in other steps belong to it too.`];
	return { ...format, evidence, mapping: { ...format.mapping, group: shared } };
}
