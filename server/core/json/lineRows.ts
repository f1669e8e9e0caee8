/**
 * Reads lines as nearly all are written in WebAssembly (lineRows.wat), a window of them in one call. Of 200 MB in lines of 1 KB it takes 190 ms
 * instead of 300: a third less in the end, and two thirds less in the first 10 MB, where TypeScript has yet to be compiled, in each thread anew.
 */
import type { FieldPlan } from './fieldPlan.ts';
import { wasm } from './lineRows.wat';
import type { LineWalk, WasmHost } from './lineWalk.ts';

/** How the captures of a line become a row of numbers; slots are those of the plan. */
export interface RowRules {
	readonly plan: FieldPlan;
	readonly slotCount: number;
	/** Of the rewards, and of the list that they are the elements of, or are in the elements of; none where the line has a single reward. */
	readonly reward: number;
	readonly list: number | undefined;
	/** Of lists that are as long as the rewards'; {@link mostPaths} at most. */
	readonly parallel: readonly number[];
	/** A reward is a success from here on, and larger than expected above there. */
	readonly threshold: number;
	readonly largestSeen: number;
	/** What each key's hash starts from, and whose values it is made of; {@link mostPaths} at most. */
	readonly keySeed: number;
	readonly group: readonly number[];
	readonly id: number | undefined;
	readonly prompt: number | undefined;
	readonly groundTruth: number | undefined;
	readonly step: number | undefined;
	readonly source: number | undefined;
	/** Hash every prompt, not only those of lines that nothing else names. */
	readonly hashesPrompts: boolean;
	/** The group's key is the prompt's hash. */
	readonly isKeyOfPrompt: boolean;
}

/** In the order of their columns. */
const rowNumbers = ['keyHash', 'idHash', 'promptHash', 'step'] as const;
type RowNumber = (typeof rowNumbers)[number];
const rowTexts = ['id', 'source'] as const;
type RowText = (typeof rowTexts)[number];

/** Rows of numbers, valid until the next ones are read. */
export interface Rows {
	readonly length: number;
	/** Offset of each line in the window. */
	readonly starts: Int32Array;
	readonly successes: Uint8Array;
	readonly trials: Uint8Array;
	readonly unscored: Uint8Array;
	/** 53-bit hashes, and steps; NaN where a line has none. Absent where none has. */
	readonly numbers: Readonly<Partial<Record<RowNumber, Float64Array>>>;
	/** Where their ids and sources stand in the window, start and end of each, as they are written; 0 and 0 where a line has none. */
	readonly spans: Readonly<Record<RowText, Int32Array>>;
	readonly window: Uint8Array;
	/** Where the line begins that was not read, and its entries in the lists of breaks and of quotes. */
	readonly end: number;
	readonly nextBreak: number;
	readonly nextQuote: number;
}

export interface LineRows {
	/**
	 * Reads lines in the window from one on, until one that it is not sure of.
	 *
	 * @param at start of the line; index of the first of its breaks and its quotes in the lists.
	 */
	read(rules: RowRules, at: { readonly start: number; readonly nextBreak: number; readonly nextQuote: number }): Rows;
}

/** Paths of a group, or lists beside the rewards. */
export const mostPaths = 4;
/** Slots of a plan. */
export const mostSlots = 60;
/** Rows of one call. */
const mostRows = 2 ** 12;

/** Offsets in the rules, in bytes, as lineRows.wat names them. */
const offsets = {
	walk: 0,
	reward: 16,
	list: 20,
	names: 24,
	groupEnd: 40,
	parallelEnd: 44,
	bits: 48,
	placesEnd: 52,
	source: 56,
	group: 64,
	parallel: 80,
	limits: 96,
	seed: 112,
	stopped: 120,
	columns: 136,
	places: 192,
} as const;
const rulesLength = 512;

/** Memory that rows need for themselves. */
export const rowsLength = rulesLength + mostRows * (3 + 4 + 6 * 8);

/** Addresses in memory, multiples of 8 the last. */
export interface RowsPlaces {
	readonly quotes: number;
	readonly breaks: number;
	readonly own: number;
}

