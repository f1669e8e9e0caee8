import { hashText } from '../../shared/hash.ts';
import type { Group } from './grouping.ts';

/**
 * Indices of examples from the best to the worst: by acquisition score, ties by the seeded hash of what names the example (what its lines
 * share, else its id, else its prompt, else its place), then by place. The same on every machine.
 *
 * Real pools have few distinct counts, so examples are sorted within classes of equal scores: 0.2 s instead of 1.4 s for 10⁶ examples.
 *
 * @param largestKeyed classes of more examples are sorted by a comparison, which takes ten times as long: hash and place in the class
 * do not fit into one double then (32 + 21 bits).
 */
export function rankExamples(groups: readonly Group[], seed: number, largestKeyed = 2 ** 21): Int32Array {
	const classes = new Map<number, number[]>();
	groups.forEach((group, index) => {
		const members = classes.get(group.score.score);
		if (members === undefined) classes.set(group.score.score, [index]);
		else members.push(index);
	});
	const order = new Int32Array(groups.length);
	let at = 0;
	for (const score of Float64Array.from(classes.keys()).sort().reverse()) {
		const members = classes.get(score)!;
		if (members.length <= largestKeyed) {
			const keys = Float64Array.from(members, (index, place) => tieHashOf(groups[index]!, index, seed) * 2 ** 21 + place).sort();
			for (const key of keys) order[at++] = members[key % 2 ** 21]!;
		} else {
			const hashes = new Map(members.map((index) => [index, tieHashOf(groups[index]!, index, seed)]));
			members.sort((left, right) => hashes.get(left)! - hashes.get(right)! || left - right);
			for (const index of members) order[at++] = index;
		}
	}
	return order;
}

function tieHashOf(group: Group, index: number, seed: number): number {
	return group.tieHash ?? hashText(`#${index}`, seed);
}
