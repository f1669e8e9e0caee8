import type { TextOutput } from './commandIo.ts';

export interface Progress {
	/** @param done bytes or lines so far, as `total` counts. */
	update(done: number): void;
	/** Takes the line off the screen. */
	clear(): Promise<void>;
}

export interface Task {
	/** What is being done: `scoring`. */
	readonly what: string;
	/** `undefined` where it is not known before the end. */
	readonly total: number | undefined;
	/** The rate is shown in this, of so many each. */
	readonly unit: string;
	readonly perUnit: number;
}

/** Redrawn at most this often, in milliseconds. */
const interval = 100;

/** A line with share, rate and time left, on a terminal only and not before a second has passed. */
export function createProgress(output: TextOutput, isQuiet: boolean, { what, total, unit, perUnit }: Task): Progress {
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
			const share = total === undefined || total === 0 ? 0 : Math.min(1, done / total);
			const percent = total === undefined ? '' : ` ${Math.round(share * 100)} % ·`;
			const left = share > 0 ? ` · ${Math.ceil((seconds * (1 - share)) / share)} s left` : '';
			const rate = Math.round(done / perUnit / seconds);
			void output.write(`\r\x1b[K${what}${percent} ${rate} ${unit}/s${left}`);
		},
		clear: async () => {
			if (isDrawn) await output.write('\r\x1b[K');
		},
	};
}
