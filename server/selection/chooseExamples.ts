/** From a dataset and what the user asks for to a chosen set. */

import { formatCount, formatPercent, formatQuantity } from '../../shared/format.ts';
import { hashText } from '../../shared/hash.ts';
import type { Settings } from '../../shared/settings.ts';
import { checkParameters } from '../../shared/strategies.ts';
import { type Dataset, type Examples, pickExamples } from '../core/dataset/dataset.ts';
import type { ChoiceRules, LabelQuota } from './choiceRules.ts';
import { type Choice, choose } from './choose.ts';
import { anyOther, type Choosing, type FieldQuota, parametersOf, sizeOf } from './choosing.ts';
import type { LabelColumn } from './labels.ts';
import { type Pool, poolOf } from './pool.ts';
import { strategyOf } from './strategyList.ts';

export interface ChosenSet {
	readonly choosing: Choosing;
	/** The best first. */
	readonly chosen: Examples;
	readonly choice: Choice;
	readonly pool: Pool;
}

/** Why there is no set, in a sentence that says what to do. */
export interface ChoosingProblem {
	readonly problem: string;
}

/** So many ids are named in a message. */
const namedIds = 5;

/**
 * @param labels a column for each field that quotas are about.
 */
export function chooseExamples(
	dataset: Dataset,
	choosing: Choosing,
	settings: Settings,
	labels: readonly LabelColumn[] = [],
): ChosenSet | ChoosingProblem {
	const strategy = strategyOf(choosing.strategy);
	const parameters = parametersOf(settings);
	const pool = poolOf(dataset);
	const problem = checkParameters(parameters, strategy.parameters) ?? checkLists(choosing);
	if (problem !== undefined) return { problem };
	const include = indicesOf(dataset, choosing.include, 'included');
	const exclude = indicesOf(dataset, choosing.exclude, 'excluded');
	if ('problem' in include) return include;
	if ('problem' in exclude) return exclude;

	const top = sizeOf(choosing, pool.size);
	if (top !== undefined && include.size > top) {
		return { problem: `${formatQuantity(include.size, 'example')} are to be included, but only ${formatCount(top)} chosen.` };
	}
	const rules: ChoiceRules = {
		...(top === undefined ? {} : { top, unseen: choosing.unseenQuota }),
		...(choosing.minScore === undefined ? {} : { minValue: choosing.minScore }),
		...(choosing.duplicates === 'once' ? { prompts: promptsOf(dataset) } : {}),
		quotas: choosing.quotas.map((quota, which) => labelQuota(quota, labels[which]!, top ?? pool.size)),
		include,
		exclude,
	};
	const choice = choose(pool, strategy, parameters, rules, settings.seed);
	const shortage = shortageOf(choosing, choice, top);
	if (shortage !== undefined) return { problem: shortage };
	if (choosing.set === 'chosen') return setOf(dataset, choosing, choice, pool);

	const control = chooseControl(pool, choice, rules, settings.seed);
	if (control.indices.length === choice.indices.length) return setOf(dataset, choosing, control, pool);
	const [size, left] = [choice.indices.length, control.indices.length].map(formatCount);
	const message = `A control set of ${size} is not to be had: beside the chosen ones, the rules leave ${left}. Choose fewer, or loosen them.`;
	return { problem: message };
}

function setOf(dataset: Dataset, choosing: Choosing, choice: Choice, pool: Pool): ChosenSet {
	return { choosing, choice, pool, chosen: pickExamples(dataset, choice.indices) };
}

