/** What a review of a dataset is made of. */
import type { Amount, Settings } from '../../shared/settings.ts';
import type { StrategyName } from '../../shared/strategies.ts';
import type { Dataset, Example, ExampleList } from '../core/dataset/dataset.ts';
import type { Format } from '../core/record/mapping.ts';
import type { LabelColumn } from '../selection/labels.ts';

export interface ReviewInput {
	readonly dataset: Dataset;
	readonly settings: Settings;
	/** By the strategy and within the quota of the settings, the best first. */
	readonly chosen: ExampleList;
	/** How much was asked for. */
	readonly top: Amount;
	/** Strategies to compare with the one that is set. */
	readonly compared: readonly StrategyName[];
	/** Fields whose values are counted in each set. */
	readonly fields?: readonly LabelColumn[];
	/** How much of a run to simulate; `batch` prompts a step, where that is known. */
	readonly plan: { readonly steps: number; readonly runs: number; readonly batch?: number };
	/** By source. */
	readonly readings: readonly Reading[];
	/** Sentences that a person should know before believing the numbers. */
	readonly notes: readonly string[];
	/** Where an example stands, in few characters: `line 3`. */
	whereOf(example: Example): string;
	/** Where a click on that leads, if anywhere. */
	linkOf?(example: Example): string;
	/** How the beginning of a prompt is written; without it, prompts are not shown. */
	promptHtml?(prompt: string): string;
}

/** How a source was read. */
export interface Reading {
	readonly source: string;
	readonly format: Format | undefined;
}

/** What a review can be repeated from. */
export interface Origin {
	/** Commands that give the same again. */
	readonly repeat: readonly string[];
	readonly sources: readonly { readonly path: string; readonly sha256: string }[];
}

/** A part of a review under a heading of its own. */
export interface Section {
	/** Unique on the page: letters and hyphens. */
	readonly id: string;
	readonly title: string;
	readonly html: string;
}
