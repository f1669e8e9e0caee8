import { showFieldPath } from './fieldPath.ts';
import type { RewardSource } from './mapping.ts';

/** Where the outcomes of a mapping stand, for people. */
export function describeRewards(rewards: RewardSource): string {
	switch (rewards.kind) {
		case 'list':
		case 'single':
			return showFieldPath(rewards.reward);
		case 'counts':
			return `${showFieldPath(rewards.count)} (${rewards.of}) of ${showFieldPath(rewards.trials)}`;
		case 'rate':
			return `${showFieldPath(rewards.rate)} × ${typeof rewards.trials === 'number' ? rewards.trials : showFieldPath(rewards.trials)}`;
	}
}
