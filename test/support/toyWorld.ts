/** A toy of RLVR: a policy that gets better by what it is trained on. Good for orderings of strategies, not for sizes. */
import type { World } from '../../server/selection/plan/world.ts';
import { draws } from './simulation.ts';

export interface ToyWorld {
	readonly world: World;
	/** The mean success rate over the pool, now. */
	readonly accuracy: () => number;
}

/** What a group with rewards as unequal as can be adds to the logit of its own prompt, and to that of all others. */
const ownGain = 0.6;
const sharedGain = 12;

/**
 * A pool of prompts whose success rates are σ(skill − difficulty), of which a group moves its own by its s(k−s)/k², as a group-relative
 * gradient does, and all a little. Difficulties are U-shaped: half of the prompts easy, half hard, few between.
 */
export function createToyWorld(size: number, stream: number): ToyWorld {
	const { uniform } = draws(stream);
	const logits = Float64Array.from({ length: size }, () => {
		const side = uniform() < 0.5 ? 1 : -1;
		return side * (0.3 + 3.4 * uniform());
	});
	let skill = 0;
	const rateOf = (index: number): number => 1 / (1 + Math.exp(-skill - logits[index]!));
	return {
		world: (index, _alpha, _beta, k, random) => {
			const rate = rateOf(index);
			let successes = 0;
			for (let rollout = 0; rollout < k; rollout++) if (random() < rate) successes++;
			const signal = (4 * successes * (k - successes)) / k ** 2;
			logits[index]! += ownGain * signal;
			skill += (sharedGain * signal) / size / 10;
			return successes;
		},
		accuracy: () => logits.reduce((sum, _, index) => sum + rateOf(index), 0) / size,
	};
}
