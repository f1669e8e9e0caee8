/** What a review of a dataset is made of. */
import type { Settings } from '../../shared/settings.ts';
import type { Dataset, Example } from '../core/dataset.ts';
import type { Format } from '../core/mapping.ts';

export interface ReviewInput {
	readonly dataset: Dataset;
	readonly settings: Settings;
	/** The best first. */
	readonly chosen: readonly Example[];
	/** How much was asked for, such as `10%`. */
	readonly top: string;
	/** By source. */
	readonly readings: readonly Reading[];
	/** Sentences that a person should know before believing the numbers. */
	readonly notes: readonly string[];
	/** Where an example stands, in few characters: `line 3`. */
	whereOf(example: Example): string;
}

/** How a source was read. */
export interface Reading {
	readonly source: string;
	readonly format: Format | undefined;
}

/** A part of a review under a heading of its own. */
export interface Section {
	/** Unique on the page: letters and hyphens. */
	readonly id: string;
	readonly title: string;
	readonly html: string;
}
