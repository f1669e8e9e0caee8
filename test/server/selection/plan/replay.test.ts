/** The orderings that the method found by simulation (its section 4), replayed in ten pools of each kind. */
import { describe, expect, it } from 'vitest';
import type { RunRules } from '../../../../server/selection/plan/batch.ts';
import { simulateRun } from '../../../../server/selection/plan/simulate.ts';

import { strategyOf } from '../../../../server/selection/strategyList.ts';

import type { StrategyName } from '../../../../shared/strategies.ts';
import { poolFrom } from '../../../support/pools.ts';
import { createToyWorld } from '../../../support/toyWorld.ts';

const seeds = Array.from({ length: 10 }, (_, index) => index);
const batch = 8;
const steps = 60;

function rulesOf(name: StrategyName, lambda: number, unseenShare: number): RunRules {
	return {
		strategy: strategyOf(name),
		parameters: { k: 8, eta: 3, mu: 0.3, target: 0.5, low: 0.2, high: 0.8 },
		prior: { alpha: 1, beta: 1 },
		discount: { lambda, per: 'visit' },
		batch,
		candidates: 16,
		unseenShare,
	};
}

/** Mean accuracy at the end, and mean share of useful groups, over the seeds. */
function outcomeOf(size: number, name: StrategyName, lambda = 1, unseenShare = 1) {
	let [accuracy, useful, revisits] = [0, 0, 0];
	for (const seed of seeds) {
		const toy = createToyWorld(size, seed);
		const records = simulateRun(poolFrom(size), rulesOf(name, lambda, unseenShare), { steps, world: toy.world, seed, run: 0 });
		accuracy += toy.accuracy() / seeds.length;
		useful += records.reduce((sum, { drawnUseful }) => sum + drawnUseful, 0) / (steps * batch) / seeds.length;
		revisits += records.reduce((sum, record) => sum + record.revisits, 0) / seeds.length;
	}
	return { accuracy, useful, revisits };
}

describe('in a pool that the run visits several times', () => {
	it('InSight with a discount learns more than random, from more useful groups', () => {
		const insight = outcomeOf(100, 'insight', 0.5);
		const random = outcomeOf(100, 'random');
		expect(insight.useful).toBeGreaterThan(random.useful + 0.05);
		expect(insight.accuracy).toBeGreaterThan(random.accuracy + 0.02);
	});
});

describe('in a pool larger than the run', () => {
	const size = 2000;

	it('InSight takes unseen prompts only, and learns no more than random', () => {
		const plain = outcomeOf(size, 'insight');
		const random = outcomeOf(size, 'random');
		expect(plain.revisits).toBe(0);
		expect(Math.abs(plain.accuracy - random.accuracy)).toBeLessThan(0.002);
	});

	it('a quota for unseen prompts repairs it', () => {
		const quota = outcomeOf(size, 'insight', 0.5, 0.25);
		const plain = outcomeOf(size, 'insight');
		expect(quota.revisits).toBeGreaterThan(0);
		expect(quota.useful).toBeGreaterThan(plain.useful + 0.02);
		expect(quota.accuracy).toBeGreaterThan(plain.accuracy + 0.001);
	});
});
