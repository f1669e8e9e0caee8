/**
 * A table from 53-bit hashes to whole numbers, by open addressing in typed arrays: 24 bytes an entry at most, where a `Map` takes 50.
 * Equal hashes are one entry: among n different things the chance that any two are taken for one is below n²/2⁵⁴, which is 6·10⁻⁵ for a
 * million and 0.6 % for ten million.
 */
export class HashIndex {
	/** NaN marks a free slot. */
	#hashes: Float64Array;
	#values: Int32Array;
	#size = 0;

	constructor(expected = 0) {
		let slots = 16;
		while (slots * maximumLoad < expected) slots *= 2;
		this.#hashes = new Float64Array(slots).fill(Number.NaN);
		this.#values = new Int32Array(slots);
	}

	/** The value that the hash was added with, or `value`, added now. */
	findOrAdd(hash: number, value: number): number {
		const slot = this.#slotOf(hash);
		if (this.#hashes[slot] === hash) return this.#values[slot]!;
		this.#hashes[slot] = hash;
		this.#values[slot] = value;
		this.#size++;
		if (this.#size > this.#hashes.length * maximumLoad) this.#grow();
		return value;
	}

	has(hash: number): boolean {
		return this.#hashes[this.#slotOf(hash)] === hash;
	}

	/** The slot that holds a hash, or the free one where it belongs. */
	#slotOf(hash: number): number {
		const mask = this.#hashes.length - 1;
		let slot = (hash >>> 0) & mask;
		while (this.#hashes[slot] !== hash && !Number.isNaN(this.#hashes[slot])) slot = (slot + 1) & mask;
		return slot;
	}

	#grow(): void {
		const hashes = this.#hashes;
		const values = this.#values;
		this.#hashes = new Float64Array(hashes.length * 2).fill(Number.NaN);
		this.#values = new Int32Array(hashes.length * 2);
		for (let from = 0; from < hashes.length; from++) {
			const hash = hashes[from]!;
			if (Number.isNaN(hash)) continue;
			const slot = this.#slotOf(hash);
			this.#hashes[slot] = hash;
			this.#values[slot] = values[from]!;
		}
	}
}

/** Fuller tables have long runs of taken slots. */
const maximumLoad = 0.7;
