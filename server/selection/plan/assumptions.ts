import { formatCount, formatParameter, formatPercent } from '../../../shared/format.ts';
import type { StrategyName } from '../../../shared/strategies.ts';
import { strategyOf } from '../strategyList.ts';
import type { CommonRules } from './planNotes.ts';

/** Where the rewards of simulated rollouts come from. */
export type RewardOrigin = { readonly from: 'beliefs' } | { readonly from: 'truth'; readonly field: string };

export interface Assumptions {
	readonly rules: CommonRules;
	readonly strategies: readonly StrategyName[];
	readonly rewards: RewardOrigin;
	readonly seed: number;
	/** Examples of the pool. */
	readonly size: number;
}

/** What a plan takes for granted, in a line. */
export function assumptionsText({ rules, strategies, rewards, seed, size }: Assumptions): string {
	const { parameters, prior, discount, batch, candidates, unseenShare } = rules;
	const names = new Set(strategies.flatMap((name) => strategyOf(name).parameters));
	const offered = candidates * batch;
	return [
		rewards.from === 'beliefs'
			? 'rewards are drawn from the beliefs, so a plan is as good as these'
			: `rewards are drawn from the success rates in "${rewards.field}"`,
		`prior ${formatParameter(prior.alpha)},${formatParameter(prior.beta)}`,
		discount.lambda === 1 ? 'λ = 1' : `λ = ${formatParameter(discount.lambda)} per ${discount.per}`,
		`M̂ = ${formatCount(candidates)} × ${formatCount(batch)} candidates a step${offered < size ? '' : `, here all ${formatCount(size)}`}`,
		unseenShare < 1
			? `at most ${formatPercent(unseenShare)} of a batch unseen while there are others`
			: 'any share of a batch may be unseen',
		...(names.has('eta') ? [`η = ${parameters.eta}, μ = ${parameters.mu}`] : []),
		...(names.has('target') ? [`target ${parameters.target}`] : []),
		...(names.has('low') ? [`band from ${parameters.low} to ${parameters.high}`] : []),
		`seed ${seed}`,
	].join(' · ');
}
