import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Group } from '../../../server/core/grouping.ts';
import { rankExamples } from '../../../server/core/ranking.ts';
import { hashText } from '../../../shared/hash.ts';
import { createScorer, type Score } from '../../../shared/score.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { countsOf, jsonl, load } from '../../support/dataset.ts';
import { holds } from '../../support/random.ts';

const unseen = createScorer(defaultSettings())(0, 0);

function groupOf(score: number, id: string | null, seed: number): Group {
	return {
		key: null,
		id,
		promptHash: null,
		preview: null,
		lines: 1,
		successes: 0,
		trials: 0,
		unscored: 0,
		tieHash: id === null ? null : hashText(id, seed),
		score: { ...unseen, score } satisfies Score,
	};
}

/** What the ranking is: best score first, ties by hash, then by place. */
function reference(groups: readonly Group[], seed: number): readonly number[] {
	const hashOf = (index: number): number => groups[index]!.tieHash ?? hashText(`#${index}`, seed);
	return groups
		.map((_, index) => index)
		.sort((left, right) => groups[right]!.score.score - groups[left]!.score.score || hashOf(left) - hashOf(right) || left - right);
}

/** Few distinct scores, as in real pools, and some that are close. */
const scores = fc.array(fc.oneof(fc.constantFrom(0, 0.17, 0.042, 1e-300), fc.double({ min: 0, max: 1, noNaN: true })), {
	maxLength: 60,
});

describe('the ranking', () => {
	it('is that of a plain sort', () => {
		holds(
			fc.property(scores, fc.nat(), fc.nat({ max: 3 }), (values, seed, named) => {
				// Some examples share a name, some have none.
				const groups = values.map((score, index) => groupOf(score, index % 4 < named ? `id${index % 9}` : null, seed));
				expect([...rankExamples(groups, seed)]).toEqual(reference(groups, seed));
			}),
			500,
		);
	});

	it('is the same every time, and for examples with ids the same in any order', () => {
		holds(
			fc.property(
				fc
					.uniqueArray(fc.string(), { maxLength: 40 })
					.chain((ids) => fc.tuple(fc.constant(ids), fc.shuffledSubarray(ids, { minLength: ids.length }))),
				([ids, shuffled]) => {
					const rankedIds = (names: readonly string[]) => {
						const groups = names.map((id) => groupOf(id.length % 3, id, 1));
						return Array.from(rankExamples(groups, 1), (index) => names[index]);
					};
					expect(rankedIds(ids)).toEqual(rankedIds(ids));
					// Two ids may have one hash; then their places decide.
					fc.pre(new Set(ids.map((id) => hashText(id, 1))).size === ids.length);
					expect(rankedIds(shuffled)).toEqual(rankedIds(ids));
				},
			),
		);
	});

	it('under another seed differs among ties only', async () => {
		const pool = jsonl(Array.from({ length: 60 }, (_, index) => ({ id: `p${index}`, rewards: [1, index % 3 ? 1 : 0, 0] })));
		const ranked = async (seed: number) => {
			const { dataset } = await load(pool, { 'insight.seed': seed });
			return Array.from(dataset.ranking, (index) => dataset.examples[index]!.group);
		};
		const [first, again, other] = [await ranked(0), await ranked(0), await ranked(1)];
		expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
		expect(other.map(({ score }) => score.score)).toEqual(first.map(({ score }) => score.score));
		expect(other.map(({ id }) => id)).not.toEqual(first.map(({ id }) => id));
		// Neither is it the order of the file, among ties.
		expect(first.slice(0, 20).map(({ id }) => id)).not.toEqual(
			[...first.slice(0, 20)].sort((left, right) => Number(left.id?.slice(1)) - Number(right.id?.slice(1))).map(({ id }) => id),
		);
	});

	it('of lines that are shuffled is the same', async () => {
		const records = Array.from({ length: 40 }, (_, index) => ({ task_id: `t${index % 10}`, reward: index % 3 === 0 ? 1 : 0 }));
		const ranked = async (lines: readonly unknown[]) => {
			const { dataset } = await load(jsonl(lines));
			return Array.from(dataset.ranking, (index) => dataset.examples[index]!.group.id);
		};
		const expected = await ranked(records);
		expect(expected).toHaveLength(10);
		await holds(
			fc.asyncProperty(fc.shuffledSubarray(records, { minLength: records.length }), async (shuffled) => {
				expect(await ranked(shuffled)).toEqual(expected);
			}),
			20,
		);
	});

	it('puts scores first and keeps infinitesimal differences', () => {
		const values = [0.1, 0.30000000000000004, 0.3, 0, 1e-320];
		const groups = values.map((score) => groupOf(score, null, 0));
		expect([...rankExamples(groups, 0)]).toEqual([1, 2, 0, 4, 3]);
	});

	it('of nothing is nothing', () => {
		expect([...rankExamples([], 0)]).toEqual([]);
	});

	it('of large classes is sorted by comparison, and the same', () => {
		holds(
			fc.property(scores, fc.nat(), (values, seed) => {
				const groups = values.map((score, index) => groupOf(score, index % 2 ? `id${index % 9}` : null, seed));
				expect([...rankExamples(groups, seed, 2)]).toEqual([...rankExamples(groups, seed)]);
			}),
		);
	});
});

it('counts are the same whatever the order of lines', async () => {
	const records = Array.from({ length: 20 }, (_, index) => ({ task_id: index % 4, reward: index % 3 === 0 ? 1 : 0 }));
	expect(countsOf(await load(jsonl(records.toReversed())))).toEqual(countsOf(await load(jsonl(records))));
});
