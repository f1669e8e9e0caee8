import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMarks, emptyBasket, encodeMarks, linesMarked, type Mark, markLines, redo, undo } from '../../shared/basket.ts';
import { holds } from '../support/random.ts';

describe('the basket', () => {
	it('marks, undoes and does again', () => {
		const included = markLines(emptyBasket, [3, 1], 'include');
		const changed = markLines(included, [1, 2], 'exclude');
		expect(linesMarked(changed, 'include')).toEqual([3]);
		expect(linesMarked(changed, 'exclude')).toEqual([1, 2]);
		expect(undo(changed).marks).toEqual(included.marks);
		expect(undo(undo(changed)).marks).toEqual(new Map());
		expect(redo(undo(changed)).marks).toEqual(changed.marks);
		expect(linesMarked(markLines(changed, [1, 2, 3], undefined), 'exclude')).toEqual([]);
		expect(linesMarked(included, 'include')).toEqual([1, 3]);
	});

	it('has nothing to undo after a change of nothing, or before any', () => {
		const marked = markLines(emptyBasket, [1], 'include');
		expect(markLines(marked, [1], 'include')).toBe(marked);
		expect(undo(emptyBasket)).toBe(emptyBasket);
		expect(redo(marked)).toBe(marked);
	});

	it('forgets what was undone when something else is done', () => {
		const marked = markLines(undo(markLines(emptyBasket, [1], 'include')), [2], 'include');
		expect(redo(marked)).toBe(marked);
	});

	it('remembers a hundred changes', () => {
		let basket = emptyBasket;
		for (let line = 0; line < 150; line++) basket = markLines(basket, [line], 'include');
		for (let step = 0; step < 150; step++) basket = undo(basket);
		expect(basket.marks.size).toBe(50);
	});

	it('comes back from its text', () => {
		const mark = fc.constantFrom<Mark>('include', 'exclude');
		holds(
			fc.property(fc.array(fc.tuple(fc.nat({ max: 2 ** 31 }), mark)), (entries) => {
				const marks = new Map(entries);
				expect(decodeMarks(encodeMarks({ marks }))).toEqual(marks);
			}),
		);
	});

	it('has a compact text', () => {
		const marks = new Map(Array.from({ length: 100 }, (_, index) => [1_000_000 + index, 'include' as const]));
		expect(encodeMarks({ marks }).length).toBeLessThan(210);
		expect(encodeMarks(emptyBasket)).toBe(';');
	});

	it.each(['', 'x', '1,2', '1;2;3', '1,,2;', 'A;', ' ;'])('takes no marks from "%s"', (text) => {
		expect(decodeMarks(text)).toEqual(new Map());
	});
});
