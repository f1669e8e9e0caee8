import type { HeatmapMode } from '../shared/settings.ts';

/** What the modes of the heatmap show, for people; package.json says the same. */
export const modeDescriptions: Readonly<Record<HeatmapMode, string>> = {
	score: 'How much the next K rollouts would teach, weighted by difficulty',
	uncertainty: 'Standard deviation of the belief about the success rate',
	difficulty: 'Mean success rate: high is easy',
	evidence: 'Rollouts behind the belief, prior included',
};
