import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { beginningOf, widthOf } from '../../server/cli/textWidth.ts';

const characters = Array.from({ length: 0x3100 }, (_, code) => String.fromCharCode(code));

describe('the width of a text', () => {
	it('is that of the library for every character, alone and between others', () => {
		const others = characters.filter((character) => widthOf(character) !== stringWidth(character));
		expect(others).toEqual([]);
		const between = characters.filter((character) => widthOf(`é${character}e`) !== stringWidth(`é${character}e`));
		expect(between).toEqual([]);
	});

	it('counts the cells of what takes two, and none for what is drawn over its neighbour', () => {
		expect(['', 'one …', '漢字', 'e\u0301', '▶\ufe0f', '1\ufe0f\u20e3'].map(widthOf)).toEqual([0, 5, 4, 1, 2, 2]);
	});
});

describe('the beginning of a text', () => {
	it('is as many whole characters as fit', () => {
		expect([-1, 0, 2, 9].map((width) => beginningOf('abc', width))).toEqual(['', '', 'ab', 'abc']);
		expect([1, 2, 3].map((width) => beginningOf('漢字', width))).toEqual(['', '漢', '漢']);
		expect(beginningOf('e\u0301e\u0301', 1)).toBe('e\u0301');
	});
});
