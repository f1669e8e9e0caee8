import { inWrittenOrder, type WrittenSet } from '../writtenSet.ts';

/** The state that MoPPS starts from, arXiv 2507.04632: the belief of each index. */
export function* mopps(set: WrittenSet): Iterable<string> {
	let separator = '{';
	for (const { index, group } of inWrittenOrder(set)) {
		yield `${separator}"${index}": [${group.score.alpha}, ${group.score.beta}]`;
		separator = ', ';
	}
	yield separator === '{' ? '{}\n' : '}\n';
}
