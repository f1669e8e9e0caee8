/** What the peers written in JavaScript share: from counts to the best tenth, and the lines of it to standard output. */
import { createScorer } from '../../shared/score.ts';
import { defaultSettings } from '../../shared/settings.ts';

export interface Choice {
	readonly examples: number;
	readonly chosen: ReadonlySet<number>;
	/** The lowest score that was chosen. */
	readonly cut: number;
}

/** The best tenth of examples, by their counts. */
export function choose(successes: readonly number[], trials: readonly number[]): Choice {
	const scorer = createScorer(defaultSettings());
	const scores = successes.map((count, index) => scorer(count, trials[index]!).score);
	const order = scores.map((_, index) => index).sort((left, right) => scores[right]! - scores[left]! || left - right);
	const best = order.slice(0, Math.ceil(scores.length / 10));
	return { examples: scores.length, chosen: new Set(best), cut: scores[best.at(-1)!]! };
}

/** Says what was chosen, so that contestants can be held against each other. */
export function report({ examples, chosen, cut }: Choice): void {
	process.stderr.write(`${JSON.stringify({ examples, chosen: chosen.size, cut })}\n`);
}
