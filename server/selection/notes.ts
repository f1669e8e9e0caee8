/** What a person should know before believing a ranking (method.md 4): sentences, shown where the ranking is. */

import { formatCount, formatParameter, formatPercent, formatPrior, formatQuantity } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ParameterName, StrategyName, StrategyParameters } from '../../shared/strategies.ts';
import { type CountClass, tallyFew } from '../core/dataset/countTally.ts';
import type { Dataset, ExampleList } from '../core/dataset/dataset.ts';
import { type Outage, outagesIn } from '../core/dataset/outage.ts';
import { stepsOf } from '../core/dataset/visitLog.ts';
import { ambiguousGroupNotes } from '../core/finding/formatFindings.ts';
import { showFieldPath } from '../core/json/fieldPath.ts';
import { sumOver } from '../core/list.ts';
import { isTied } from './choose.ts';
import type { ChosenSet } from './chooseExamples.ts';
import { kendallTau } from './kendall.ts';
import { strategyOf } from './strategyList.ts';

/** Notes on a dataset's scores as a whole. */
export function datasetNotes(
	dataset: Dataset,
	settings: Pick<Settings, 'prior' | 'discount' | 'fit' | 'choosing'>,
): readonly string[] {
	const { prior, discount, fit, choosing } = settings;
	const { examples, totals, format, visits } = dataset;
	const notes = fit.refusals.map(({ reason }) => `${reason} Scores are those of the default.`);
	const only = format?.mapping.only;
	if (examples.length === 0 && only !== undefined)
		notes.push(`No line has "${showFieldPath(only.field)}": "${only.value}", so nothing is read.`);
	if (examples.length === 0) return notes;
	if (totals.unseen === examples.length) {
		notes.push('No prompt has rollouts yet, so all scores are equal: the order is the seeded tie-break.');
	} else if (totals.unseen > 0) {
		const place =
			' By score they rank first, in tied order: under this prior and weight nothing teaches more than an unseen prompt.';
		const isFirst = choosing.strategy === 'insight' && unseenScoreHighest(dataset);
		notes.push(`${formatCount(totals.unseen)} of ${formatCount(examples.length)} prompts have no rollouts.${isFirst ? place : ''}`);
	}
	if (choosing.strategy === 'insight') notes.push(...equalEvidenceNotes(dataset, settings));
	notes.push(...outageNotes(outagesIn(dataset, settings)));
	const steps = visits === undefined ? 0 : stepsOf(visits).size;
	if (steps > 1 && discount.lambda < 1) {
		notes.push(
			`Evidence fades by λ = ${formatParameter(discount.lambda)} per ${discount.per} towards the prior ${formatPrior(prior)}: solved counts are of all rollouts; success rates, intervals, evidence and scores are of what is left of them.`,
		);
	}
	if (steps > 1 && discount.lambda === 1) {
		notes.push(
			`The rollouts are of ${formatQuantity(steps, 'training step')}, so of as many policies, and count alike: insight.discount below 1 lets those of earlier ones fade.`,
		);
	}
	if (format !== undefined && format.models.length > 1) {
		notes.push(
			`The rollouts are of ${formatQuantity(format.models.length, 'model')} (${listed(format.models)}), as far as the lines looked at say it, and add up to what none of them can do alone: choose by those of the one that is to be trained.`,
		);
	}
	notes.push(...ambiguousGroupNotes(dataset));
	if (format?.mapping.success.isDoubtful === true) notes.push(`Success is taken to be ${format.mapping.success.reason}.`);
	return notes;
}

/** Whether unseen examples, of which there are some, score higher than all others: the ranking, which would tell too, is not made for it. */
function unseenScoreHighest({ columns, scoreAt }: Dataset): boolean {
	const { length, counts } = columns;
	const { score } = scoreAt(counts.trials.indexOf(0));
	for (let index = 0; index < length; index++) if (counts.trials[index] !== 0 && scoreAt(index).score >= score) return false;
	return true;
}

