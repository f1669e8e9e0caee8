/** Choosing: every strategy's best 100,000 of 10⁶ examples, against sorting 10⁶ doubles. */

import { choose } from '../server/selection/choose.ts';
import type { Pool } from '../server/selection/pool.ts';
import { strategies } from '../server/selection/strategyList.ts';
import { seededRandom } from '../shared/random.ts';
import type { BenchEntry } from './entry.ts';
import { ratesOf } from './entry.ts';

const size = 1_000_000;
const top = 100_000;
const parameters = { k: 8, eta: 3, mu: 0.3, target: 0.5, low: 0.2, high: 0.8 };

/** Three in ten unseen, the others with 8 to 32 rollouts. */
function poolForBench(): Pool {
	const { next } = seededRandom(1, 2);
	const trials = Float64Array.from({ length: size }, () => (next() < 0.3 ? 0 : 8 * Math.ceil(4 * next())));
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

export const chooseBench: BenchEntry = {
	name: 'Best 100,000 of 10⁶ examples, a quarter of them unseen at most; time over that of sorting 10⁶ doubles',
	run() {
		const pool = poolForBench();
		const { next } = seededRandom(3, 4);
		const doubles = Float64Array.from({ length: size }, next);
		const rates = ratesOf([
			{
				name: 'sort',
				work: () => {
					doubles.slice().sort();
					return 1;
				},
			},
			...strategies.map((strategy) => ({
				name: strategy.name,
				work: () => choose(pool, strategy, parameters, { top, unseen: { share: 0.25, isStrict: false } }).indices.length / top,
			})),
		]);
		const sorting = rates.get('sort')!;
		return [...rates].map(
			([name, rate]) =>
				`${(sorting / rate).toFixed(2).padStart(9)} ×  ${name.padEnd(32)}${(1000 / rate).toFixed(0).padStart(6)} ms`,
		);
	},
};
