/** What a scan has to capture, compiled from field paths into a trie, so that one pass over a line finds every field in use. */
import { eachItem, type FieldPath } from './fieldPath.ts';
import { Byte } from './jsonTokens.ts';

/** A node of the trie. Slots of a subtree are contiguous, so that a duplicate key can take back what its first occurrence captured. */
export interface FieldPlan {
	/** Index of the path that ends here, or -1. */
	readonly slot: number;
	/** Smallest and largest slot at or below this node. */
	readonly firstSlot: number;
	readonly lastSlot: number;
	/** Children by key, as UTF-8 so that keys are compared without decoding. */
	readonly keys: readonly PlannedKey[];
	/** The same by their length in bytes, up to the longest. */
	readonly keysByLength: readonly (readonly PlannedKey[])[];
	/** What to capture in every element, when the value is an array. */
	readonly items: FieldPlan | undefined;
}

export interface PlannedKey {
	readonly text: string;
	readonly utf8: Uint8Array;
	readonly plan: FieldPlan;
	/** A bit that tells it from the other keys of its object, if these are no more than 32. */
	readonly bit: number;
}

/** The compiled plan and, for each path given, its slot. */
export interface CompiledPlan {
	readonly root: FieldPlan;
	readonly slotOf: readonly number[];
	readonly slotCount: number;
}

interface Draft {
	readonly paths: number[];
	readonly children: Map<string, Draft>;
}

/** Compiles paths into a plan. Equal paths share a slot. */
export function compileFieldPlan(paths: readonly FieldPath[]): CompiledPlan {
	const draft: Draft = { paths: [], children: new Map() };
	paths.forEach((path, index) => {
		let node = draft;
		for (const segment of path) {
			const child = node.children.get(segment) ?? { paths: [], children: new Map() };
			node.children.set(segment, child);
			node = child;
		}
		node.paths.push(index);
	});
	const slotOf = new Array<number>(paths.length).fill(-1);
	const encoder = new TextEncoder();
	let slotCount = 0;
	const number = (node: Draft): FieldPlan => {
		const firstSlot = slotCount;
		const slot = node.paths.length > 0 ? slotCount++ : -1;
		for (const index of node.paths) slotOf[index] = slot;
		const keys: PlannedKey[] = [];
		let items: FieldPlan | undefined;
		for (const [text, child] of node.children) {
			const plan = number(child);
			if (text === eachItem) items = plan;
			else keys.push({ text, utf8: encoder.encode(text), plan, bit: 1 << keys.length });
		}
		return { slot, firstSlot, lastSlot: slotCount - 1, keys, keysByLength: byLength(keys), items };
	};
	return { root: number(draft), slotOf, slotCount };
}

function byLength(keys: readonly PlannedKey[]): readonly (readonly PlannedKey[])[] {
	const longest = Math.max(0, ...keys.map(({ utf8 }) => utf8.length));
	return Array.from({ length: longest + 1 }, (_, length) => keys.filter(({ utf8 }) => utf8.length === length));
}

/** The key that a plan names whose text is `bytes[start, end)`, which stands between quotes. */
export function findKey({ keys, keysByLength }: FieldPlan, bytes: Uint8Array, start: number, end: number): PlannedKey | undefined {
	const length = end - start;
	if (length < keysByLength.length) {
		const candidates = keysByLength[length]!;
		for (let index = 0; index < candidates.length; index++) {
			const candidate = candidates[index]!;
			let same = 0;
			while (same < length && bytes[start + same] === candidate.utf8[same]) same++;
			if (same === length) return candidate;
		}
	}
	// "\u0072eward" is the key `reward` too; escapes in keys are rare, so decoding is affordable.
	for (let at = start; at < end; at++) {
		if (bytes[at] !== Byte.backslash) continue;
		const text: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(start - 1, end + 1)));
		return keys.find((key) => key.text === text);
	}
	return undefined;
}
