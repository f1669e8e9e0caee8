/** Orders examples by value, the highest first, equals by hash, equals of those by place: no more of them than are asked for. */
import { lowWord, sortedByWord } from '../core/dataset/sortByClass.ts';

/** The best are told from the others by digits of 11 bits, three of which make a word of 32. */
const digitBits = 11;
const digitCount = 2 ** digitBits;
const digitMask = digitCount - 1;

/** What the keys of three words are made of, the smaller the better: the two of the value, the more significant first, then the hash. */
interface Keys {
	readonly values: Float64Array;
	/** The values' words. */
	readonly bits: Uint32Array;
	readonly tieHash: Uint32Array;
}

const keyWords = [0, 1, 2] as const;
type KeyWord = (typeof keyWords)[number];

/**
 * Yields members from the best on, block by block. A block costs little: a sample and digits of the keys narrow the members down to it, and
 * only it is sorted. Nothing is done for blocks that are not asked for, and nothing but the blocks takes memory.
 *
 * @param values no NaN among the members'.
 * @param tieHash by the same index.
 * @param members indices, ascending.
 * @param firstSize how many will be wanted, as far as can be told; a few more are likelier than many.
 */
export function* bestFirst(
	values: Float64Array,
	tieHash: Uint32Array,
	members: Int32Array,
	firstSize: number,
): Generator<Int32Array, void> {
	const keys: Keys = { values, bits: new Uint32Array(values.buffer, values.byteOffset, 2 * values.length), tieHash };
	let rest = members;
	let size = Math.max(1, firstSize);
	for (let further = Math.ceil(size / 8); size < rest.length; further *= 2) {
		const block = bestOf(keys, rest, size);
		yield block;
		rest = behind(keys, rest, block[block.length - 1]!);
		size = further;
	}
	if (rest.length > 0) yield sorted(keys, rest);
}

/**
 * A word of an example's key. A double orders as its two words do, the other way round if all bits but the sign are flipped; −0 is taken
 * for 0, its equal. One function for all words, which is compiled into each loop: three of their own took twice as long.
 */
function wordAt({ values, bits, tieHash }: Keys, which: number, index: number): number {
	if (which === 2) return tieHash[index]!;
	const word = bits[2 * index + (which === 0 ? 1 - lowWord : lowWord)]!;
	if (values[index]! < 0) return word;
	return which === 0 ? ~word & 0x7fffffff : ~word >>> 0;
}

/** The best so many of ascending members, in their order. */
function bestOf(keys: Keys, members: Int32Array, count: number): Int32Array {
	const likely = likelyBest(keys.values, members, count);
	return likely.length > mostSorted ? sorted(keys, bestByDigits(keys, likely, count)) : bestBySorting(keys, likely, count);
}

/** More members than this are told apart faster by digits. */
const mostSorted = 2 ** 16;

/** By the engine's own sorting, which need not be compiled first: of the values, which tell the cut, then of the hashes of those on it. */
function bestBySorting(keys: Keys, members: Int32Array, count: number): Int32Array {
	const { values } = keys;
	const ascending = new Float64Array(members.length);
	for (let at = 0; at < members.length; at++) ascending[at] = values[members[at]!]!;
	const cut = ascending.sort()[members.length - count]!;
	const best = new Int32Array(count);
	const tied = new Int32Array(members.length);
	let [filled, ties] = [0, 0];
	for (let at = 0; at < members.length; at++) {
		const member = members[at]!;
		if (values[member]! > cut) best[filled++] = member;
		else if (values[member] === cut) tied[ties++] = member;
	}
	if (filled > 0) best.set(sorted(keys, best.subarray(0, filled)));
	const order = sortedByWord(gathered(keys, 2, tied.subarray(0, ties)));
	for (let at = 0; filled < count; at++) best[filled++] = tied[order[at]!]!;
	return best;
}

/** In any order, but for equals, which keep theirs. */
function bestByDigits(keys: Keys, members: Int32Array, count: number): Int32Array {
	const best = new Int32Array(count);
	const counts = new Int32Array(digitCount);
	let filled = 0;
	let undecided = members;
	for (const which of keyWords) {
		for (;;) {
			// Values of a pool have most of their leading bits in common: the digit begins at the first that they have not.
			const differing = differingBits(keys, which, undecided);
			if (differing === 0) break;
			const shift = Math.max(0, 32 - Math.clz32(differing) - digitBits);
			counts.fill(0);
			for (let at = 0; at < undecided.length; at++) counts[(wordAt(keys, which, undecided[at]!) >>> shift) & digitMask]!++;
			let digit = 0;
			for (let wanted = count - filled; counts[digit]! < wanted; digit++) wanted -= counts[digit]!;
			const tied = new Int32Array(counts[digit]!);
			let ties = 0;
			for (let at = 0; at < undecided.length; at++) {
				const member = undecided[at]!;
				const own = (wordAt(keys, which, member) >>> shift) & digitMask;
				if (own < digit) best[filled++] = member;
				else if (own === digit) tied[ties++] = member;
			}
			undecided = tied;
		}
	}
	best.set(undecided.subarray(0, count - filled), filled);
	return best;
}

