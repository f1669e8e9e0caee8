/** One example in the words that lenses, symbols and hovers share. */

import { formatCount, formatInterval, formatQuantity, formatRate, formatScore } from '../../shared/format.ts';
import { intervalOf } from '../../shared/intervals.ts';
import type { Dataset, Example } from '../core/dataset/dataset.ts';

/** `3/8 solved`, or `no rollouts`. */
export function solvedText({ group: { successes, trials, unscored } }: Example): string {
	const extra = unscored > 0 ? `, ${formatCount(unscored)} unscored` : '';
	return trials === 0 ? `no rollouts${extra}` : `${formatCount(successes)}/${formatCount(trials)} solved${extra}`;
}

/** `rank 3 of 40,315`. */
export function rankText({ index }: Example, { examples, rankOf }: Dataset): string {
	return `rank ${formatCount(rankOf(index))} of ${formatCount(examples.length)}`;
}

/** `score 0.0421 · rank 3 of 40,315 · 3/8 solved · p 0.40 [0.16, 0.68]`. */
export function exampleText(example: Example, dataset: Dataset): string {
	const { score } = example.group;
	const rate = `p ${formatRate(score.mean)} ${formatInterval(intervalOf(score))}`;
	return [`score ${formatScore(score.score)}`, rankText(example, dataset), solvedText(example), rate].join(' · ');
}

/** `100 examples · 800 rollouts, 728 solved · 86 all solved, 4 none, 10 mixed`. */
export function datasetText({ examples, totals }: Dataset): string {
	const { rollouts, successes, unscored, allPass, allFail, mixed, unseen, brokenLines } = totals;
	return [
		formatQuantity(examples.length, 'example'),
		`${formatQuantity(rollouts, 'rollout')}, ${formatCount(successes)} solved${unscored > 0 ? `, ${formatCount(unscored)} unscored` : ''}`,
		`${formatCount(allPass)} all solved, ${formatCount(allFail)} none, ${formatCount(mixed)} mixed${unseen > 0 ? `, ${formatCount(unseen)} unseen` : ''}`,
		...(brokenLines > 0 ? [formatQuantity(brokenLines, 'broken line')] : []),
	].join(' · ');
}
