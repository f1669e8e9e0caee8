import { describe, expect, it } from 'vitest';
import { layOutTable } from '../../server/cli/table.ts';

const plain = (text: string): string => text;
const columns = [
	{ title: 'n', align: 'right' },
	{ title: 'text', align: 'left', isFlexible: true },
	{ title: 'end', align: 'left' },
] as const;
const rows = (texts: readonly string[]) => texts.map((text, index) => [{ text: String(index * 50) }, { text }, { text: 'x' }]);

describe('layOutTable', () => {
	it('lines columns up', () => {
		expect(layOutTable(columns, rows(['one', 'three']), 80, plain)).toEqual([' n  text   end', ' 0  one    x', '50  three  x']);
	});

	it('cuts the flexible column to the width, between graphemes, by cells', () => {
		const lines = layOutTable(columns, rows(['a'.repeat(50), '漢字'.repeat(20), '👩‍👩‍👧'.repeat(30)]), 30, plain);
		expect(lines[1]).toBe(`  0  ${'a'.repeat(19)}…  x`);
		expect(lines[2]).toBe(` 50  ${'漢字'.repeat(4)}漢…   x`);
		expect(lines[3]).toBe(`100  ${'👩‍👩‍👧'.repeat(9)}…   x`);
	});

	it('colours after laying out', () => {
		const [, line] = layOutTable(columns, [[{ text: '1' }, { text: 'a' }, { text: 'x', style: (text) => `<${text}>` }]], 80, plain);
		expect(line).toBe('1  a     <x  >');
	});
});
