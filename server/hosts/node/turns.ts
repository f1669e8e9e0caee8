import { setImmediate } from 'node:timers/promises';

/** In milliseconds. */
const longestBlock = 8;

/** Resolves at once, or, where it has not for a while, when others have had their turn: to be called between pieces of work that block. */
export function createTurns(): () => Promise<void> {
	let turn = performance.now();
	return async () => {
		if (performance.now() - turn < longestBlock) return;
		await setImmediate();
		turn = performance.now();
	};
}
