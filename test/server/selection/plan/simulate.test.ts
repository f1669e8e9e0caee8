import { describe, expect, it } from 'vitest';
import type { RunRules } from '../../../../server/selection/plan/batch.ts';
import { createRunState, poolAt, recordVisit } from '../../../../server/selection/plan/runState.ts';
import { simulateRun } from '../../../../server/selection/plan/simulate.ts';
import { timelineOf } from '../../../../server/selection/plan/timeline.ts';
import { createBelievedWorld, createKnownWorld } from '../../../../server/selection/plan/world.ts';
import { strategies, strategyOf } from '../../../../server/selection/strategyList.ts';
import { discounted, noDiscount, uniformPrior } from '../../../../shared/belief.ts';
import { poolFrom } from '../../../support/pools.ts';
import { draws } from '../../../support/simulation.ts';

const rules = (changes: Partial<RunRules> = {}): RunRules => ({
	strategy: strategyOf('insight'),
	parameters: { k: 8, eta: 3, mu: 0.3, target: 0.5, low: 0.2, high: 0.8 },
	prior: uniformPrior,
	discount: noDiscount,
	batch: 8,
	candidates: 4,
	unseenShare: 0.25,
	...changes,
});
/** Half unseen, half with 0 to 8 of 8 solved. */
const mixed = poolFrom(200, (index) => (index % 2 === 0 ? [0, 0] : [(index >> 1) % 9, 8]));
const request = (changes = {}) => ({ steps: 10, world: createBelievedWorld(), seed: 1, run: 0, ...changes });