/** Members looked at to guess how good the best are. */
const sampleSize = 2 ** 12;

/**
 * Of the members the best, at least so many, and four times as many at most, found by one look at each; all where a sample does not tell them.
 * Many are equal often: with those that share the cut there are soon twice as many.
 */
function likelyBest(values: Float64Array, members: Int32Array, count: number): Int32Array {
	if (members.length < 8 * sampleSize) return members;
	const sampled = (_: unknown, at: number): number => values[members[Math.floor((at * members.length) / sampleSize)]!]!;
	const sample = Float64Array.from({ length: sampleSize }, sampled).sort();
	const expected = (sampleSize * count) / members.length;
	// Five standard deviations below what is expected: the guess fails hardly ever, and then costs no more than the time.
	const least = sample[Math.floor(sampleSize - expected - 5 * Math.sqrt(expected))] ?? Number.NEGATIVE_INFINITY;
	const likely = new Int32Array(Math.min(members.length, 4 * count));
	let found = 0;
	for (let at = 0; at < members.length; at++) if (values[members[at]!]! >= least) likely[found++] = members[at]!;
	return found < count || found > likely.length ? members : likely.subarray(0, found);
}

/** The bits in which a word of the members' keys is not the same for all. */
function differingBits(keys: Keys, which: number, members: Int32Array): number {
	const first = wordAt(keys, which, members[0]!);
	let differing = 0;
	for (let at = 1; at < members.length; at++) differing |= wordAt(keys, which, members[at]!) ^ first;
	return differing;
}

/** Those of ascending members that come after one of them. */
function behind(keys: Keys, members: Int32Array, last: number): Int32Array {
	const [high, low, tie] = keyWords.map((which) => wordAt(keys, which, last)) as [number, number, number];
	const kept = new Int32Array(members.length);
	let filled = 0;
	for (let at = 0; at < members.length; at++) {
		const member = members[at]!;
		const difference =
			wordAt(keys, 0, member) - high || wordAt(keys, 1, member) - low || wordAt(keys, 2, member) - tie || member - last;
		if (difference > 0) kept[filled++] = member;
	}
	return kept.subarray(0, filled);
}

/** Shorter runs of equals are sorted by comparing: columns of their own cost more than that. */
const shortRun = 512;

/** Ascending members in the order of their keys from one of the words on: by it, then runs of equals by the next one. */
function sorted(keys: Keys, members: Int32Array, word: KeyWord = 0): Int32Array {
	// Examples of equal values have two words in common.
	if (word < 2 && differingBits(keys, word, members) === 0) return sorted(keys, members, keyWords[word + 1]);
	const column = gathered(keys, word, members);
	const order = sortedByWord(column);
	const result = new Int32Array(members.length);
	for (let at = 0; at < order.length; at++) result[at] = members[order[at]!]!;
	const next = keyWords[word + 1];
	if (next === undefined) return result;
	for (let start = 0; start < order.length; ) {
		const own = column[order[start]!]!;
		let end = start + 1;
		while (end < order.length && column[order[end]!] === own) end++;
		if (end - start > shortRun) result.set(sorted(keys, result.subarray(start, end), next), start);
		else if (end - start > 1) result.subarray(start, end).sort((left, right) => compareFrom(keys, next, left, right));
		start = end;
	}
	return result;
}

/** Negative where the left one comes first. */
function compareFrom(keys: Keys, word: KeyWord, left: number, right: number): number {
	for (let which: number = word; which < keyWords.length; which++) {
		const difference = wordAt(keys, which, left) - wordAt(keys, which, right);
		if (difference !== 0) return difference;
	}
	return left - right;
}

function gathered(keys: Keys, word: KeyWord, members: Int32Array): Uint32Array {
	const column = new Uint32Array(members.length);
	for (let place = 0; place < members.length; place++) column[place] = wordAt(keys, word, members[place]!);
	return column;
}
