import type { TextOutput } from './commandIo.ts';

export interface Progress {
	/** @param done bytes or lines so far. */
	update(done: number): void;
	/** Takes the line off the screen. */
	clear(): Promise<void>;
}

/** Redrawn at most this often, in milliseconds. */
const interval = 100;

/** A line with share, rate and time left, on a terminal only and not before a second has passed. */
export function createProgress(output: TextOutput, isQuiet: boolean, what: string, total: number): Progress {
	if (!output.isTTY || isQuiet) return { update: () => undefined, clear: async () => undefined };
	const start = performance.now();
	let drawnAt = start + 1000 - interval;
	let isDrawn = false;
	return {
		update(done) {
			const now = performance.now();
			if (now - drawnAt < interval) return;
			drawnAt = now;
			isDrawn = true;
			const seconds = (now - start) / 1000;
			const share = total > 0 ? Math.min(1, done / total) : 0;
			const left = share > 0 ? `${Math.ceil((seconds * (1 - share)) / share)} s left` : '';
			void output.write(`\r\x1b[K${what} ${Math.round(share * 100)} % · ${(done / 1e6 / seconds).toFixed(0)} MB/s · ${left}`);
		},
		clear: async () => {
			if (isDrawn) await output.write('\r\x1b[K');
		},
	};
}
