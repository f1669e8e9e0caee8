/** Whether a fitted prior is better than the one in use for prompts that it was not fitted to. */
import { type Prior, uniformPrior } from '../../../shared/belief.ts';
import { formatPrior } from '../../../shared/format.ts';
import { logSequenceProbability } from '../../../shared/math/rewardSequence.ts';
import { fitPrior, type TalliedCounts } from './prior.ts';
import { isRefusal } from './refusal.ts';

/** How much likelier the rewards of all prompts are, each under a prior fitted to others, than under the one in use. */
export interface HeldOutGain {
	readonly nats: number;
	/** From the spread of the gain between prompts. */
	readonly standardError: number;
	readonly prompts: number;
	/** The prior in use. */
	readonly over: Prior;
}

/** The prior of each half of the prompts predicts the other half. @returns `null` where one of them fits no prior. */
export function heldOutGain(
	[first, second]: readonly [readonly TalliedCounts[], readonly TalliedCounts[]],
	over: Prior,
): HeldOutGain | null {
	const [byFirst, bySecond] = [fitPrior(first), fitPrior(second)];
	if (isRefusal(byFirst) || isRefusal(bySecond)) return null;
	let [sum, squares, prompts] = [0, 0, 0];
	const add = (counts: readonly TalliedCounts[], prior: Prior): void => {
		for (const { successes, trials, prompts: times = 1 } of counts) {
			if (trials === 0) continue;
			const under = ({ alpha, beta }: Prior): number => logSequenceProbability(alpha, beta, successes, trials);
			const gain = under(prior) - under(over);
			sum += times * gain;
			squares += times * gain ** 2;
			prompts += times;
		}
	};
	add(second, byFirst.prior);
	add(first, bySecond.prior);
	const variance = Math.max(0, squares - sum ** 2 / prompts) * (prompts / (prompts - 1));
	return { nats: sum, standardError: Math.sqrt(variance), prompts, over };
}

/** In a few words, for all who show a fitted prior. */
export function heldOutText(gain: HeldOutGain | null): string {
	if (gain === null) return 'held out: not to be told, as half of the prompts fit no prior';
	const { nats, standardError, over } = gain;
	const than = nats < 0 ? 'worse' : 'better';
	return `held out: ${Math.abs(nats).toFixed(1)} ± ${standardError.toFixed(1)} nats ${than} than ${isFlat(over) ? 'the flat prior' : `${formatPrior(over)}, the prior in use`}, each half of the prompts by the prior of the other`;
}

function isFlat({ alpha, beta }: Prior): boolean {
	return alpha === uniformPrior.alpha && beta === uniformPrior.beta;
}

/** Φ⁻¹(0.975). */
const normalQuantile = 1.959963984540054;

/** The interval that holds the gain on such prompts with 95 %, by the normal distribution of a sum over many. */
export function heldOutInterval({ nats, standardError }: HeldOutGain): { readonly lower: number; readonly upper: number } {
	return { lower: nats - normalQuantile * standardError, upper: nats + normalQuantile * standardError };
}
