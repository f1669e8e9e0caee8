import type { TableHost } from './readTable.ts';

/** Reading goes on after this, whether the first rows were asked for or not. */
const longestLookMs = 500;

/** The moment in which the first rows go to the screen, and nothing competes with what brings them there. */
export interface FirstLook {
	/** Resolves when somebody has seen rows, or has not asked for any for a while, or wants no more to be read. */
	wait(stop: AbortSignal): Promise<void>;
	/** Somebody was given rows. */
	end(): void;
}

export function createFirstLook({ schedule }: Pick<TableHost, 'schedule'>): FirstLook {
	let end = (): void => undefined;
	return {
		wait: (stop) =>
			new Promise((resolve) => {
				const cancel = schedule(resolve, longestLookMs);
				end = () => {
					cancel();
					resolve();
				};
				stop.addEventListener('abort', end);
			}),
		end: () => end(),
	};
}
