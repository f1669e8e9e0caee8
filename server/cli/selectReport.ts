/** What `insight select` has to say when it has chosen. */

import type { ExportForm } from '../../shared/exportForms.ts';
import { formatCount, formatPercent, formatQuantity, formatScore } from '../../shared/format.ts';
import { countOf, type Settings } from '../../shared/settings.ts';
import { type Dataset, type ExampleList, linesOf } from '../core/dataset/dataset.ts';
import { formNotes } from '../export/writeForm.ts';
import type { ChosenSet } from '../selection/chooseExamples.ts';
import { choiceNotes, datasetNotes } from '../selection/notes.ts';
import { inOptions } from './options.ts';
import { preflightOf, preflightText } from './preflightText.ts';

/** Where a set goes and as what, and its control set, where it has one. */
interface Written {
	readonly target: string | undefined;
	readonly control: { readonly target: string; readonly chosen: ExampleList } | undefined;
	readonly form: ExportForm;
}

export function reportOf(
	dataset: Dataset,
	set: ChosenSet,
	settings: Settings,
	{ target, control, form }: Written,
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
	const asked = top === undefined ? 0 : 'count' in top ? top.count : countOf(top, available);
	return [
		...(asked > chosen.length ? [`${formatQuantity(asked, 'example')} asked for, but ${shortOf(choice, available)}.`] : []),
		`${formatQuantity(chosen.length, 'example')} of ${formatCount(available)} (${formatQuantity(lines, 'line')})` +
			`${target === undefined ? '' : ` → ${target}`} · ${cut} · ` +
			`about ${formatCount(Math.round(expected * chosen.length))} (${formatPercent(expected)}) give a gradient next time`,
		...(control === undefined ? [] : [`As many at random of the others → ${control.target}`, ...formNotes(form, control.chosen)]),
		...[...formNotes(form, chosen), ...datasetNotes(dataset, settings), ...choiceNotes(set, settings)].map(inOptions),
		preflightText(run),
	];
}

/** Why there are not as many as were asked for. */
function shortOf({ eligible, heldBack: { duplicate } }: ChosenSet['choice'], available: number): string {
	const [few, many] = [eligible, available].map(formatCount);
	const all = eligible === available ? `there are ${few}` : `of ${many} only ${few} ${eligible === 1 ? 'is' : 'are'} eligible`;
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
