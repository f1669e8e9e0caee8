import type { Dataset } from '../../core/dataset/dataset.ts';
import { promptsOf } from '../chooseExamples.ts';

/**
 * Which examples are of the same prompt: for each the index of the first that has its own, so that equal numbers are one prompt.
 *
 * @returns `undefined` where no two have one, so that nobody looks for them at every step.
 */
export function repeatedPrompts(dataset: Dataset): Float64Array | undefined {
	const hashes = promptsOf(dataset);
	const first = new Map<number, number>();
	let isRepeated = false;
	const prompts = hashes.map((hash, index) => {
		// A prompt of its own.
		if (Number.isNaN(hash)) return index;
		const known = first.get(hash);
		if (known === undefined) first.set(hash, index);
		else isRepeated = true;
		return known ?? index;
	});
	return isRepeated ? prompts : undefined;
}

/** How many prompts a pool of so many examples has, by {@link repeatedPrompts}. */
export function promptCount(size: number, prompts: Float64Array | undefined): number {
	if (prompts === undefined) return size;
	let count = 0;
	for (let index = 0; index < size; index++) if (prompts[index] === index) count++;
	return count;
}
