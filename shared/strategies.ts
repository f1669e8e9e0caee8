/** The strategies that a curriculum can be chosen by, and what they are tuned by: for settings, command line and editor alike. */

/** What each takes first. */
export const strategyTitles = {
	insight: 'information about prompts of middling difficulty, w(m)·I',
	'mutual-information': 'information alone, whatever the difficulty',
	'difficulty-weight': 'middling difficulty alone, however well it is known',
	'expected-variance-reduction': 'prompts whose success rate K rollouts would pin down most',
	'inverse-evidence': 'prompts with the fewest rollouts',
	'expected-difficulty': 'success rates nearest to the target',
	mopps: 'success rates nearest to the target, drawn from the belief',
	'insight-sampled': 'the InSight score with a success rate drawn from the belief',
	'non-degenerate': 'prompts whose next group most likely has unequal rewards',
	'dynamic-sampling': 'prompts solved in part, in random order',
	band: 'prompts whose solve rate is within the band, in random order',
	learnability: 'the largest p(1−p) of the solve rate',
	'hardest-solved': 'the hardest prompts that were solved at least once',
	'easy-to-hard': 'the easiest prompts, then harder ones',
	random: 'every prompt with the same chance',
} as const;

export type StrategyName = keyof typeof strategyTitles;

export const strategyNames = Object.keys(strategyTitles) as readonly StrategyName[];

/** What strategies are tuned by; each looks at some of these. */
export interface StrategyParameters {
	/** Rollouts that the next training step will draw for a prompt. */
	readonly k: number;
	/** Sharpness of the difficulty weight, InSight eq. 15. */
	readonly eta: number;
	/** Centre of the difficulty weight. */
	readonly mu: number;
	/** The success rate aimed at. */
	readonly target: number;
	/** The band of solve rates that is kept, both ends included. */
	readonly low: number;
	readonly high: number;
}

export type ParameterName = keyof StrategyParameters;

/** Bounds, both included. Defaults are those of the settings. */
export const parameterDomains: Readonly<
	Record<ParameterName, { readonly min: number; readonly max: number; readonly isWhole: boolean }>
> = {
	k: { min: 1, max: 4096, isWhole: true },
	eta: { min: 0, max: 1e6, isWhole: false },
	mu: { min: -1e6, max: 1e6, isWhole: false },
	target: { min: 0, max: 1, isWhole: false },
	low: { min: 0, max: 1, isWhole: false },
	high: { min: 0, max: 1, isWhole: false },
};

/** @returns a sentence that says which parameter cannot be used and why, or `undefined` where all can. */
export function checkParameters(parameters: StrategyParameters, names: readonly ParameterName[]): string | undefined {
	for (const name of names) {
		const { min, max, isWhole } = parameterDomains[name];
		const value = parameters[name];
		if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) continue;
		return `${name} is ${value}, but must be a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}.`;
	}
	const { low, high } = parameters;
	if (names.includes('low') && low > high) return `The band from ${low} to ${high} holds nothing: low must not be above high.`;
	return undefined;
}