describe('a simulated run', () => {
	it.each(strategies.map((strategy) => [strategy.name, strategy] as const))(
		'by %s is the same each time, and adds up',
		(_, strategy) => {
			const records = simulateRun(mixed, rules({ strategy }), request());
			expect(simulateRun(mixed, rules({ strategy }), request())).toEqual(records);
			const visited = new Set<number>();
			for (const { chosen, revisits, unvisitedLeft, unseenLeft, expectedUseful, drawnUseful } of records) {
				expect(new Set(chosen).size).toBe(chosen.length);
				expect(chosen.length).toBeLessThanOrEqual(8);
				expect(revisits).toBe(chosen.filter((index) => visited.has(index)).length);
				for (const index of chosen) visited.add(index);
				expect(unvisitedLeft).toBe(200 - visited.size);
				expect(unseenLeft).toBe(100 - [...visited].filter((index) => index % 2 === 0).length);
				for (const useful of [expectedUseful, drawnUseful]) {
					expect(useful).toBeGreaterThanOrEqual(0);
					expect(useful).toBeLessThanOrEqual(chosen.length);
				}
			}
		},
	);

	it('differs from run to run and from seed to seed, but not by the pool it leaves untouched', () => {
		const [first, second, third] = [request(), request({ run: 1 }), request({ seed: 2 })].map((given) =>
			simulateRun(mixed, rules(), given).map(({ chosen }) => [...chosen]),
		);
		expect(first).not.toEqual(second);
		expect(first).not.toEqual(third);
		expect(mixed).toEqual(poolFrom(200, (index) => (index % 2 === 0 ? [0, 0] : [(index >> 1) % 9, 8])));
	});

	it('sees as many useful groups as the beliefs expect, for they are what it draws from', () => {
		let [expected, drawn] = [0, 0];
		for (let run = 0; run < 20; run++) {
			for (const record of simulateRun(mixed, rules({ discount: { lambda: 0.7, per: 'step' } }), request({ run }))) {
				expected += record.expectedUseful;
				drawn += record.drawnUseful;
			}
		}
		// 1,600 groups; four standard deviations of their number are at most 4·√400.
		expect(Math.abs(drawn - expected)).toBeLessThan(4 * Math.sqrt(1600 / 4));
	});

	it('keeps to the quota of unseen prompts while there are others', () => {
		const [quota] = simulateRun(mixed, rules({ candidates: 16 }), request({ steps: 1 }));
		expect(quota!.chosen.filter((index) => index % 2 === 0).length).toBeLessThanOrEqual(2);
		const [all] = simulateRun(mixed, rules({ unseenShare: 1, candidates: 16 }), request({ steps: 1 }));
		expect(all!.chosen.every((index) => index % 2 === 0)).toBe(true);
	});

	it('takes all of a pool smaller than the batch, and says when it is used up', () => {
		const runs = [0, 1].map((run) => simulateRun(poolFrom(5), rules(), request({ run, steps: 3 })));
		expect(runs[0]!.map(({ chosen }) => chosen.length)).toEqual([5, 5, 5]);
		expect(timelineOf(runs, 5)).toMatchObject({
			runs: 2,
			pool: 5,
			groups: { mean: 15, lower: 15, upper: 15 },
			steps: [1, 2, 3].map((step) => ({ step, groups: { mean: 5, lower: 5, upper: 5 } })),
			coverage: { mean: 1 },
			usedUp: { runs: 2, step: { mean: 1 } },
		});
		expect(timelineOf([simulateRun(mixed, rules(), request())], 200).usedUp).toBeNull();
	});

	it('counts useful groups of the whole run, whatever share of those drawn they are', () => {
		// Two prompts of twenty are in the band for a start: always solved in part, as all rates are a half.
		const pool = poolFrom(20, (index) => (index < 2 ? [4, 8] : [0, 8]));
		const runs = [0, 1, 2].map((run) =>
			simulateRun(pool, rules({ strategy: strategyOf('dynamic-sampling') }), request({ run, steps: 4, world: () => 4 })),
		);
		expect(timelineOf(runs, 20)).toMatchObject({
			groups: { mean: 8 },
			useful: { mean: 8, lower: 8, upper: 8 },
			usefulShare: { mean: 1 },
		});
	});

	it('takes a prompt once for a batch, of the examples that have it the best, which keep beliefs of their own', () => {
		const { uniform } = draws(3);
		for (let trial = 0; trial < 20; trial++) {
			// First indices, as examples of a pool have them.
			const prompts = new Float64Array(60);
			for (let index = 1; index < 60; index++) prompts[index] = uniform() < 0.5 ? prompts[Math.floor(index * uniform())]! : index;
			const pool = poolFrom(60, (index) => [index % 5, 4]);
			const records = simulateRun(pool, rules({ prompts, candidates: 2 }), request({ run: trial, steps: 6 }));
			for (const { chosen } of records) {
				expect(chosen.length).toBeGreaterThan(0);
				expect(new Set(Array.from(chosen, (index) => prompts[index])).size).toBe(chosen.length);
			}
		}
		const three = poolFrom(3, (index) => [index === 1 ? 2 : 4, 4]);
		const [first, second] = simulateRun(three, rules({ prompts: Float64Array.of(0, 0, 2) }), request({ steps: 2, world: () => 8 }));
		expect([...first!.chosen]).toEqual([1, 2]);
		// The first was not rolled out, so that nothing new is known of it.
		expect(first!.unvisitedLeft).toBe(1);
		expect(second!.chosen).toHaveLength(2);
	});

	it('in a world of known rates believes them in the end', () => {
		const world = createKnownWorld(Float64Array.of(0, 1, 0.5, 0.5));
		const records = simulateRun(poolFrom(4), rules({ batch: 2, candidates: 2, unseenShare: 1 }), request({ world, steps: 40 }));
		// What is always or never solved is hardly chosen once that is known: of 40 choices, not even 4.
		expect(
			records
				.slice(20)
				.flatMap(({ chosen }) => [...chosen])
				.filter((index) => index < 2).length,
		).toBeLessThan(4);
	});

	it('goes on where a strategy turns every prompt down', () => {
		const records = simulateRun(poolFrom(20), rules({ strategy: strategyOf('band') }), request({ steps: 2 }));
		expect(records.map(({ chosen, mean, evidence }) => [chosen.length, mean, evidence])).toEqual([
			[0, 0, 0],
			[0, 0, 0],
		]);
	});
});

describe('the state of a run', () => {
	it('follows eq. 6 at visits, and fades between them per step', () => {
		const discount = { lambda: 0.5, per: 'step' } as const;
		const state = createRunState(
			poolFrom(1, () => [2, 8]),
			uniformPrior,
		);
		const beliefAt = (step: number) => {
			const { alpha, beta } = poolAt(state, Int32Array.of(0), uniformPrior, discount, step);
			return { alpha: alpha[0], beta: beta[0] };
		};
		expect(beliefAt(1)).toEqual({ alpha: 3, beta: 7 });
		recordVisit(state, 0, { successes: 4, trials: 8 }, discount, 1);
		expect(beliefAt(2)).toEqual(discounted({ alpha: 3, beta: 7 }, uniformPrior, 0.5, { successes: 4, trials: 8 }));
		// 5 successes and 7 failures, halved twice by steps 2 and 3.
		expect(beliefAt(4)).toEqual({ alpha: 1 + 5 / 4, beta: 1 + 7 / 4 });
		expect([state.successes[0], state.trials[0], state.lastStep[0]]).toEqual([6, 16, 1]);
	});
});
