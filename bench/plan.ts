/** Planning: 20 simulated runs of 100 steps over 40,000 prompts, against scoring the pool once a step. */

import type { RunRules } from '../server/selection/plan/batch.ts';
import { simulateRun } from '../server/selection/plan/simulate.ts';
import { createBelievedWorld } from '../server/selection/plan/world.ts';
import type { Pool } from '../server/selection/pool.ts';
import { insight } from '../server/selection/strategies/insight.ts';
import { seededRandom } from '../shared/random.ts';
import type { BenchEntry } from './entry.ts';
import { ratesOf } from './entry.ts';

const size = 40_000;
const steps = 100;
const runs = 20;
const parameters = { k: 8, eta: 3, mu: 0.3, target: 0.5, low: 0.2, high: 0.8 };

/** Half unseen, half with a group of eight. */
function poolForBench(): Pool {
	const { next } = seededRandom(1, 2);
	const trials = Float64Array.from({ length: size }, (_, index) => 8 * (index % 2));
	const successes = trials.map((count) => Math.floor((count + 1) * next()));
	return {
		size,
		successes,
		trials,
		alpha: successes.map((count) => 1 + count),
		beta: trials.map((count, index) => 1 + count - successes[index]!),
		tieHash: Uint32Array.from({ length: size }, () => 2 ** 32 * next()),
	};
}

export const planBench: BenchEntry = {
	name: `A plan of ${steps} steps × 256 prompts over ${size} prompts, ${runs} runs; time over that of scoring the pool once a step`,
	run() {
		const pool = poolForBench();
		const rules = { strategy: insight, parameters, prior: { alpha: 1, beta: 1 }, batch: 256, candidates: 16, unseenShare: 0.25 };
		const plan = (discount: RunRules['discount']) => (): number => {
			const world = createBelievedWorld();
			for (let run = 0; run < runs; run++) simulateRun(pool, { ...rules, discount }, { steps, world, seed: 0, run });
			return 1;
		};
		const rates = ratesOf(
			[
				{
					name: 'scoring the pool each step',
					work: () => {
						for (let step = 0; step < steps * runs; step++) insight.values(pool, parameters, 0);
						return 1;
					},
				},
				{ name: 'plan, λ = 1', work: plan({ lambda: 1, per: 'visit' }) },
				{ name: 'plan, λ = 0.5 a visit', work: plan({ lambda: 0.5, per: 'visit' }) },
				{ name: 'plan, λ = 0.5 a step', work: plan({ lambda: 0.5, per: 'step' }) },
			],
			0,
		);
		const scoring = rates.get('scoring the pool each step')!;
		return [...rates].map(
			([name, rate]) => `${(scoring / rate).toFixed(2).padStart(9)} ×  ${name.padEnd(32)}${(1 / rate).toFixed(1).padStart(6)} s`,
		);
	},
};
