import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';
import { trainerIndices } from './sourceRecord.ts';

/**
 * The state that MoPPS (arXiv 2507.04632) saves as `index_score.json` and loads from `bandit_load_dir`: the belief of each index. What it
 * starts from without a state, at `bandit_init_dir`, is another file: lists of rewards.
 */
export async function* mopps(set: WrittenSet, signal: AbortSignal): AsyncIterable<string> {
	const indices = await trainerIndices(set, signal);
	let separator = '{';
	let place = 0;
	for (const { group } of inWrittenOrder(set)) {
		yield `${separator}"${indices[place++]}": [${group.score.alpha}, ${group.score.beta}]`;
		separator = ', ';
	}
	yield separator === '{' ? '{}\n' : '}\n';
}
