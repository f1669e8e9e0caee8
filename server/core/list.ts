/** Things one after the other, each made when it is asked for. */

/** An array, or a view. */
export interface List<Item> extends Iterable<Item> {
	readonly length: number;
	/** @throws RangeError where a view has no such item. */
	at(place: number): Item | undefined;
	slice(start: number, end: number): readonly Item[];
}

/** A list that keeps nothing: of a large one that takes a fortieth of the memory. */
export interface View<Item> extends List<Item> {
	at(place: number): Item;
}

/** @param at makes the item at a place, or throws a RangeError. */
export function createView<Item>(length: number, at: (place: number) => Item): View<Item> {
	return {
		length,
		at,
		slice: (start, end) => Array.from({ length: Math.max(0, Math.min(end, length) - start) }, (_, offset) => at(start + offset)),
		*[Symbol.iterator]() {
			for (let place = 0; place < length; place++) yield at(place);
		},
	};
}

/** Some of the items, in any order. */
export function pick<Item>(items: View<Item>, places: Int32Array): View<Item> {
	return createView(places.length, (at) => {
		const place = places[at];
		if (place === undefined) throw new RangeError(`There is no item ${at} of ${places.length}.`);
		return items.at(place);
	});
}

/** The whole numbers from 0 on, so many of them. By a loop, as `from` would make a list of them first; four a turn take two thirds of the time. */
export function numbersBelow(length: number): Int32Array<ArrayBuffer> {
	const numbers = new Int32Array(length);
	let number = 0;
	for (; number + 4 <= length; number += 4) {
		numbers[number] = number;
		numbers[number + 1] = number + 1;
		numbers[number + 2] = number + 2;
		numbers[number + 3] = number + 3;
	}
	for (; number < length; number++) numbers[number] = number;
	return numbers;
}

/** The sum of a quantity. */
export function sumOver<Item>(items: Iterable<Item>, quantityOf: (item: Item) => number): number {
	let sum = 0;
	for (const item of items) sum += quantityOf(item);
	return sum;
}
