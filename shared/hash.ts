/** Hashes that are the same on every machine: for keys, duplicate detection and seeded tie-breaks; not for secrets. */

/** Final mixing of a 32-bit word (the avalanche step of MurmurHash3 by Austin Appleby, public domain). */
function mix(word: number): number {
	word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
	word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
	return (word ^ (word >>> 16)) >>> 0;
}

/**
 * A 53-bit hash of `bytes[start, end)`: two lanes of 32 bits that take a word of 4 bytes each step, with different rotations and
 * multipliers, each mixed at the end. A step can be undone, so that equal lanes mean equal lanes before it or words that differ just so.
 * Among 10⁷ different prompts the chance of any collision is below 1 %. Of prompts 1.8 GB/s, half of that if words are put together from bytes.
 */
export function hashBytes(bytes: Uint8Array, start: number, end: number, seed = 0): number {
	let low = 0x811c9dc5 ^ seed;
	let high = 0x9e3779b9 ^ (seed / 2 ** 32) ^ (end - start);
	let at = start;
	// A view that reads whole words takes as long to make as forty bytes take to read.
	const view = end - start < shortText ? undefined : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (const lastWord = end - 4; at <= lastWord; at += 4) {
		const word =
			view === undefined
				? bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
				: view.getInt32(at, true);
		low ^= word;
		low = Math.imul((low << 13) | (low >>> 19), 0x9e3779b1);
		high ^= word;
		high = Math.imul((high << 17) | (high >>> 15), 0x85ebca77);
	}
	let rest = 0;
	for (; at < end; at++) rest = (rest << 8) | bytes[at]!;
	low = Math.imul(low ^ rest, 0x9e3779b1);
	high = Math.imul(high ^ rest, 0x85ebca77);
	return (mix(high) & 0x1fffff) * 2 ** 32 + mix(low);
}

/** In bytes. */
const shortText = 128;

/** A 53-bit hash of two of them in their order. */
export function hashPair(first: number, second: number): number {
	const low = mix((first | 0) ^ mix((second | 0) ^ 0x9e3779b9));
	const high = mix(highWord(first) ^ mix(highWord(second) ^ low));
	return (high & 0x1fffff) * 2 ** 32 + low;
}

/** 32 bits of a whole number below 2^53 under a seed: an order of hashes that another seed shuffles. */
export function shuffleHash(hash: number, seed: number): number {
	return mix(mix((hash | 0) ^ mix(seed ^ 0x9e3779b9)) ^ highWord(hash));
}

function highWord(hash: number): number {
	return Math.floor(hash / 2 ** 32);
}

/** A 32-bit hash of a text's UTF-16 code units under a seed. */
export function hashText(text: string, seed: number): number {
	let word = mix(seed ^ 0x9e3779b9);
	for (let index = 0; index < text.length; index++) word = Math.imul(word ^ text.charCodeAt(index), 0x01000193);
	return mix(word ^ text.length);
}
