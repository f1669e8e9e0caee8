import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChoiceRules } from '../../../server/selection/choiceRules.ts';
import { choose, chooseByValue } from '../../../server/selection/choose.ts';
import type { Pool } from '../../../server/selection/pool.ts';
import { strategyOf } from '../../../server/selection/strategyList.ts';
import { poolOfCounts } from '../../support/pool.ts';
import { holds } from '../../support/random.ts';

const parameters = { k: 8, eta: 3, mu: 0.3, target: 0.5, low: 0.2, high: 0.8 };

/** Twelve prompts: 0 … 3 unseen, 4 … 11 with 0 … 7 of 8 solved. */
const pool = poolOfCounts([
	...Array.from({ length: 4 }, () => [0, 0] as const),
	...Array.from({ length: 8 }, (_, solved) => [solved, 8] as const),
]);
const chosen = (rules: ChoiceRules, strategy = strategyOf('insight')): readonly number[] => [
	...choose(pool, strategy, parameters, rules).indices,
];

/** Straight down the list, as the rules are worded. */
function chosenByHand({ size, trials, tieHash }: Pool, values: Float64Array, rules: ChoiceRules): readonly number[] {
	const { top = size, minValue = -Infinity, include = new Set(), exclude = new Set(), quotas = [], prompts } = rules;
	const order = [...Array(size).keys()].sort((left, right) => {
		const [first, second] = [values[left]!, values[right]!];
		if (Number.isNaN(first) || Number.isNaN(second))
			return Number(Number.isNaN(first)) - Number(Number.isNaN(second)) || left - right;
		return second - first || tieHash[left]! - tieHash[right]! || left - right;
	});
	const ranked = order.filter((index) => values[index]! >= minValue && !include.has(index) && !exclude.has(index));
	const limit = Math.min(top, ranked.length + include.size);
	const share = rules.top === undefined ? 1 : (rules.unseen?.share ?? 1);
	const taken = [...include];
	const isUnseen = (index: number): boolean => trials[index] === 0;
	const fits = (index: number): boolean =>
		quotas.every(
			({ labels, limits }) => taken.filter((other) => labels[other] === labels[index]).length < limits[labels[index]!]!,
		) && !taken.some((other) => prompts !== undefined && prompts[other] === prompts[index]);
	for (const index of ranked) {
		if (taken.length >= limit || (isUnseen(index) && taken.filter(isUnseen).length >= Math.floor(share * limit)) || !fits(index))
			continue;
		taken.push(index);
	}
	if (rules.unseen?.isStrict !== true) {
		for (const index of ranked.filter(isUnseen))
			if (taken.length < limit && !taken.includes(index) && fits(index)) taken.push(index);
	}
	return order.filter((index) => taken.includes(index));
}

describe('a choice', () => {
	it('is the best so many, unseen prompts among them up to their share', () => {
		expect(chosen({ top: 4 })).toHaveLength(4);
		expect(chosen({ top: 4 }).every((index) => index < 4)).toBe(true);
		const quartered = choose(pool, strategyOf('insight'), parameters, { top: 4, unseen: { share: 0.25, isStrict: false } });
		// S = 3, 4 and 2 of 8 are the best of those seen (method.md 2).
		expect([...quartered.indices].slice(1)).toEqual([7, 8, 6]);
		expect(quartered.unseen).toBe(1);
		expect(quartered.heldBack.unseen).toBe(3);
	});

	it('takes more unseen prompts only where nothing else is left, and none then if the share is strict', () => {
		const rules = { top: 10, unseen: { share: 0.1, isStrict: false } };
		const filled = choose(pool, strategyOf('insight'), parameters, rules);
		expect([filled.indices.length, filled.unseen]).toEqual([10, 2]);
		const strict = choose(pool, strategyOf('insight'), parameters, { ...rules, unseen: { share: 0.1, isStrict: true } });
		expect([strict.indices.length, strict.unseen]).toEqual([9, 1]);
		expect(chosen({ top: 5, unseen: { share: 0, isStrict: false } }).every((index) => index >= 4)).toBe(true);
	});

	it('is what its rules say, in any pool', async () => {
		const example = fc.record({
			value: fc.constantFrom(0, 0.1, 0.2, 0.5, Number.NaN),
			isUnseen: fc.boolean(),
			label: fc.nat({ max: 2 }),
			prompt: fc.constantFrom(1, 2, Number.NaN, Number.NaN),
			list: fc.constantFrom('', '', '', 'include', 'exclude'),
		});
		const rule = fc.record({
			top: fc.option(fc.nat({ max: 15 }), { nil: undefined }),
			share: fc.option(fc.constantFrom(0, 0.25, 0.5, 1), { nil: undefined }),
			isStrict: fc.boolean(),
			minValue: fc.option(fc.constantFrom(0.1, 0.2), { nil: undefined }),
			limits: fc.option(fc.array(fc.constantFrom(0, 1, 2, Infinity), { minLength: 3, maxLength: 3 }), { nil: undefined }),
			withPrompts: fc.boolean(),
		});
		await holds(
			fc.property(
				fc.array(example, { maxLength: 20 }),
				rule,
				(examples, { top, share, isStrict, minValue, limits, withPrompts }) => {
					const listed = (list: string): ReadonlySet<number> =>
						new Set([...examples.keys()].filter((index) => examples[index]!.list === list));
					const rules: ChoiceRules = {
						...(top === undefined ? {} : { top }),
						...(share === undefined ? {} : { unseen: { share, isStrict } }),
						...(minValue === undefined ? {} : { minValue }),
						...(limits === undefined
							? {}
							: { quotas: [{ labels: Int32Array.from(examples, ({ label }) => label), limits: Float64Array.from(limits) }] }),
						...(withPrompts ? { prompts: Float64Array.from(examples, ({ prompt }) => prompt) } : {}),
						include: listed('include'),
						exclude: listed('exclude'),
					};
					const some = poolOfCounts(examples.map(({ isUnseen }) => (isUnseen ? [0, 0] : [1, 2])));
					const values = Float64Array.from(examples, ({ value }) => value);
					const { indices, unseen, cut } = chooseByValue(some, values, rules);
					expect([...indices]).toEqual(chosenByHand(some, values, rules));
					expect(unseen).toBe([...indices].filter((index) => examples[index]!.isUnseen).length);
					const chosenValues = [...indices].map((index) => values[index]!).filter((value) => !Number.isNaN(value));
					expect(cut).toBe(chosenValues.length === 0 ? Number.NaN : Math.min(...chosenValues));
				},
			),
		);
	});

	it('says what stood back for what', () => {
		const labels = Int32Array.from({ length: 12 }, () => 0);
		const held = choose(pool, strategyOf('insight'), parameters, {
			top: 3,
			quotas: [{ labels, limits: Float64Array.of(2) }],
			prompts: Float64Array.from({ length: 12 }, (_, index) => (index < 4 ? 1 : Number.NaN)),
		});
		// One of the four unseen, which are one prompt; one of the others; the remaining seven are over the limit.
		expect([held.indices.length, held.heldBack]).toEqual([2, { unseen: 0, quota: 7, duplicate: 3 }]);
	});
});
