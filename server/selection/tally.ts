import { HashIndex } from '../core/dataset/hashIndex.ts';
import type { ChoiceRules } from './choiceRules.ts';
import type { Pool } from './pool.ts';

/** What was chosen so far, and what that leaves room for. */
export interface Tally {
	/** In the order in which they were taken. */
	taken(): Int32Array;
	takenCount(): number;
	/** Takes an example whatever the rules say. */
	take(index: number, isUnseen: boolean): void;
	/** Takes an example if quotas and duplicates allow it. */
	offer(index: number, isUnseen: boolean): void;
	isTaken(index: number): boolean;
	/** Taken ones without rollouts. */
	unseen(): number;
	/** How many offers were turned down, by reason. */
	heldBack(): { readonly quota: number; readonly duplicate: number };
}

/** @param most how many will be taken at most: room is made for them at once, for what grows leaves behind what it has grown out of. */
export function createTally(
	{ size }: Pool,
	{ quotas = [], prompts }: Pick<ChoiceRules, 'quotas' | 'prompts'>,
	most: number,
): Tally {
	const taken = new Int32Array(most);
	let takenCount = 0;
	const isTaken = new Uint8Array(size);
	const counts = quotas.map(({ limits }) => new Float64Array(limits.length));
	const promptsTaken = new HashIndex(prompts === undefined ? 0 : most);
	const heldBack = { quota: 0, duplicate: 0 };
	let unseen = 0;
	const take = (index: number, isUnseen: boolean): void => {
		taken[takenCount++] = index;
		isTaken[index] = 1;
		if (isUnseen) unseen++;
		for (let which = 0; which < quotas.length; which++) counts[which]![quotas[which]!.labels[index]!]!++;
		if (prompts !== undefined && !Number.isNaN(prompts[index])) promptsTaken.findOrAdd(prompts[index]!, index);
	};
	const isFull = (index: number): boolean =>
		quotas.some(({ labels, limits }, which) => counts[which]![labels[index]!]! >= limits[labels[index]!]!);
	return {
		taken: () => taken.subarray(0, takenCount),
		takenCount: () => takenCount,
		take,
		offer: (index, isUnseen) => {
			if (prompts !== undefined && promptsTaken.has(prompts[index]!)) heldBack.duplicate++;
			// There are none nearly always.
			else if (quotas.length > 0 && isFull(index)) heldBack.quota++;
			else take(index, isUnseen);
		},
		isTaken: (index) => isTaken[index] === 1,
		unseen: () => unseen,
		heldBack: () => heldBack,
	};
}
