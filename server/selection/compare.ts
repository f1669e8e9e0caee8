/** Strategies side by side on one pool, under the same rules. */
import type { StrategyName, StrategyParameters } from '../../shared/strategies.ts';
import type { Sliced } from '../core/slices.ts';
import type { ChoiceRules } from './choiceRules.ts';
import { type Choice, choose } from './choose.ts';
import { kendallTau } from './kendall.ts';
import type { LabelColumn } from './labels.ts';
import { bestFirst } from './ordering.ts';
import type { Pool } from './pool.ts';
import type { Strategy } from './strategy.ts';
import { type SetSummary, summariseSet, usefulChances } from './summariseSet.ts';

/** Plain data: shown in tables, pictures and JSON. */
export interface Comparison {
	/** What the whole pool is like. */
	readonly pool: SetSummary;
	/** How many were to be chosen. */
	readonly top: number;
	/** In the order in which they were asked for. */
	readonly strategies: readonly ComparedStrategy[];
	/** Every two of them. */
	readonly pairs: readonly ComparedPair[];
	/** Examples that τ was computed over: all, or a seeded sample of a large pool. */
	readonly tauExamples: number;
}

export interface ComparedStrategy extends SetSummary {
	readonly name: StrategyName;
	/** Those that it looks at. */
	readonly parameters: Partial<StrategyParameters>;
	/** The lowest value chosen; `null` where nothing was. */
	readonly cut: number | null;
	/** How many could have been chosen. */
	readonly eligible: number;
	readonly heldBack: Choice['heldBack'];
	/** Indices of the chosen, the best first. */
	readonly chosen: readonly number[];
}

export interface ComparedPair {
	readonly first: StrategyName;
	readonly second: StrategyName;
	/** Examples that both chose. */
	readonly shared: number;
	/** Kendall's τ-b of the two rankings of all examples that both may choose; `null` where one of them tells nothing apart. */
	readonly tau: number | null;
}

export interface CompareRequest {
	readonly strategies: readonly Strategy[];
	readonly parameters: StrategyParameters;
	readonly rules: ChoiceRules & { readonly top: number };
	readonly seed: number;
	/** Fields whose values are counted. */
	readonly fields?: readonly LabelColumn[];
}

/** τ of two rankings of a million examples takes a second, and there are a hundred pairs: of so many it is within about 0.01. */
const mostTauExamples = 20_000;

/** @throws RangeError for parameters that a strategy cannot use. */
export function* compareStrategies(
	pool: Pool,
	{ strategies, parameters, rules, seed, fields = [] }: CompareRequest,
): Sliced<Comparison> {
	const useful = usefulChances(pool, parameters.k);
	const choices: Choice[] = [];
	for (const strategy of strategies) {
		choices.push(choose(pool, strategy, parameters, rules, seed));
		yield;
	}
	const all = Int32Array.from({ length: pool.size }, (_, index) => index);
	const sample = pool.size <= mostTauExamples ? all : sampleOf(pool, all);
	const sampled = choices.map(({ values }) => Float64Array.from(sample, (index) => values[index]!));
	const members = choices.map(({ indices }) => membersOf(indices, pool.size));
	const pairs: ComparedPair[] = [];
	for (let second = 1; second < strategies.length; second++) {
		for (let first = 0; first < second; first++) {
			pairs.push({
				first: strategies[first]!.name,
				second: strategies[second]!.name,
				shared: choices[first]!.indices.reduce((count, index) => count + members[second]![index]!, 0),
				tau: kendallTau(sampled[first]!, sampled[second]!),
			});
			yield;
		}
	}
	return {
		pool: summariseSet(pool, useful, fields, all),
		top: rules.top,
		strategies: choices.map(({ indices, cut, eligible, heldBack }, at) => ({
			name: strategies[at]!.name,
			parameters: Object.fromEntries(strategies[at]!.parameters.map((name) => [name, parameters[name]])),
			...summariseSet(pool, useful, fields, indices),
			cut: Number.isNaN(cut) ? null : cut,
			eligible,
			heldBack,
			chosen: [...indices],
		})),
		pairs,
		tauExamples: sample.length,
	};
}

/** Those with the smallest hashes: as good as random, and the same on every machine. */
function sampleOf({ size, tieHash }: Pool, all: Int32Array): Int32Array {
	const [sample] = bestFirst(new Float64Array(size), tieHash, all, mostTauExamples);
	return sample!;
}

function membersOf(indices: Int32Array, size: number): Uint8Array {
	const members = new Uint8Array(size);
	for (const index of indices) members[index] = 1;
	return members;
}
