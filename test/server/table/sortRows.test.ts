import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextColumnBuilder } from '../../../server/core/scan/textColumn.ts';
import { finished } from '../../../server/core/slices.ts';
import { sortByNumber as sortNumbers, sortByText as sortTexts } from '../../../server/table/sortRows.ts';
import { holds } from '../../support/random.ts';

/** Half of the rows, in an order of their own. */
const rowsOf = (count: number): Int32Array =>
	Int32Array.from({ length: count }, (_, index) => count - 1 - index).filter((index) => index % 2 === 0);

const sortByNumber = (...request: Parameters<typeof sortNumbers>) => finished(sortNumbers(...request));
const sortByText = (rows: Int32Array, texts: readonly (string | null)[], descending: boolean) => {
	const builder = new TextColumnBuilder();
	for (const text of texts) builder.push(text);
	return finished(sortTexts(rows, builder.finish(), (index) => index, descending));
};

describe('sorting rows', () => {
	it('by number is what a stable comparison gives, NaN last', () => {
		const keys = fc.array(fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }), fc.constantFrom(-0, 0, Number.NaN)), {
			maxLength: 60,
		});
		holds(
			fc.property(keys, fc.boolean(), (values, descending) => {
				const rows = rowsOf(values.length);
				const compare = (left: number, right: number): number => {
					const [first, second] = [values[left]!, values[right]!];
					if (Number.isNaN(first) || Number.isNaN(second)) return Number(Number.isNaN(first)) - Number(Number.isNaN(second));
					return (descending ? -1 : 1) * (first < second ? -1 : first > second ? 1 : 0);
				};
				expect([...sortByNumber(rows, (index) => values[index]!, descending)]).toEqual([...rows].sort(compare));
			}),
			60,
		);
	});

	it('by text puts numbers by value before other texts, and those without one last', () => {
		const texts = ['10', 'b', null, '9', 'B', '', '1e1', 'a', null];
		const rows = Int32Array.from(texts.keys());
		const sorted = (descending: boolean) => [...sortByText(rows, texts, descending)].map((index) => texts[index]);
		expect(sorted(false)).toEqual(['9', '10', '1e1', '', 'B', 'a', 'b', null, null]);
		expect(sorted(true)).toEqual(['b', 'a', 'B', '', '10', '1e1', '9', null, null]);
		// That all have a beginning in common, which is kept once, changes nothing.
		const alike = ['12', '1e1', '1', '1x', '100'];
		expect([...sortByText(Int32Array.from(alike.keys()), alike, false)].map((index) => alike[index])).toEqual([
			'1',
			'1e1',
			'12',
			'100',
			'1x',
		]);
	});

	it('by text is what a comparison by code units gives', () => {
		const texts = fc.array(
			fc.oneof(fc.string({ maxLength: 9 }), fc.constantFrom('task-1', 'task-10', 'task-2', 'task-', '\0', 'x\0', 'é\uffff')),
		);
		holds(
			fc.property(texts, fc.boolean(), (values, descending) => {
				const words = values.map((value) => `t${value}`);
				const rows = Int32Array.from(words.keys());
				const direction = descending ? -1 : 1;
				const compare = (left: number, right: number): number =>
					words[left] === words[right] ? 0 : words[left]! < words[right]! ? -direction : direction;
				expect([...sortByText(rows, words, descending)]).toEqual([...rows].sort(compare));
			}),
			40,
		);
	});

	it('leaves the rows it was given alone', () => {
		const rows = Int32Array.of(2, 0, 1);
		sortByNumber(rows, (index) => index, false);
		expect([...rows]).toEqual([2, 0, 1]);
		expect([...sortByNumber(new Int32Array(), () => 0, false)]).toEqual([]);
	});
});