/** From this on two rankings are called nearly the same. */
const nearlyOne = 0.9;
/** Evidence that differs by no more, relative to it, tells no prompts apart: a discount brings long histories as near as this to each other. */
const nearlyEqual = 0.01;
/** Where more are told apart, so many examples are looked at, of which Kendall's τ is right to about 0.02, and better than that near 1. */
const mostTauExamples = 1000;

/** That information, which insight adds to the difficulty weight, hardly changes the order of prompts of which as much is known. */
function equalEvidenceNotes(
	{ columns, totals, visits, scoreAt }: Dataset,
	{ discount }: Pick<Settings, 'discount'>,
): readonly string[] {
	const { length, counts } = columns;
	if (length < 2 || totals.unseen > 0) return [];
	const { evidence } = scoreAt(0);
	const fades = visits !== undefined && discount.lambda < 1;
	// Of faded evidence rollouts tell nothing: those of equal number may be of different steps, and a long history of any length leaves as much.
	let [least, most] = [evidence, evidence];
	if (!fades) {
		const { trials } = counts;
		for (let index = 1; index < length; index++) if (trials[index] !== trials[0]) return [];
	} else {
		for (let index = 0; index < length; index++) {
			const own = scoreAt(index).evidence;
			if (Math.abs(own - evidence) > nearlyEqual * evidence) return [];
			least = Math.min(least, own);
			most = Math.max(most, own);
		}
	}
	const about = formatParameter(least) === formatParameter(most) ? '' : 'about ';
	const told = (fades ? undefined : tallyFew(counts, mostTauExamples)) ?? sampleOf(length);
	const tau = kendallTau(
		Float64Array.from(told, ({ first }) => scoreAt(first).score),
		Float64Array.from(told, ({ first }) => scoreAt(first).weight),
		Float64Array.from(told, ({ prompts }) => prompts),
	);
	if (tau === null || tau < nearlyOne) return [];
	const held = fades ? `${about}the evidence ${formatParameter(evidence)} in force` : formatQuantity(counts.trials[0]!, 'rollout');
	return [
		`Every prompt has ${held}, so the ranking by insight is nearly that of the difficulty weight alone (Kendall's τ ${tau.toFixed(2)}): equal evidence makes information nearly irrelevant.`,
	];
}

/** Examples from all over the dataset, each for itself. */
function sampleOf(length: number): readonly Pick<CountClass, 'first' | 'prompts'>[] {
	const stride = Math.ceil(length / mostTauExamples);
	return Array.from({ length: Math.ceil(length / stride) }, (_, place) => ({ first: place * stride, prompts: 1 }));
}

/** So many outages are named. */
const namedOutages = 3;

/** What is believed of prompts because of steps at which nothing worked. */
export function outageNotes(outages: readonly Pick<Outage, 'step' | 'source' | 'prompts' | 'rollouts'>[]): readonly string[] {
	if (outages.length === 0) return [];
	const [rollouts, visits] = [sumOver(outages, (outage) => outage.rollouts), sumOver(outages, ({ prompts }) => prompts)];
	const rest = outages.length - namedOutages;
	const places = outages
		.slice(0, namedOutages)
		.map(({ step, source }) => `step ${step}${source === null ? '' : `, source ${JSON.stringify(source)}`}`);
	const where = `${places.join('; ')}${rest > 0 ? `; and ${formatCount(rest)} more` : ''}`;
	return [
		`An outage, by all that earlier steps say, at ${where}: none of ${formatQuantity(rollouts, 'rollout')} succeeded. Scores count these ${formatQuantity(visits, 'visit')} as failures, which they are not: take their lines out, or draw them again. Fits leave them out.`,
	];
}

/** So many models are named. */
const namedModels = 4;

function listed(names: readonly string[]): string {
	return names.length <= namedModels ? names.join(', ') : `${names.slice(0, namedModels).join(', ')} …`;
}

/** Notes on examples that were picked by hand or by a filter. */
export function selectionNotes(chosen: ExampleList, { totals, examples }: Dataset): readonly string[] {
	const unseen = sumOver(chosen, ({ group }) => (group.trials === 0 ? 1 : 0));
	const isAllUnseen = chosen.length > 0 && unseen === chosen.length;
	return isAllUnseen && totals.unseen < examples.length ? [allUnseen] : [];
}