/** As many as were chosen, at random from the others under the same rules, but for the value; no prompt that was chosen is among them. */
function chooseControl(pool: Pool, { indices }: Choice, rules: ChoiceRules, seed: number): Choice {
	const exclude = new Set([...(rules.exclude ?? []), ...indices]);
	const { prompts } = rules;
	if (prompts !== undefined) {
		const chosen = new Set(Array.from(indices, (index) => prompts[index]!).filter((prompt) => !Number.isNaN(prompt)));
		for (let index = 0; index < pool.size; index++) if (chosen.has(prompts[index]!)) exclude.add(index);
	}
	const { minValue: _, include: __, ...others } = rules;
	const strategy = strategyOf('random');
	const parameters = { k: 1, eta: 0, mu: 0, target: 0, low: 0, high: 1 };
	// Under another seed than the tie-break's, which has decided who was chosen.
	return choose(pool, strategy, parameters, { ...others, top: indices.length, exclude }, hashText('control', seed));
}

function checkLists({ include, exclude }: Choosing): string | undefined {
	const excluded = new Set(exclude);
	const both = [...new Set(include)].filter((id) => excluded.has(id));
	if (both.length === 0) return undefined;
	return `${named(both)} cannot be both included and excluded. Take ${both.length === 1 ? 'it' : 'them'} off one of the lists.`;
}

/** Indices of the examples with these ids. An id that no example has is a slip that would go unnoticed. */
function indicesOf({ examples }: Dataset, ids: readonly string[], what: string): ReadonlySet<number> | ChoosingProblem {
	if (ids.length === 0) return new Set();
	const wanted = new Set(ids);
	const indices = new Set<number>();
	const found = new Set<string>();
	for (const { index, group } of examples) {
		if (group.id === null || !wanted.has(group.id)) continue;
		indices.add(index);
		found.add(group.id);
	}
	const missing = [...wanted].filter((id) => !found.has(id));
	if (missing.length === 0) return indices;
	return { problem: `${named(missing)}, to be ${what}, ${missing.length === 1 ? 'is' : 'are'} not the id of any example.` };
}

function named(ids: readonly string[]): string {
	const rest = ids.length - namedIds;
	const list = ids.slice(0, namedIds).map((id) => JSON.stringify(id));
	return rest > 0 ? `${list.join(', ')} and ${formatQuantity(rest, 'more id')}` : list.join(' and ');
}

/** What tells prompts apart, by example: equal numbers are one prompt, NaN is one of its own. */
export function promptsOf({ lines, columns }: Dataset): Float64Array {
	const { promptHash } = lines.numbers;
	// Where each line is an example the lines' column is theirs.
	if (promptHash !== undefined && columns.length === lines.length) return promptHash;
	const prompts = new Float64Array(columns.length).fill(Number.NaN);
	if (promptHash !== undefined)
		for (let index = 0; index < prompts.length; index++) prompts[index] = promptHash[columns.firstLine[index]!]!;
	return prompts;
}

function labelQuota({ limits }: FieldQuota, { labels, values }: LabelColumn, size: number): LabelQuota {
	const most = new Map(limits.map((limit) => [limit.value, limit.most]));
	return {
		labels,
		limits: Float64Array.from(values, (value) => {
			const amount = (value === null ? undefined : most.get(value)) ?? most.get(anyOther);
			if (amount === undefined) return Number.POSITIVE_INFINITY;
			return 'count' in amount ? amount.count : Math.floor((size * amount.percent) / 100);
		}),
	};
}

/** What quotas leave of a set that was asked for by its size. */
function shortageOf({ quotas, unseenQuota }: Choosing, choice: Choice, top: number | undefined): string | undefined {
	const wanted = Math.min(top ?? 0, choice.eligible - choice.heldBack.duplicate);
	if (choice.indices.length >= wanted) return undefined;
	const reached = `only ${formatCount(choice.indices.length)} of ${formatCount(wanted)}`;
	if (quotas.length > 0 && choice.heldBack.quota > 0) {
		const fields = quotas.map(({ field }) => field).join(', ');
		return `The quota on ${fields} leaves ${reached}. Raise it, or choose fewer.`;
	}
	const share = formatPercent(unseenQuota.share);
	const seen = formatCount(choice.indices.length - choice.unseen);
	return `With at most ${share} of it unseen, the set has ${reached}: there are ${seen} prompts with rollouts. Raise insight.unseenQuota, or choose fewer.`;
}
