/** A trainer's step: what choosing 256 of 4,096 candidates costs once the state is loaded, against parsing the state. */

import { parseRunFile, type RunFile, runFileText } from '../server/selection/plan/runFile.ts';
import { handOut } from '../server/selection/plan/trainerStep.ts';
import { seededRandom } from '../shared/random.ts';
import type { BenchEntry } from './entry.ts';
import { ratesOf } from './entry.ts';

const size = 40_000;
const batch = 256;

/** A run of 40 steps: so many of the prompts were visited, and have beliefs of their own where there is a discount. */
function runForBench(lambda: number, visited: number): RunFile {
	const { next } = seededRandom(1, 2);
	const step = 40;
	const lastStep = Float64Array.from({ length: size }, () => (next() < visited ? Math.ceil((step - 1) * next()) : 0));
	const trials = lastStep.map((last) => (last > 0 ? 16 : next() < 0.5 ? 0 : 8));
	const successes = trials.map((count) => Math.floor((count + 1) * next()));
	const share = lastStep.map((last) => (last > 0 && lambda < 1 ? lambda + (1 - lambda) * next() : 1));
	return {
		step,
		pending: null,
		lastRewards: null,
		rules: {
			strategy: 'insight',
			parameters: { k: 8, eta: 3, mu: 0.3, target: 0.5, low: 0.2, high: 0.8 },
			prior: { alpha: 1, beta: 1 },
			discount: { lambda, per: 'visit' },
			candidates: 16,
			unseenShare: 0.25,
			seed: 0,
		},
		ids: Array.from({ length: size }, (_, index) => `prompt-${index}`),
		state: {
			size,
			solved: successes.map((count, index) => count * share[index]!),
			failed: trials.map((count, index) => (count - successes[index]!) * share[index]!),
			successes,
			trials,
			lastStep,
			tieHash: Uint32Array.from({ length: size }, () => 2 ** 32 * next()),
		},
	};
}

export const nextBench: BenchEntry = {
	name: `A step of "insight next": ${16 * batch} candidates of ${size} scored and ${batch} chosen; time over that of parsing the state`,
	run() {
		const text = runFileText(runForBench(1, 0.25));
		const choosing = (name: string, lambda: number, visited: number) => {
			const run = runForBench(lambda, visited);
			const work = (): number => {
				for (let step = 0; step < 10; step++) handOut({ ...run, step: run.step + step }, batch);
				return 10;
			};
			return { name, work };
		};
		const rates = ratesOf([
			{ name: 'parse the state', work: () => ('problem' in parseRunFile(text) ? Number.NaN : 1) },
			choosing('score and choose, λ = 1', 1, 0.25),
			choosing('score and choose, λ = 0.7', 0.7, 0.25),
			choosing('the same, every belief differs', 0.7, 1),
		]);
		const parsing = rates.get('parse the state')!;
		return [...rates].map(
			([name, rate]) =>
				`${(parsing / rate).toFixed(3).padStart(9)} ×  ${name.padEnd(32)}${(1000 / rate).toFixed(2).padStart(8)} ms`,
		);
	},
};
