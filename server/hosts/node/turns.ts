import { setImmediate } from 'node:timers/promises';

/** In milliseconds. */
const longestBlock = 8;

/**
 * To be called between pieces of work that block: resolves when others have had their turn, if they have had none for a while. To wait for
 * nothing would take as long as such a piece: `undefined` then.
 */
export function createTurns(): () => Promise<void> | undefined {
	let turn = performance.now();
	const give = async (): Promise<void> => {
		await setImmediate();
		turn = performance.now();
	};
	return () => (performance.now() - turn < longestBlock ? undefined : give());
}
