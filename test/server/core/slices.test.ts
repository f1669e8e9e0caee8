import { describe, expect, it } from 'vitest';
import { finished, inTurns, type Sliced } from '../../../server/core/slices.ts';

/** Counts what it did, so that it is seen when it did not go on. */
function* counting(done: number[]): Sliced<string> {
	for (let slice = 0; slice < 3; slice++) {
		done.push(slice);
		yield;
	}
	return 'result';
}

describe('a computation in slices', () => {
	it('gives its result at once, or with a pause after every slice', async () => {
		expect(finished(counting([]))).toBe('result');
		const seen: number[] = [];
		const done: number[] = [];
		const pause = async (): Promise<void> => void seen.push(done.length);
		expect(await inTurns(counting(done), pause, new AbortController().signal)).toBe('result');
		expect(seen).toEqual([1, 2, 3]);
	});

	it('goes no further than the slice in which it is cancelled, and does not begin where it was before', async () => {
		const interrupt = new AbortController();
		const done: number[] = [];
		const pause = async (): Promise<void> => interrupt.abort();
		await expect(inTurns(counting(done), pause, interrupt.signal)).rejects.toBe(interrupt.signal.reason);
		await expect(inTurns(counting(done), pause, interrupt.signal)).rejects.toBe(interrupt.signal.reason);
		expect(done).toEqual([0]);
	});

	it('passes on what it throws', async () => {
		const failing = function* (): Sliced<number> {
			yield;
			throw new RangeError('no');
		};
		expect(() => finished(failing())).toThrow(RangeError);
		await expect(inTurns(failing(), async () => undefined, new AbortController().signal)).rejects.toThrow(RangeError);
	});
});
