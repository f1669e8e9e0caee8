/** Histories that stand on one line, in columns: a row a pass. */
import type { Pass } from '../record/lineReading.ts';

/** By line, and of a line by pass. Immutable, all columns of one length. */
export interface PassColumns {
	readonly lines: Int32Array;
	/** Number of the pass, from 0. */
	readonly passes: Int32Array;
	readonly successes: Float64Array;
	readonly trials: Float64Array;
}

export class PassColumnsBuilder {
	readonly #lines: number[] = [];
	readonly #passes: number[] = [];
	readonly #successes: number[] = [];
	readonly #trials: number[] = [];

	/** Adds the passes of a line; passes without scored rollouts leave a gap. */
	add(line: number, passes: readonly Pass[]): void {
		passes.forEach(({ successes, trials }, pass) => {
			if (trials === 0) return;
			this.#lines.push(line);
			this.#passes.push(pass);
			this.#successes.push(successes);
			this.#trials.push(trials);
		});
	}

	/** Adds the passes of lines that come behind others. @param firstLine number of the first of them. */
	append({ lines, passes, successes, trials }: PassColumns, firstLine: number): void {
		for (let row = 0; row < lines.length; row++) {
			this.#lines.push(lines[row]! + firstLine);
			this.#passes.push(passes[row]!);
			this.#successes.push(successes[row]!);
			this.#trials.push(trials[row]!);
		}
	}

	/** `undefined` where no line has any. */
	finish(): PassColumns | undefined {
		if (this.#lines.length === 0) return undefined;
		return {
			lines: Int32Array.from(this.#lines),
			passes: Int32Array.from(this.#passes),
			successes: Float64Array.from(this.#successes),
			trials: Float64Array.from(this.#trials),
		};
	}
}

/** Passes of the lines `[start, end)`. */
export function slicePasses({ lines, passes, successes, trials }: PassColumns, start: number, end: number): PassColumns {
	const [from, to] = [firstRow(lines, start), firstRow(lines, end)];
	return {
		lines: lines.subarray(from, to).map((line) => line - start),
		passes: passes.subarray(from, to),
		successes: successes.subarray(from, to),
		trials: trials.subarray(from, to),
	};
}

/** The first row of a line or of those behind it. */
function firstRow(lines: Int32Array, line: number): number {
	let [low, high] = [0, lines.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (lines[middle]! < line) low = middle + 1;
		else high = middle;
	}
	return low;
}