const allUnseen =
	'Every chosen prompt is unseen: the choice among them is the seeded tie-break, and nothing is known of their difficulty.';

/** Notes on a chosen set, beside those on the dataset that it was chosen from. */
export function choiceNotes({ choosing, choice, chosen, pool }: ChosenSet, settings: Settings): readonly string[] {
	const { strategy, unseenQuota, set, top } = choosing;
	const { heldBack, unseen, eligible } = choice;
	const notes: string[] = [];
	const share = formatPercent(unseenQuota.share);
	if (unseen === chosen.length && unseen > 0 && pool.trials.some((trials) => trials > 0)) {
		notes.push(allUnseen);
	} else if (heldBack.unseen > 0) {
		notes.push(
			`${formatQuantity(heldBack.unseen, 'unseen prompt')} with a better score ${heldBack.unseen === 1 ? 'stands' : 'stand'} back, as at most ${share} of the set may be unseen: insight.unseenQuota.`,
		);
	}
	if (unseen > unseenQuota.share * chosen.length && unseen < chosen.length) {
		const excess = `${formatPercent(unseen / chosen.length)} of the set is unseen, more than the ${share} of insight.unseenQuota`;
		const reason =
			top === undefined
				? 'that is a share of a size asked for, and a set by score alone has none'
				: unseen === includedUnseen(chosen, choosing)
					? 'they were included by their ids'
					: 'nothing else was left';
		notes.push(`${excess}: ${reason}.`);
	}
	if (heldBack.quota > 0)
		notes.push(
			`${formatQuantity(heldBack.quota, 'better example')} ${heldBack.quota === 1 ? 'stands' : 'stand'} back for the quota on fields.`,
		);
	if (heldBack.duplicate > 0) {
		notes.push(
			`${formatQuantity(heldBack.duplicate, 'example')} with a prompt that was chosen already ${heldBack.duplicate === 1 ? 'was' : 'were'} left out.`,
		);
	}
	if (set === 'control') return notes;
	if (isTied(choice)) {
		notes.push(`The strategy ${strategy} does not tell the chosen examples apart: which ones they are is the seeded tie-break.`);
	}
	notes.push(...parameterNotes([strategy], settings));
	if (chosen.length < eligible && strategy !== 'random') {
		notes.push(
			'The set is for the policy of now and a short run: choose anew as it learns, and compare with a random control set of the same size.',
		);
	}
	return notes;
}

function includedUnseen(chosen: ExampleList, { include }: ChosenSet['choosing']): number {
	const ids = new Set(include);
	return ids.size === 0
		? 0
		: sumOver(chosen, ({ group }) => (group.trials === 0 && group.id !== null && ids.has(group.id) ? 1 : 0));
}

/** What the parameters do to what some of the strategies choose. */
export function parameterNotes(
	strategies: readonly StrategyName[],
	{ k, eta, mu }: Pick<StrategyParameters, 'k' | 'eta' | 'mu'>,
): readonly string[] {
	const looksAt = (name: ParameterName): boolean => strategies.some((each) => strategyOf(each).parameters.includes(name));
	return [
		...(looksAt('mu') ? muNotes({ mu }) : []),
		...(looksAt('eta') && eta === 0 ? ['η = 0 switches off the pull towards μ: the difficulty weight is m(1−m) alone.'] : []),
		...(looksAt('k') && k === 1 ? ['K = 1: a group of one rollout never has unequal rewards, so no group gives a gradient.'] : []),
	];
}

/** What is wrong with a centre of the difficulty weight that is no success rate. */
export function muNotes({ mu }: Pick<Settings, 'mu'>): readonly string[] {
	if (mu >= 0 && mu <= 1) return [];
	return [`μ = ${mu} is outside [0, 1]: prompts near that success rate are not there. The paper's 3.0 is a misprint of 0.3.`];
}
