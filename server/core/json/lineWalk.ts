/**
 * Walks over lines whose strings are known in WebAssembly (lineWalk.wat): in two fifths of the time that it takes in TypeScript, and from the
 * first line on, where that has to be compiled first. Of 200 MB in lines of 1 KB it is 40 ms.
 */
import type { FieldPlan } from './fieldPlan.ts';
import { Byte } from './jsonTokens.ts';
import { wasm } from './lineWalk.wat';

export interface LineWalk {
	/** What a walk captured, six numbers each: those of {@link Captures.push}. */
	readonly captures: Int32Array;
	/**
	 * Walks over `window[start, end)`, a line whose strings are known and all of them valid.
	 *
	 * @param quote index of the line's first quote in the list.
	 * @returns how many captures there are; -1 where it is not sure of the line: it may be no object, or is written as few lines are, or the
	 * plan is larger than plans are.
	 */
	walk(plan: FieldPlan, start: number, end: number, quote: number): number;
	/** Index of the first quote behind the line walked over last. */
	nextQuote(): number;
	/** Lays a plan out in memory, if it is not there yet. @returns whether it has room there. */
	load(plan: FieldPlan): boolean;
	/** For who calls it in WebAssembly, with these addresses: of the plan, of room for levels, and of room for captures and its end. */
	readonly run: unknown;
	readonly places: {
		readonly root: number;
		readonly levels: number;
		readonly captures: number;
		readonly capturesEnd: number;
	};
}

/** In bytes, as lineWalk.wat lays them out. */
const nodeLength = 16;
const keyLength = 32;
const longestKey = 16;
const mostKeys = 32;
const captureLength = 24;
const levelsLength = 2 ** 11;
const planLength = 2 ** 13;
const mostCaptures = 2 ** 12;

/** Memory that a walk needs for itself. */
export const walkLength = levelsLength + planLength + captureLength * (mostCaptures + 1);

/** What is used of a host's WebAssembly, which hosts have but the libraries that host-free code compiles with do not know. */
export interface WasmHost {
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

/**
 * @param quotesAt address of the list of quotes.
 * @param ownAt address of {@link walkLength} bytes for the walk, a multiple of 4.
 */
export function createLineWalk(
	host: WasmHost,
	memory: { readonly buffer: ArrayBuffer },
	quotesAt: number,
	ownAt: number,
): LineWalk {
	const { exports } = new host.Instance(new host.Module(wasm), { host: { memory } });
	const run = exports.walk as (
		start: number,
		end: number,
		quote: number,
		plan: number,
		levels: number,
		out: number,
		outEnd: number,
	) => number;
	const planAt = ownAt + levelsLength;
	const out = planAt + planLength;
	const outEnd = out + captureLength * mostCaptures;
	const bytes = new Uint8Array(memory.buffer);
	const words = new Int32Array(memory.buffer);
	let loaded: FieldPlan | undefined;
	let isLoaded = false;
	const load = (plan: FieldPlan): boolean => {
		if (plan !== loaded) {
			loaded = plan;
			isLoaded = writePlan(plan, bytes, words, planAt);
		}
		return isLoaded;
	};
	return {
		load,
		run,
		places: { root: planAt, levels: ownAt, captures: out, capturesEnd: outEnd },
		captures: new Int32Array(memory.buffer, out, (captureLength / 4) * mostCaptures),
		walk(plan, start, end, quote) {
			if (!load(plan) || bytes[start] !== Byte.openBrace) return -1;
			const last = run(start, end, quotesAt + 4 * quote, planAt, ownAt, out, outEnd);
			return last === 0 ? -1 : (last - out) / captureLength;
		},
		nextQuote: () => (words[ownAt / 4]! - quotesAt) / 4,
	};
}

/** @returns whether there is room for it and for each of its keys. */
function writePlan(root: FieldPlan, bytes: Uint8Array, words: Int32Array, planAt: number): boolean {
	let free = planAt;
	/** @returns the address of a node, or `undefined` where it does not fit. */
	const write = ({ slot, keys, items }: FieldPlan): number | undefined => {
		const node = free;
		const keysEnd = node + nodeLength + keyLength * keys.length;
		if (keysEnd > planAt + planLength || keys.length > mostKeys) return undefined;
		free = keysEnd;
		const itemsAt = items === undefined ? 0 : write(items);
		if (itemsAt === undefined) return undefined;
		words.set([slot, itemsAt, keysEnd], node / 4);
		for (const [index, { utf8, plan, bit }] of keys.entries()) {
			const key = node + nodeLength + keyLength * index;
			const valueAt = write(plan);
			if (valueAt === undefined || utf8.length > longestKey || utf8.includes(0)) return undefined;
			bytes.fill(0, key, key + longestKey);
			bytes.set(utf8, key);
			words.set([valueAt, bit], (key + longestKey) / 4);
		}
		return node;
	};
	return write(root) !== undefined;
}
