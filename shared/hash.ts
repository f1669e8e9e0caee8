/** Hashes that are the same on every machine: for keys, duplicate detection and seeded tie-breaks; not for secrets. */

/** Final mixing of a 32-bit word (the avalanche step of MurmurHash3 by Austin Appleby, public domain). */
function mix(word: number): number {
	word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
	word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
	return (word ^ (word >>> 16)) >>> 0;
}

/**
 * A 53-bit hash of `bytes[start, end)`: two multiplicative lanes of 32 bits with different multipliers, each mixed at the end. Among
 * 10⁷ different prompts the chance of any collision is below 1 %.
 */
export function hashBytes(bytes: Uint8Array, start: number, end: number, seed = 0): number {
	let low = 0x811c9dc5 ^ seed;
	let high = 0x9e3779b9 ^ seed;
	for (let at = start; at < end; at++) {
		const byte = bytes[at]!;
		low = Math.imul(low ^ byte, 0x01000193);
		high = Math.imul((high << 5) ^ (high >>> 27) ^ byte, 0x5bd1e995);
	}
	return (mix(high) & 0x1fffff) * 2 ** 32 + mix(low);
}

/** A 32-bit hash of a text's UTF-16 code units under a seed. */
export function hashText(text: string, seed: number): number {
	let word = mix(seed ^ 0x9e3779b9);
	for (let index = 0; index < text.length; index++) word = Math.imul(word ^ text.charCodeAt(index), 0x01000193);
	return mix(word ^ text.length);
}
