/** Chooses a set of examples: the best by a strategy, within quotas. */
import { checkParameters, type StrategyParameters } from '../../shared/strategies.ts';
import type { ChoiceRules } from './choiceRules.ts';
import { bestFirst } from './ordering.ts';
import type { Pool } from './pool.ts';
import type { Strategy } from './strategy.ts';
import { createTally } from './tally.ts';

export interface Choice {
	/** Indices of the chosen: the best first, as far as the strategy tells them apart. */
	readonly indices: Int32Array;
	/** The strategy's value of every example of the pool. */
	readonly values: Float64Array;
	/** The lowest value chosen; NaN where none has one. */
	readonly cut: number;
	/** How many could have been chosen but for `top` and the quotas. */
	readonly eligible: number;
	/** Chosen ones without rollouts. */
	readonly unseen: number;
	/** Better ones that had to stand back: for the share of unseen ones, for a quota, as the prompt was chosen already. */
	readonly heldBack: { readonly unseen: number; readonly quota: number; readonly duplicate: number };
}

/**
 * The same set on any machine, in whatever company the pool was made: equals are ordered by their seeded hash.
 *
 * @param seed of strategies that draw random numbers.
 * @throws RangeError for parameters that the strategy cannot use.
 */
export function choose(pool: Pool, strategy: Strategy, parameters: StrategyParameters, rules: ChoiceRules = {}, seed = 0): Choice {
	const problem = checkParameters(parameters, strategy.parameters);
	if (problem !== undefined) throw new RangeError(problem);
	return chooseByValue(pool, strategy.values(pool, parameters, seed), rules);
}

/** {@link choose} by values that are at hand: a number an example, the higher the better, NaN for those that are not eligible. */
export function chooseByValue(pool: Pool, values: Float64Array, rules: ChoiceRules): Choice {
	const include = rules.include ?? new Set<number>();
	const { seen, unseen } = eligibleOf(pool, values, rules);
	const eligible = include.size + seen.length + unseen.length;
	const top = Math.min(rules.top ?? eligible, eligible);
	const unseenLimit = rules.top === undefined || rules.unseen === undefined ? top : Math.floor(rules.unseen.share * top);
	const tally = createTally(pool, rules, Math.max(top, include.size));
	for (const index of include) tally.take(index, pool.trials[index] === 0);

	const bestSeen = cursorOf(values, bestFirst(values, pool.tieHash, seen, top));
	const bestUnseen = cursorOf(values, bestFirst(values, pool.tieHash, unseen, unseenLimit));
	while (tally.takenCount() < top) {
		const hasSeen = bestSeen.look();
		const hasUnseen = tally.unseen() < unseenLimit && bestUnseen.look();
		if (!hasSeen && !hasUnseen) break;
		const isUnseenNext = hasUnseen && (!hasSeen || isBefore(pool.tieHash, bestUnseen, bestSeen));
		const next = isUnseenNext ? bestUnseen : bestSeen;
		tally.offer(next.index(), isUnseenNext);
		next.advance();
	}
	const isFilledUp = tally.takenCount() < top && rules.unseen?.isStrict !== true;
	if (isFilledUp) for (; tally.takenCount() < top && bestUnseen.look(); bestUnseen.advance()) tally.offer(bestUnseen.index(), true);

	const isOrdered = include.size === 0 && !isFilledUp;
	const indices = isOrdered ? tally.taken() : ordered(pool, values, tally.taken());
	const cut = isOrdered ? (values[indices[indices.length - 1]!] ?? Number.NaN) : lowestOf(values, indices);
	const isShareUsedUp = unseenLimit < top && tally.unseen() >= unseenLimit && !isFilledUp;
	let heldUnseen = 0;
	if (isShareUsedUp) for (const index of unseen) if (values[index]! > cut && !tally.isTaken(index)) heldUnseen++;
	return { indices, values, cut, eligible, unseen: tally.unseen(), heldBack: { ...tally.heldBack(), unseen: heldUnseen } };
}

/** Who may be chosen by value, ascending, with and without rollouts. */
function eligibleOf(
	{ size, trials }: Pool,
	values: Float64Array,
	{ minValue = Number.NEGATIVE_INFINITY, include, exclude }: ChoiceRules,
): { readonly seen: Int32Array; readonly unseen: Int32Array } {
	const isListed = (index: number): boolean => include?.has(index) === true || exclude?.has(index) === true;
	const isAnyListed = (include?.size ?? 0) + (exclude?.size ?? 0) > 0;
	// From both ends of one column.
	const room = new Int32Array(size);
	let seenCount = 0;
	let unseenStart = size;
	for (let index = 0; index < size; index++) {
		// Not so for NaN.
		const isGood = values[index]! >= minValue;
		if (!isGood || (isAnyListed && isListed(index))) continue;
		if (trials[index]! > 0) room[seenCount++] = index;
		else room[--unseenStart] = index;
	}
	return { seen: room.subarray(0, seenCount), unseen: room.subarray(unseenStart).reverse() };
}

/** Where one stands in a list of examples, the best first. */
interface Cursor {
	/** Whether there is an example; asks for the block it is in, and no sooner: it may never be wanted. */
	look(): boolean;
	index(): number;
	value(): number;
	advance(): void;
}

function cursorOf(values: Float64Array, blocks: Iterator<Int32Array, void>): Cursor {
	let block: Int32Array = new Int32Array(0);
	/** Side by side, when two lists are merged: each look into the pool would be a wait for memory. */
	let valuesOfBlock: Float64Array | undefined;
	let at = 0;
	return {
		look: () => {
			if (at < block.length) return true;
			const following = blocks.next().value;
			if (following === undefined) return false;
			block = following;
			valuesOfBlock = undefined;
			at = 0;
			return true;
		},
		index: () => block[at]!,
		value: () => {
			valuesOfBlock ??= valuesAt(values, block);
			return valuesOfBlock[at]!;
		},
		advance: () => {
			at++;
		},
	};
}

function valuesAt(values: Float64Array, indices: Int32Array): Float64Array {
	const found = new Float64Array(indices.length);
	for (let place = 0; place < indices.length; place++) found[place] = values[indices[place]!]!;
	return found;
}

function isBefore(tieHash: Uint32Array, left: Cursor, right: Cursor): boolean {
	const difference =
		left.value() - right.value() || tieHash[right.index()]! - tieHash[left.index()]! || right.index() - left.index();
	return difference > 0;
}

/** The best first; those without a value last. */
function ordered({ tieHash }: Pool, values: Float64Array, taken: Int32Array): Int32Array {
	const ascending = taken.toSorted();
	const withValue = ascending.filter((index) => !Number.isNaN(values[index]));
	const without = ascending.filter((index) => Number.isNaN(values[index]));
	for (const block of bestFirst(values, tieHash, withValue, withValue.length)) ascending.set(block);
	ascending.set(without, withValue.length);
	return ascending;
}

/** Whether the strategy tells the chosen ones not apart, so that the tie-break has chosen among the eligible. */
export function isTied({ indices, values, eligible }: Pick<Choice, 'indices' | 'values' | 'eligible'>): boolean {
	// The best come first.
	return indices.length > 1 && indices.length < eligible && values[indices[0]!] === values[indices[indices.length - 1]!];
}

/** NaN where there is no value. */
function lowestOf(values: Float64Array, indices: Int32Array): number {
	let lowest = Number.NaN;
	for (const index of indices) if (Number.isNaN(lowest) || values[index]! < lowest) lowest = values[index]!;
	return lowest;
}
