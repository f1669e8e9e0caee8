import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ranked, rankExamples, rerank } from '../../../../server/core/dataset/ranking.ts';
import { finished } from '../../../../server/core/slices.ts';
import { countsOf, jsonl, load } from '../../../support/dataset.ts';
import { holds } from '../../../support/random.ts';

interface Entry {
	readonly score: number;
	readonly tieHash: number;
}

function rankedOf(entries: readonly Entry[]): Ranked {
	return {
		length: entries.length,
		scoreAt: (index) => entries[index]!.score,
		tieHash: Uint32Array.from(entries, ({ tieHash }) => tieHash),
	};
}

function ranked(entries: readonly Entry[]): Int32Array {
	return finished(rankExamples(rankedOf(entries)));
}

/** What the ranking is: best score first, ties by hash, then by place. */
function reference(entries: readonly Entry[]): readonly number[] {
	const by = (left: Entry, right: Entry): number => right.score - left.score || left.tieHash - right.tieHash;
	return entries.map((_, index) => index).sort((left, right) => by(entries[left]!, entries[right]!) || left - right);
}

/** Few distinct scores, as in real pools, and some that are close; hashes that differ in any bits. */
const entry = fc.record({
	score: fc.oneof(fc.constantFrom(0, 0.17, 0.042, 1e-300), fc.double({ min: 0, max: 1, noNaN: true })),
	tieHash: fc.oneof(fc.nat({ max: 3 }), fc.constantFrom(2 ** 31, 2 ** 32 - 1), fc.integer({ min: 0, max: 2 ** 32 - 1 })),
});
const entries = fc.array(entry, { maxLength: 60 });

describe('the ranking', () => {
	it('is that of a plain sort', () => {
		holds(
			fc.property(entries, (pool) => {
				expect([...ranked(pool)]).toEqual(reference(pool));
			}),
			500,
		);
	});

	it('with a few changed is that of ranking anew', () => {
		holds(
			fc.property(entries, fc.array(fc.tuple(fc.nat(), entry), { maxLength: 5 }), (pool, changes) => {
				fc.pre(pool.length > 0);
				const after = [...pool];
				for (const [at, changed] of changes) after[at % pool.length] = changed;
				const indices = new Set(changes.map(([at]) => at % pool.length));
				expect([...rerank(ranked(pool), indices, rankedOf(after))]).toEqual(reference(after));
			}),
			500,
		);
	});

	it('under another seed differs among ties only', async () => {
		const pool = jsonl(Array.from({ length: 60 }, (_, index) => ({ id: `p${index}`, rewards: [1, index % 3 ? 1 : 0, 0] })));
		const ranked = async (seed: number) => {
			const { dataset } = await load(pool, { 'insight.seed': seed });
			return Array.from(dataset.ranking, (index) => dataset.examples.at(index).group);
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
			return Array.from(dataset.ranking, (index) => dataset.examples.at(index).group.id);
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
		expect([...ranked(values.map((score) => ({ score, tieHash: 0 })))]).toEqual([1, 2, 0, 4, 3]);
	});

	it('of nothing is nothing', () => {
		expect([...ranked([])]).toEqual([]);
	});
});

it('counts are the same whatever the order of lines', async () => {
	const records = Array.from({ length: 20 }, (_, index) => ({ task_id: index % 4, reward: index % 3 === 0 ? 1 : 0 }));
	expect(countsOf(await load(jsonl(records.toReversed())))).toEqual(countsOf(await load(jsonl(records))));
});
