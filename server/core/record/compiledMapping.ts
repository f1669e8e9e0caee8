import { eachItem, type FieldPath, showFieldPath } from '../json/fieldPath.ts';
import { type CompiledPlan, compileFieldPlan } from '../json/fieldPlan.ts';
import { mostPaths, mostSlots, type RowRules } from '../json/lineRows.ts';
import { hashOfText } from '../json/scalars.ts';
import type { Mapping } from './mapping.ts';
import { outcomePaths } from './outcome.ts';
import { keepsSources, type ReaderOptions } from './readerOptions.ts';

/** A mapping, and the plan of all that it names; without one (an unknown format) of nothing. */
export interface CompiledMapping {
	readonly mapping: Mapping | undefined;
	readonly plan: CompiledPlan;
	/** The slot of a path of the mapping, or -1. */
	slotOf(path: FieldPath): number;
}

export function compileMapping(mapping: Mapping | undefined): CompiledMapping {
	const paths = mapping === undefined ? [] : mappingPaths(mapping);
	const plan = compileFieldPlan(paths);
	const slots = new Map(paths.map((path, index) => [path, plan.slotOf[index]!]));
	return { mapping, plan, slotOf: (path) => slots.get(path) ?? -1 };
}

function mappingPaths(mapping: Mapping): readonly FieldPath[] {
	const { id, group, prompt, groundTruth, source, step, sample, error, only, rewards } = mapping;
	const named = [id, prompt, groundTruth, source, step, sample, error?.field, only?.field].filter((path) => path !== undefined);
	return [...named, ...group, ...outcomePaths(rewards)];
}

/** Whether what rollouts are grouped by is the prompt and its ground truth, in this order: the key is the prompt's hash then. */
export function isGroupedByPrompt({ group, groupSize, isPerFile, prompt, groundTruth }: Mapping): boolean {
	if (groupSize !== undefined || isPerFile === true || prompt === undefined) return false;
	const named = groundTruth === undefined ? [prompt] : [prompt, groundTruth];
	return group.length === named.length && named.every((path, at) => showFieldPath(path) === showFieldPath(group[at]!));
}

/** What the hashes of keys start from: ids that start anew in every file are told from those of others. */
export function keySeed({ isPerFile }: Mapping, fileKey: string | undefined): number {
	return isPerFile === true && fileKey !== undefined ? hashOfText(fileKey) : 0;
}

/**
 * How lines that are written as most are can be read many at once: what the record reader makes of them, in numbers alone.
 *
 * @returns `undefined` where they cannot: prompts are to be kept as texts, or the mapping asks for more than hashes, counts and steps.
 */
export function rowRulesOf({ mapping, plan, slotOf }: CompiledMapping, options: ReaderOptions): RowRules | undefined {
	if (mapping === undefined || options.previewLength !== undefined) return undefined;
	const { rewards, success, group, step, sample } = mapping;
	if (mapping.only !== undefined || mapping.error !== undefined) return undefined;
	if (mapping.words !== undefined || mapping.groupSize !== undefined || success.isSoft === true) return undefined;
	if (rewards.kind !== 'list' && rewards.kind !== 'single') return undefined;
	if (rewards.kind === 'list' && rewards.declaredTrials !== undefined) return undefined;
	// A rollout of a group may be told from the others, by a hash that is not made there.
	const tellsRollouts = sample !== undefined || (rewards.kind === 'list' && step !== undefined);
	if (group.length > 0 && tellsRollouts) return undefined;
	const parallel = rewards.kind === 'list' ? rewards.parallel : [];
	const once = [mapping.id, mapping.prompt, mapping.groundTruth, step, ...group, ...parallel].filter((path) => path !== undefined);
	const isInList = rewards.kind === 'single' ? rewards.reward.includes(eachItem) : rewards.list.includes(eachItem);
	if (isInList || once.some((path) => path.includes(eachItem))) return undefined;
	if (group.length > mostPaths || parallel.length > mostPaths || plan.slotCount > mostSlots) return undefined;
	// Rewards are counted there as they come, and not noted for anything else.
	const reward = slotOf(rewards.reward);
	if ([...once, ...(mapping.source === undefined ? [] : [mapping.source])].some((path) => slotOf(path) === reward))
		return undefined;
	const slot = (path: FieldPath | undefined): number | undefined => (path === undefined ? undefined : slotOf(path));
	return {
		plan: plan.root,
		slotCount: plan.slotCount,
		reward,
		list: rewards.kind === 'list' ? slotOf(rewards.list) : undefined,
		parallel: parallel.map(slotOf),
		threshold: success.threshold,
		largestSeen: success.largestSeen,
		keySeed: keySeed(mapping, options.fileKey),
		group: group.map(slotOf),
		id: slot(mapping.id),
		prompt: slot(mapping.prompt),
		groundTruth: slot(mapping.groundTruth),
		step: slot(step),
		source: keepsSources(mapping, options) ? slot(mapping.source) : undefined,
		hashesPrompts: options.withPromptHashes !== false,
		isKeyOfPrompt: isGroupedByPrompt(mapping),
	};
}
