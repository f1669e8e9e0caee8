/** Histories that stand on one line, in columns: a row a pass. */
import type { Pass } from './lineReading.ts';

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

/** Passes of lines that come one after the other. */
export function concatPasses(
	parts: readonly { readonly length: number; readonly passes?: PassColumns }[],
): PassColumns | undefined {
	const rows = parts.reduce((sum, { passes }) => sum + (passes?.lines.length ?? 0), 0);
	if (rows === 0) return undefined;
	const joined = {
		lines: new Int32Array(rows),
		passes: new Int32Array(rows),
		successes: new Float64Array(rows),
		trials: new Float64Array(rows),
	};
	let row = 0;
	let firstLine = 0;
	for (const { length, passes } of parts) {
		if (passes !== undefined) {
			for (const [index, line] of passes.lines.entries()) joined.lines[row + index] = line + firstLine;
			joined.passes.set(passes.passes, row);
			joined.successes.set(passes.successes, row);
			joined.trials.set(passes.trials, row);
			row += passes.lines.length;
		}
		firstLine += length;
	}
	return joined;
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
