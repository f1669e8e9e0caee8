import type { Dataset } from './dataset.ts';
import type { SourceOf } from './outage.ts';

/** The same dataset, and what its examples came from, where that is known. Not by a spread, which would make the ranking. */
export function withSourceOf(dataset: Dataset, sourceOf: SourceOf | undefined): Dataset {
	if (sourceOf === undefined) return dataset;
	const properties = { ...Object.getOwnPropertyDescriptors(dataset), sourceOf: { value: sourceOf, enumerable: true } };
	return Object.defineProperties({}, properties) as Dataset;
}
