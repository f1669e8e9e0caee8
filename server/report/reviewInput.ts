/** What a review of a dataset is made of. */
import type { Amount, Settings } from '../../shared/settings.ts';
import type { StrategyName, StrategyParameters } from '../../shared/strategies.ts';
import type { Dataset, Example } from '../core/dataset.ts';
import type { Format } from '../core/mapping.ts';

export interface ReviewInput {
	readonly dataset: Dataset;
	readonly settings: Settings;
	/** The best first. */
	readonly chosen: readonly Example[];
	/** How much was asked for. */
	readonly top: Amount;
	/** By what it was chosen. */
	readonly choosing: ReviewChoosing;
	/** Strategies to compare with the one that is set. */
	readonly compared: readonly StrategyName[];
	/** How much of a run to simulate. */
	readonly plan: { readonly steps: number; readonly runs: number };
	/** By source. */
	readonly readings: readonly Reading[];
	/** Sentences that a person should know before believing the numbers. */
	readonly notes: readonly string[];
	/** Where an example stands, in few characters: `line 3`. */
	whereOf(example: Example): string;
	/** Where a click on that leads, if anywhere. */
	linkOf?(example: Example): string;
}

/** A strategy with what it is tuned by. */
export interface ReviewChoosing {
	readonly strategy: StrategyName;
	readonly parameters: StrategyParameters;
	/** The share of a set or batch that prompts without rollouts may have while there are others; 1: no limit. */
	readonly unseenShare: number;
}

/** By the InSight score, without limits; what other strategies need besides is as these were published. */
export function choosingByScore({ k, eta, mu }: Settings): ReviewChoosing {
	return { strategy: 'insight', parameters: { k, eta, mu, target: 0.5, low: 0.2, high: 0.8 }, unseenShare: 1 };
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
