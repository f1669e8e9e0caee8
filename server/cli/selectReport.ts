/** What `insight select` has to say when it has chosen. */
import { formatCount, formatPercent, formatQuantity, formatScore } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import { type Dataset, linesOf } from '../core/dataset/dataset.ts';
import type { ChosenSet } from '../selection/chooseExamples.ts';
import { choiceNotes, datasetNotes } from '../selection/notes.ts';
import { inOptions } from './options.ts';
import { preflightOf, preflightText } from './preflightText.ts';

export function reportOf(
	dataset: Dataset,
	set: ChosenSet,
	settings: Settings,
	{ target, control }: { readonly target: string | undefined; readonly control: string | undefined },
): readonly string[] {
	const { chosen, choosing, choice } = set;
	const { top, strategy, set: part } = choosing;
	const available = dataset.examples.length;
	const run = preflightOf(dataset, chosen, settings);
	const { expected } = run.useful;
	const lines = linesOf(dataset, chosen);
	// The value at the cut of a random set is that of a number drawn.
	const isRandom = part === 'control' || strategy === 'random';
	const cut = isRandom ? 'drawn at random' : `${strategy === 'insight' ? 'score' : strategy} ≥ ${formatScore(choice.cut)}`;
	const isMore = top !== undefined && 'count' in top && top.count > chosen.length;
	return [
		...(isMore ? [`${formatQuantity(top.count, 'example')} asked for, but ${shortOf(choice)}.`] : []),
		`${formatQuantity(chosen.length, 'example')} of ${formatCount(available)} (${formatQuantity(lines, 'line')})` +
			`${target === undefined ? '' : ` → ${target}`} · ${cut} · ` +
			`about ${formatCount(Math.round(expected * chosen.length))} (${formatPercent(expected)}) give a gradient next time`,
		...(control === undefined ? [] : [`As many at random of the others → ${control}`]),
		...[...datasetNotes(dataset, settings), ...choiceNotes(set, settings)].map(inOptions),
		preflightText(run),
	];
}

/** Why there are not as many as were asked for. */
function shortOf({ eligible, heldBack: { duplicate } }: ChosenSet['choice']): string {
	const all = `there are ${formatCount(eligible)}`;
	if (duplicate === 0) return `${all}: all are taken`;
	const [verb, them] = duplicate === 1 ? ['repeats', 'it'] : ['repeat', 'them'];
	return `${all}, of which ${formatCount(duplicate)} ${verb} a prompt: --keep-duplicates takes ${them}, too`;
}

export function noneChosen({ choice: { values }, choosing: { strategy, minScore } }: ChosenSet): string {
	const known = values.filter((value) => !Number.isNaN(value));
	if (values.length === 0) return 'There is no example to choose: nothing was written.';
	if (known.length === 0 || minScore === undefined) return `No example can be chosen by ${strategy}: nothing was written.`;
	const best = known.reduce((highest, value) => Math.max(highest, value));
	return `No example has such a score, the best has ${formatScore(best)}: nothing was written.`;
}
