/** A trainer's step: what choosing 256 of 4,096 candidates costs once the state is loaded, against parsing the state. */

import { parseRunFile, type RunFile, runFileText } from '../server/selection/plan/runFile.ts';
import { handOut } from '../server/selection/plan/trainerStep.ts';
import { seededRandom } from '../shared/random.ts';
import type { BenchEntry } from './entry.ts';
import { ratesOf } from './entry.ts';

const size = 40_000;
const batch = 256;

/** A run of some steps under a discount, so that visited prompts have beliefs of their own. */
function runForBench(): RunFile {
	const { next } = seededRandom(1, 2);
	const trials = Float64Array.from({ length: size }, () => (next() < 0.5 ? 0 : 8 * Math.ceil(4 * next())));
	const solved = trials.map((count) => count * next() * 0.7);
	return {
		step: 40,
		pending: null,
		lastRewards: null,
		rules: {
			strategy: 'insight',
			parameters: { k: 8, eta: 3, mu: 0.3, target: 0.5, low: 0.2, high: 0.8 },
			prior: { alpha: 1, beta: 1 },
			discount: { lambda: 0.7, per: 'visit' },
			candidates: 16,
			unseenShare: 0.25,
			seed: 0,
		},
		ids: Array.from({ length: size }, (_, index) => `prompt-${index}`),
		state: {
			size,
			solved,
			failed: trials.map((count, index) => 0.7 * count - solved[index]!),
			successes: solved.map(Math.round),
			trials,
			lastStep: trials.map((count) => count / 8),
			tieHash: Uint32Array.from({ length: size }, () => 2 ** 32 * next()),
		},
	};
}

export const nextBench: BenchEntry = {
	name: `A step of "insight next": ${16 * batch} candidates of ${size} scored and ${batch} chosen; time over that of parsing the state`,
	run() {
		const run = runForBench();
		const text = runFileText(run);
		const rates = ratesOf([
			{ name: 'parse the state', work: () => ('problem' in parseRunFile(text) ? Number.NaN : 1) },
			{
				name: 'score and choose',
				work: () => {
					for (let step = 0; step < 10; step++) handOut({ ...run, step: run.step + step }, batch);
					return 10;
				},
			},
		]);
		const parsing = rates.get('parse the state')!;
		return [...rates].map(
			([name, rate]) =>
				`${(parsing / rate).toFixed(3).padStart(9)} ×  ${name.padEnd(32)}${(1000 / rate).toFixed(2).padStart(8)} ms`,
		);
	},
};
