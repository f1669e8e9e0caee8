import { createScorer } from '../../../shared/score.ts';
import type { Settings } from '../../../shared/settings.ts';
import { createDataset, type Dataset } from '../../core/dataset/dataset.ts';
import type { Sliced } from '../../core/slices.ts';
import { fittedSettings } from './fittedSettings.ts';

/** A dataset and the settings that it is scored by. */
export interface ScoredBy {
	readonly dataset: Dataset;
	readonly settings: Settings;
}

/** Fits what the settings want to have fitted, and scores by it anew from what was read, without reading again. */
export function* fittedDataset(dataset: Dataset, settings: Settings): Sliced<ScoredBy> {
	if (!settings.fit.prior && !settings.fit.discount) return { dataset, settings };
	const fitted = yield* fittedSettings(dataset, settings);
	const { prior, discount, seed } = fitted;
	if (prior === settings.prior && discount === settings.discount) return { dataset, settings: fitted };
	const { format, lines, problems, lineName, columns, totals, visits } = dataset;
	const parts = { format, lines, problems, lineName, scorer: createScorer(fitted), seed, discount };
	// What was put together of the lines is the same under any scores.
	return { dataset: createDataset(parts, { columns, totals, ...(visits === undefined ? {} : { visits }) }), settings: fitted };
}
