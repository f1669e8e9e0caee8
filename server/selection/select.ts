import { type Amount, countOf } from '../../shared/settings.ts';
import type { Dataset, Example } from '../core/dataset.ts';

/** The best by rank: of so many, or all above a score; of both, what satisfies both. */
export interface Criterion {
	readonly top?: Amount;
	readonly minScore?: number;
}

/** What was chosen in the dataset editor: the rows that a filter showed but for excluded ones, or those marked by hand; the best of them. */
export interface TableCriterion {
	readonly top?: Amount;
	readonly filter?: string;
	readonly marked?: 'include';
}

/** The chosen examples, the best first. */
export function selectExamples(dataset: Dataset, { top, minScore }: Criterion): readonly Example[] {
	const limit = top === undefined ? dataset.ranking.length : countOf(top, dataset.ranking.length);
	const chosen: Example[] = [];
	for (const index of dataset.ranking.subarray(0, limit)) {
		const example = dataset.examples.at(index);
		if (minScore !== undefined && example.group.score.score < minScore) break;
		chosen.push(example);
	}
	return chosen;
}
