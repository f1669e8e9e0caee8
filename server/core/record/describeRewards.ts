import { showFieldPath } from '../json/fieldPath.ts';
import type { RewardSource, RewardTerm } from './mapping.ts';

/** Where the outcomes of a mapping stand, for people. */
export function describeRewards(rewards: RewardSource): string {
	switch (rewards.kind) {
		case 'none':
			return 'elsewhere';
		case 'list':
		case 'single':
			return showFieldPath(rewards.reward);
		case 'sum':
			return rewards.terms.map(({ reward, weight }) => `${weightText(weight)}${showFieldPath(reward)}`).join(' + ');
		case 'siblings':
			return rewards.rewards.map(showFieldPath).join(', ');
		case 'counts':
			return `${showFieldPath(rewards.count)} (${rewards.of}) of ${typeof rewards.trials === 'number' ? rewards.trials : showFieldPath(rewards.trials)}`;
		case 'rate':
			return `${showFieldPath(rewards.rate)} × ${typeof rewards.trials === 'number' ? rewards.trials : showFieldPath(rewards.trials)}`;
	}
}

function weightText(weight: RewardTerm['weight']): string {
	if (weight === 1) return '';
	return typeof weight === 'number' ? `${weight} × ` : `${showFieldPath(weight)} × `;
}
