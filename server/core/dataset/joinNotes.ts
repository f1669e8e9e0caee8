import { formatCount, formatQuantity } from '../../../shared/format.ts';
import type { JoinReport } from './loadDataset.ts';

/** How rollouts that stand elsewhere were found, and what was not, both ways. */
export function joinNotes({ join }: { readonly join?: JoinReport | undefined }): readonly string[] {
	if (join === undefined) return [];
	const { method, lines, matchedLines, examples, matchedExamples } = join;
	if (method === undefined) {
		return ['No rollouts belong to any record of the training set: neither ids, nor prompts, nor places agree.'];
	}
	const by = { id: 'id', prompt: 'prompt', place: 'place: the id of the rollouts is the number of the record, from 0' }[method];
	const without = lines - matchedLines;
	const left = examples - matchedExamples;
	return [
		`${formatCount(matchedLines)} of ${formatQuantity(lines, 'record')} have rollouts, found by ${by}` +
			`${without > 0 ? `; ${formatCount(without)} have none and are unexplored` : ''}.`,
		...(left > 0
			? [`${formatCount(left)} of ${formatQuantity(examples, 'example')} among the rollouts are in no record of the training set.`]
			: []),
	];
}
