/** One example in the words that lenses, symbols and hovers share. */

import { formatCount, formatInterval, formatPercent, formatQuantity, formatRate, formatScore } from '../../shared/format.ts';
import { intervalOf } from '../../shared/intervals.ts';
import type { Dataset, Example } from '../core/dataset/dataset.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';

/** `3/8 solved`, or `no rollouts`. */
export function solvedText({ group: { successes, trials, unscored } }: Example): string {
	const extra = unscored > 0 ? `, ${formatCount(unscored)} unscored` : '';
	return trials === 0 ? `no rollouts${extra}` : `${formatCount(successes)}/${formatCount(trials)} solved${extra}`;
}

/** `, faded to 3.0/6.0` behind the counts of all rollouts: what a discount has left of them for the belief, if not all. */
export function fadedText(example: Example, document: Pick<ScoredDocument, 'settings'>): string {
	const left = fadedCounts(example, document);
	return left === undefined ? '' : `, faded to ${left.successes}/${left.trials}`;
}

/** The same in numbers for people. */
export function fadedCounts(
	{ group: { trials, score } }: Example,
	{ settings: { prior } }: Pick<ScoredDocument, 'settings'>,
): { readonly successes: string; readonly trials: string } | undefined {
	const left = { successes: score.alpha - prior.alpha, trials: score.evidence - prior.alpha - prior.beta };
	if (Math.abs(left.trials - trials) <= 1e-9 * score.evidence) return undefined;
	return { successes: left.successes.toFixed(1), trials: left.trials.toFixed(1) };
}

/** `rank 3 of 40,315`. */
export function rankText({ index }: Example, { examples, rankOf }: Dataset): string {
	return `rank ${formatCount(rankOf(index))} of ${formatCount(examples.length)}`;
}

/** `score 0.0421 · rank 3 of 40,315 · 3/8 solved · p 0.40 [0.16, 0.68]`. */
export function exampleText(example: Example, document: Pick<ScoredDocument, 'dataset' | 'settings'>): string {
	const { score } = example.group;
	const rate = `p ${formatRate(score.mean)} ${formatInterval(intervalOf(score))}`;
	return [
		`score ${formatScore(score.score)}`,
		rankText(example, document.dataset),
		solvedText(example) + fadedText(example, document),
		rate,
	].join(' · ');
}

/** `100 examples · 91 % solved`. */
export function datasetBrief({ examples, totals: { rollouts, successes, brokenLines } }: Dataset): string {
	return [
		formatQuantity(examples.length, 'example'),
		rollouts === 0 ? 'no rollouts' : `${formatPercent(successes / rollouts)} solved`,
		...(brokenLines > 0 ? [formatQuantity(brokenLines, 'broken line')] : []),
	].join(' · ');
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
