/** From the server's string of buckets to what decorations need. Free of VS Code, so that it is tested without it. */
import { bucketCount } from '../shared/colorScale.ts';

/** Lines `[first, last]`, both included. */
export interface LineRun {
	readonly first: number;
	readonly last: number;
}

/**
 * Runs of neighbouring lines for each bucket: a range a run is much cheaper to draw than a range a line.
 *
 * @param buckets a character a line: `0` to `9`, or a space.
 * @param window only lines in it; runs are cut at its ends.
 */
export function runsByBucket(
	buckets: string,
	window: LineRun = { first: 0, last: buckets.length - 1 },
): readonly (readonly LineRun[])[] {
	const runs: LineRun[][] = Array.from({ length: bucketCount }, () => []);
	const end = Math.min(window.last + 1, buckets.length);
	for (let first = Math.max(0, window.first); first < end; ) {
		let next = first + 1;
		while (next < end && buckets[next] === buckets[first]) next++;
		if (buckets[first] !== ' ') runs[Number(buckets[first])]?.push({ first, last: next - 1 });
		first = next;
	}
	return runs;
}

/** Runs of ascending line numbers. */
export function runsOf(lines: readonly number[]): readonly LineRun[] {
	const runs: LineRun[] = [];
	for (let at = 0; at < lines.length; ) {
		let next = at + 1;
		while (next < lines.length && lines[next] === lines[next - 1]! + 1) next++;
		runs.push({ first: lines[at]!, last: lines[next - 1]! });
		at = next;
	}
	return runs;
}
