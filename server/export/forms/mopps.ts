import type { WrittenSet } from '../writtenSet.ts';
import { withTrainerIndex } from './sourceRecord.ts';

/**
 * The state that MoPPS (arXiv 2507.04632) saves as `index_score.json` and loads from `bandit_load_dir`: the belief of each index. What it
 * starts from without a state, at `bandit_init_dir`, is another file: lists of rewards.
 */
export async function* mopps(set: WrittenSet, signal: AbortSignal): AsyncIterable<string> {
	let separator = '{';
	for await (const { example, trainerIndex } of withTrainerIndex(set, signal)) {
		const { alpha, beta } = example.group.score;
		yield `${separator}"${trainerIndex}": [${alpha}, ${beta}]`;
		separator = ', ';
	}
	yield separator === '{' ? '{}\n' : '}\n';
}
