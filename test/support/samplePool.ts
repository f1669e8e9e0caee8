/** A pool as pictures see it: the same on every machine. */

export interface SamplePool {
	readonly means: Float64Array;
	readonly evidences: Float64Array;
	readonly isChosen: Uint8Array;
}

/** 2,000 prompts with 0 to 32 rollouts, most of them hard; those near 0.4 with little evidence are chosen. */
export function samplePool(): SamplePool {
	const random = createRandom(20260302);
	const counts = Array.from({ length: 2000 }, () => {
		const trials = [0, 4, 8, 8, 8, 16, 32][Math.floor(random() * 7)]!;
		const rate = random() ** 2;
		let successes = 0;
		for (let trial = 0; trial < trials; trial++) if (random() < rate) successes++;
		return { successes, trials };
	});
	const means = Float64Array.from(counts, ({ successes, trials }) => (successes + 1) / (trials + 2));
	const evidences = Float64Array.from(counts, ({ trials }) => trials + 2);
	return {
		means,
		evidences,
		isChosen: Uint8Array.from(means, (mean, at) => (Math.abs(mean - 0.4) < 0.11 && evidences[at]! < 20 ? 1 : 0)),
	};
}

/** A linear congruential generator is enough for a picture. */
function createRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
