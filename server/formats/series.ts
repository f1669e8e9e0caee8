/** Files that are the steps of one training run. */
import type { Format, Mapping } from '../core/record/mapping.ts';
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
	// Files share their formats, and so they do the mappings that these come to.
	const mappings = new Map<Format, Mapping>();
	const mappingOf = (format: Format): Mapping => {
		const mapping = mappings.get(format) ?? grouped(format.mapping);
		mappings.set(format, mapping);
		return mapping;
	};
	return formats.map((format, index) => {
		const step = steps[index]!;
		if (!isSeries || step === null || format === undefined || format.mapping.group.length > 0) return { step, format };
		const evidence = [...format.evidence, `The name says step ${step}; lines of one example in other steps belong to it too.`];
		return { step, format: { ...format, evidence, mapping: mappingOf(format) } };
	});
}

function grouped(mapping: Mapping): Mapping {
	const { id, prompt, groundTruth } = mapping;
	return { ...mapping, group: id === undefined ? [prompt, groundTruth].filter((path) => path !== undefined) : [id] };
}