/** @param hash the function of textHash.wat. */
export function createLineRows(
	host: WasmHost,
	memory: { readonly buffer: ArrayBuffer },
	walk: LineWalk,
	hash: unknown,
	{ quotes, breaks, own }: RowsPlaces,
): LineRows {
	const { exports } = new host.Instance(new host.Module(wasm), { host: { memory, walk: walk.run, hash } });
	const run = exports.rows as (rules: number, start: number, nextBreak: number, nextQuote: number, most: number) => number;
	const { buffer } = memory;
	const words = new Int32Array(buffer, own, rulesLength / 4);
	const columnsAt = own + rulesLength;
	const numbers = rowNumbers.map((_, at) => new Float64Array(buffer, columnsAt + at * mostRows * 8, mostRows));
	const spans = rowTexts.map((_, at) => new Int32Array(buffer, columnsAt + (32 + 8 * at) * mostRows, 2 * mostRows));
	const starts = new Int32Array(buffer, columnsAt + 48 * mostRows, mostRows);
	const counts = [0, 1, 2].map((at) => new Uint8Array(buffer, columnsAt + (52 + at) * mostRows, mostRows));
	const window = new Uint8Array(buffer);
	let loaded: RowRules | undefined;

	const write = (rules: RowRules): void => {
		/** Where the capture of a slot is noted; of none, where nothing ever is. */
		const placeOf = (slot = rules.slotCount): number => own + offsets.places + 4 * slot;
		const put = (offset: number, ...values: readonly number[]): void => words.set(values, offset / 4);
		const { levels, captures, capturesEnd, root } = walk.places;
		const { group, parallel } = rules;
		put(offsets.walk, root, levels, captures, capturesEnd);
		put(offsets.reward, rules.reward);
		put(offsets.list, rules.list === undefined ? 0 : placeOf(rules.list));
		put(offsets.names, placeOf(rules.id), placeOf(rules.prompt), placeOf(rules.groundTruth), placeOf(rules.step));
		put(offsets.groupEnd, own + offsets.group + 4 * group.length);
		put(offsets.parallelEnd, own + offsets.parallel + 4 * parallel.length);
		put(offsets.bits, (rules.hashesPrompts ? 1 : 0) | (rules.isKeyOfPrompt ? 2 : 0));
		put(offsets.placesEnd, placeOf() + 4);
		put(offsets.source, placeOf(rules.source));
		put(offsets.group, ...group.map((slot) => placeOf(slot)));
		put(offsets.parallel, ...parallel.map((slot) => placeOf(slot)));
		new Float64Array(buffer, own + offsets.limits, 2).set([rules.threshold, rules.largestSeen]);
		put(offsets.seed, rules.keySeed | 0, (rules.keySeed / 2 ** 32) | 0);
		put(offsets.columns, ...[...counts, starts, ...numbers, ...spans].map(({ byteOffset }) => byteOffset));
	};

	return {
		read(rules, { start, nextBreak, nextQuote }) {
			const isLoaded = walk.load(rules.plan);
			if (rules !== loaded) {
				loaded = rules;
				write(rules);
			}
			const length = isLoaded ? run(own, start, breaks + 4 * nextBreak, quotes + 4 * nextQuote, mostRows) : 0;
			const [end, breakAt, quoteAt, filled] =
				length === 0 ? [start, 0, 0, 0] : words.subarray(offsets.stopped / 4, offsets.columns / 4);
			const columns = rowNumbers.flatMap((name, at) =>
				(filled! & (1 << at)) === 0 ? [] : [[name, numbers[at]!.subarray(0, length)] as const],
			);
			const [successes, trials, unscored] = counts.map((values) => values.subarray(0, length));
			return {
				length,
				starts: starts.subarray(0, length),
				successes: successes!,
				trials: trials!,
				unscored: unscored!,
				numbers: Object.fromEntries(columns),
				spans: { id: spans[0]!, source: spans[1]! },
				window,
				end: end!,
				nextBreak: length === 0 ? nextBreak : (breakAt! - breaks) / 4,
				nextQuote: length === 0 ? nextQuote : (quoteAt! - quotes) / 4,
			};
		},
	};
}
