/** Orders examples by value, the highest first, equals by hash, equals of those by place: no more of them than are asked for. */

/** Keys are looked at in digits of 11 bits, three of which make a word of 32: where each begins, the least significant first. */
const digitShifts: readonly number[] = [0, 11, 22];
const digitCount = 2 ** 11;
const digitMask = digitCount - 1;

/** Where the low word of a double stands on this machine. */
const lowWord = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;

/** Columns of words, the most significant first: the smaller, the better. */
type Keys = readonly [Uint32Array, Uint32Array, Uint32Array];

/**
 * Yields members from the best on. A prefix costs little: digits of the keys narrow the members down to the block that is asked for, and
 * only that is sorted, both by radix.
 *
 * @param values no NaN among the members'.
 * @param tieHash by the same index.
 * @param members indices, ascending.
 * @param blockSize how many will be wanted, as far as can be told; further ones are found in growing blocks.
 */
export function* bestFirst(
	values: Float64Array,
	tieHash: Uint32Array,
	members: Int32Array,
	blockSize: number,
): Generator<number, void> {
	const keys = keysOf(values, tieHash, members);
	/** Places in the members that were not yielded yet. */
	let rest = upTo(members.length);
	for (let size = Math.max(1, blockSize); size < rest.length; size *= 4) {
		const last = keyAt(keys, rest, size);
		for (const place of sorted(keys, placesUpTo(keys, rest, last, true))) yield members[place]!;
		rest = placesUpTo(keys, rest, last, false);
	}
	for (const place of sorted(keys, rest)) yield members[place]!;
}

/** The keys of the members, side by side. A double orders as its two words do, the other way round if all bits but the sign are flipped. */
function keysOf(values: Float64Array, tieHash: Uint32Array, members: Int32Array): Keys {
	const keys: Keys = [new Uint32Array(members.length), new Uint32Array(members.length), new Uint32Array(members.length)];
	const [high, low, ties] = keys;
	const double = new Float64Array(1);
	const words = new Uint32Array(double.buffer);
	for (let place = 0; place < members.length; place++) {
		const member = members[place]!;
		// Adding 0 makes 0 of −0, its equal.
		double[0] = values[member]! + 0;
		const word = words[1 - lowWord]!;
		const flip = word >>> 31 === 1 ? 0 : -1;
		high[place] = word ^ (flip & 0x7fffffff);
		low[place] = words[lowWord]! ^ flip;
		ties[place] = tieHash[member]!;
	}
	return keys;
}

/** The key of the one at a position, counted from 1, in the order of the keys. */
function keyAt(keys: Keys, places: Int32Array, position: number): readonly number[] {
	const counts = new Int32Array(digitCount);
	let candidates = places;
	let wanted = position;
	return keys.map((column) => {
		let word = 0;
		for (const shift of digitShifts.toReversed()) {
			countDigits(counts, column, candidates, shift);
			let digit = 0;
			while (counts[digit]! < wanted) wanted -= counts[digit++]!;
			word |= digit << shift;
			if (counts[digit]! < candidates.length) candidates = placesWithDigit(column, candidates, shift, digit, counts[digit]!);
		}
		return word >>> 0;
	});
}

function countDigits(counts: Int32Array, column: Uint32Array, places: Int32Array, shift: number): void {
	counts.fill(0);
	for (let at = 0; at < places.length; at++) counts[(column[places[at]!]! >>> shift) & digitMask]!++;
}

function placesWithDigit(column: Uint32Array, places: Int32Array, shift: number, digit: number, count: number): Int32Array {
	const kept = new Int32Array(count);
	let filled = 0;
	for (let at = 0; filled < count; at++) if (((column[places[at]!]! >>> shift) & digitMask) === digit) kept[filled++] = places[at]!;
	return kept;
}

/** Those whose key is at most the last one, or those whose key is beyond it. */
function placesUpTo(
	[high, low, ties]: Keys,
	places: Int32Array,
	last: readonly number[],
	isUpTo: boolean,
): Int32Array<ArrayBuffer> {
	const [lastHigh, lastLow, lastTie] = last as [number, number, number];
	const kept = new Int32Array(places.length);
	let filled = 0;
	for (let at = 0; at < places.length; at++) {
		const place = places[at]!;
		let difference = high[place]! - lastHigh;
		if (difference === 0) difference = low[place]! - lastLow;
		if (difference === 0) difference = ties[place]! - lastTie;
		if (difference <= 0 === isUpTo) kept[filled++] = place;
	}
	return kept.subarray(0, filled);
}

function upTo(count: number): Int32Array<ArrayBuffer> {
	const places = new Int32Array(count);
	for (let place = 0; place < count; place++) places[place] = place;
	return places;
}

/** Places in the order of their keys, equals in their own: a pass a digit, the least significant first. */
function sorted(keys: Keys, places: Int32Array): Int32Array {
	// Side by side again: jumping about in a third of the memory is twice as fast.
	const columns = keys.map((column) => gathered(column, places)).reverse();
	let order = upTo(places.length);
	let next = new Int32Array(order.length);
	const counts = new Int32Array(digitCount);
	for (const column of columns) {
		for (const shift of digitShifts) {
			countDigits(counts, column, order, shift);
			if (counts.includes(order.length)) continue;
			let start = 0;
			for (let digit = 0; digit < digitCount; digit++) {
				const count = counts[digit]!;
				counts[digit] = start;
				start += count;
			}
			for (let at = 0; at < order.length; at++) {
				const member = order[at]!;
				next[counts[(column[member]! >>> shift) & digitMask]!++] = member;
			}
			[order, next] = [next, order];
		}
	}
	for (let at = 0; at < order.length; at++) order[at] = places[order[at]!]!;
	return order;
}

function gathered(column: Uint32Array, places: Int32Array): Uint32Array {
	const values = new Uint32Array(places.length);
	for (let at = 0; at < places.length; at++) values[at] = column[places[at]!]!;
	return values;
}
