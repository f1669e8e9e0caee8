import { describe, expect, it } from 'vitest';
import { batchNotes, type CommonRules, groupsOfStep, planNotes } from '../../../../server/selection/plan/planNotes.ts';
import { promptCount, repeatedPrompts } from '../../../../server/selection/plan/repeatedPrompts.ts';
import { simulateRun } from '../../../../server/selection/plan/simulate.ts';
import { timelineOf } from '../../../../server/selection/plan/timeline.ts';
import { createBelievedWorld } from '../../../../server/selection/plan/world.ts';
import type { Pool } from '../../../../server/selection/pool.ts';
import { strategyOf } from '../../../../server/selection/strategyList.ts';
import { noDiscount, uniformPrior } from '../../../../shared/belief.ts';
import type { StrategyName } from '../../../../shared/strategies.ts';
import { jsonl, load } from '../../../support/dataset.ts';
import { poolFrom } from '../../../support/pools.ts';

const rules = (changes: Partial<CommonRules> = {}): CommonRules => ({
	parameters: { k: 8, eta: 3, mu: 0.3, target: 0.5, low: 0.2, high: 0.8 },
	prior: uniformPrior,
	discount: noDiscount,
	batch: 8,
	candidates: 16,
	unseenShare: 0.25,
	...changes,
});

function planned(pool: Pool, common: CommonRules, strategy: StrategyName, runs = 3) {
	const request = { steps: 3, world: createBelievedWorld(), seed: 1 };
	const records = Array.from({ length: runs }, (_, run) =>
		simulateRun(pool, { ...common, strategy: strategyOf(strategy) }, { ...request, run }),
	);
	return { strategy, timeline: timelineOf(records, pool.size) };
}

const mixed = poolFrom(40, (index) => (index % 2 === 0 ? [0, 0] : [(index >> 1) % 9, 8]));

describe('notes on batches', () => {
	it('are none where every batch is full', () => {
		for (const strategy of ['insight', 'random', 'easy-to-hard'] as const) {
			expect(batchNotes(mixed, rules(), [planned(mixed, rules(), strategy)])).toEqual([]);
		}
	});

	it('count what a strategy turns down, by its reason', () => {
		// 20 unseen; of 0 to 8 of 8 solved, three with 0 and two with 1, 7 and 8 each are outside the band.
		const common = rules({ batch: 16 });
		const [note] = batchNotes(mixed, common, [planned(mixed, common, 'band')]);
		expect(note).toMatch(/^band fills [\d.]+ of 16 places in a batch and spends \d+ % of the budget: /);
		expect(note).toMatch(
			/of the pool's 40 examples it turns down 20 without rollouts, 2 with all rollouts solved, 3 with none solved, 5 of other solve rates\.$/,
		);
	});

	it('say that prompts, or different ones among the candidates, run out', () => {
		// A world where all is solved leaves nothing in the band.
		const pool = poolFrom(20, () => [4, 8]);
		const common = rules();
		const records = simulateRun(
			pool,
			{ ...common, strategy: strategyOf('band') },
			{ steps: 9, world: (_index, _alpha, _beta, k) => k, seed: 1, run: 0 },
		);
		const plan = { strategy: 'band', timeline: timelineOf([records], 20) } as const;
		expect(batchNotes(pool, common, [plan])[0]).toMatch(/it turns prompts down as their rollouts come in\.$/);

		const few = rules({ batch: 4, candidates: 1, prompts: Float64Array.from({ length: 20 }, (_, index) => Math.min(index, 4)) });
		const notes = batchNotes(pool, few, [planned(pool, few, 'insight')]);
		expect(notes[0]).toBe('15 examples repeat the prompt of another: a batch takes one of them.');
		expect(notes[1]).toMatch(/^insight fills [\d.]+ of 4 places .*: among the candidates are too few different prompts for it\.$/);
	});

	it('say for how long all of a batch is unseen', () => {
		const common = rules({ unseenShare: 1 });
		// Of 20 unseen ones a batch takes 8 twice.
		expect(batchNotes(mixed, common, [planned(mixed, common, 'insight')])).toEqual([
			'At the first 2 steps every prompt that insight chooses is unseen: the choice among them is the seeded tie-break, and nothing is known of their difficulty.',
		]);
		const unseen = poolFrom(40);
		expect(batchNotes(unseen, common, [planned(unseen, common, 'insight')])).toEqual([]);
	});
});

describe('notes on a plan', () => {
	it('say that one run has no range, and that the policy moves', () => {
		const [one, horizon] = planNotes(mixed, rules(), [planned(mixed, rules(), 'insight', 1)]);
		expect(one).toMatch(/^One run cannot tell/);
		expect(horizon).toMatch(/a long run wants harder prompts than a short one: plan anew as it goes, and compare with random\.$/);
		const plans = (['insight', 'random'] as const).map((strategy) => planned(mixed, rules(), strategy));
		expect(planNotes(mixed, rules(), plans)).toEqual([expect.stringMatching(/plan anew as it goes\.$/)]);
	});
});

describe('prompts that several examples have', () => {
	it('are told by the first example of each, and by nothing where there are none', async () => {
		const records = ['a', 'b', 'a', 'c', 'b', 'a'].map((prompt, index) => ({ id: `${index}`, prompt, rewards: [1, 0] }));
		const { dataset } = await load(jsonl(records));
		const prompts = repeatedPrompts(dataset)!;
		expect([...prompts]).toEqual([0, 1, 0, 3, 1, 0]);
		expect(promptCount(6, prompts)).toBe(3);
		expect(groupsOfStep(rules({ prompts }), { size: 6 })).toBe(3);
		expect(repeatedPrompts((await load(jsonl(records.slice(3)))).dataset)).toBeUndefined();
		// Without a prompt field each is one of its own.
		expect(repeatedPrompts((await load(jsonl(records.map(({ prompt: _, ...others }) => others)))).dataset)).toBeUndefined();
		expect(groupsOfStep(rules({ prompts: undefined }), { size: 6 })).toBe(6);
	});
});
