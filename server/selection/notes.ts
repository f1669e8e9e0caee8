/** What a person should know before believing a ranking (method.md 4): sentences, shown where the ranking is. */

import { formatCount, formatQuantity } from '../../shared/format.ts';
import type { Dataset, Example } from '../core/dataset.ts';

/** Notes on a dataset's scores as a whole. */
export function datasetNotes({ examples, columns, totals, format }: Dataset): readonly string[] {
	const notes: string[] = [];
	if (examples.length === 0) return notes;
	if (totals.unseen === examples.length) {
		notes.push('No prompt has rollouts yet, so all scores are equal: the order is the seeded tie-break.');
	} else if (totals.unseen > 0) {
		notes.push(
			`${formatCount(totals.unseen)} of ${formatCount(examples.length)} prompts have no rollouts. They rank first, in tied order: with a flat prior nothing teaches more than an unseen prompt.`,
		);
	}
	const { trials } = columns.counts;
	if (examples.length > 1 && totals.unseen === 0 && trials.every((count) => count === trials[0])) {
		notes.push(
			`Every prompt has ${formatQuantity(trials[0]!, 'rollout')}, so the ranking is that of the difficulty weight alone: equal evidence makes information irrelevant.`,
		);
	}
	if (format?.mapping.success.isDoubtful === true) notes.push(`Success is taken to be ${format.mapping.success.reason}.`);
	return notes;
}

/** Notes on a chosen set. */
export function selectionNotes(chosen: readonly Example[], dataset: Dataset): readonly string[] {
	const unseen = chosen.filter(({ group }) => group.trials === 0).length;
	if (unseen === 0 || unseen < chosen.length || unseen === dataset.examples.length) return [];
	return [
		'Every chosen prompt is unseen: the choice among them is the seeded tie-break, and nothing is known of their difficulty.',
	];
}
