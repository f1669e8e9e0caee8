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
		expect(layOutTable(columns, rows(['one', 'three']), 80, '--output csv', plain)).toEqual({
			lines: [' n  text   end', ' 0  one    x', '50  three  x'],
			leftOut: [],
		});
	});

	it('cuts the flexible column to the width, between graphemes, by cells', () => {
		const { lines } = layOutTable(
			columns,
			rows(['a'.repeat(50), '漢字'.repeat(20), '👩‍👩‍👧'.repeat(30)]),
			30,
			'--output csv',
			plain,
		);
		expect(lines[1]).toBe(`  0  ${'a'.repeat(19)}…  x`);
		expect(lines[2]).toBe(` 50  ${'漢字'.repeat(4)}漢…   x`);
		expect(lines[3]).toBe(`100  ${'👩‍👩‍👧'.repeat(9)}…   x`);
	});

	it('colours after laying out', () => {
		const row = [{ text: '1' }, { text: 'a' }, { text: 'x', style: (text: string) => `<${text}>` }];
		expect(layOutTable(columns, [row], 80, '--output csv', plain).lines[1]).toBe('1  a     <x  >');
	});

	it('leaves columns out, the least needed first, before the flexible one gets too narrow', () => {
		const wide = [
			{ title: 'text', align: 'left', isFlexible: true },
			{ title: 'second', align: 'left', leaveOut: 1 },
			{ title: 'first', align: 'left', leaveOut: 0 },
			{ title: 'end', align: 'left' },
		] as const;
		const row = ['a'.repeat(40), '2', '1', 'x'].map((text) => ({ text }));
		const tables = [60, 47, 44, 40].map((width) => layOutTable(wide, [row], width, '--output csv', plain));
		const take = 'take a wider terminal, or --output csv';
		const first = `… no room for first: ${take}`;
		expect(tables.map(({ leftOut }) => leftOut.join('').replaceAll('  ', ' '))).toEqual([
			'',
			first,
			first,
			`… no room for first, second: ${take}`,
		]);
		expect(tables.map(({ lines }) => lines[1]!.length)).toEqual([58, 45, 42, 38]);
		expect(layOutTable([{ ...wide[2], name: 'the one' }, wide[3]], [[row[2]!, row[3]!]], 8, '--output csv', plain)).toEqual({
			lines: ['end', 'x'],
			leftOut: ['… no', '  room', '  for', '  the', '  one:', '  take a', '  wider', '  terminal,', '  or', '  --output', '  csv'],
		});
	});
});
