import { describe, expect, it } from 'vitest';
import { wrapText } from '../../server/cli/wrapText.ts';

describe('wrapText', () => {
	it('breaks between words, by cells, and indents what follows', () => {
		expect(wrapText('one 漢字漢字 three four', 10, '  ')).toEqual(['one', '  漢字漢字', '  three', '  four']);
		expect(wrapText('unbreakable', 4, '')).toEqual(['unbreakable']);
	});

	it('keeps values and conditions together, at any width', () => {
		const values = [
			'Beta(0.2958, 1.772)',
			'[16 %, 68 %]',
			'[0.16, >0.99]',
			'1,234 (21 %)',
			'25 % mastered',
			'K = 8',
			'λ = 0.5',
			'p ≥ 0.5',
		];
		for (const value of values) {
			const kept = value.startsWith('1,234') ? '(21 %)' : value.startsWith('25') ? '25 %' : value;
			const text = `Of these ${value}, and (some, of the) others.`;
			for (let width = 1; width < text.length; width++) {
				const lines = wrapText(text, width, '');
				expect(lines.join(' ')).toBe(text);
				expect(
					lines.some((line) => line.includes(kept)),
					`${width}: ${lines.join('|')}`,
				).toBe(true);
			}
		}
		expect(wrapText('(some, of the)', 1, '')).toEqual(['(some,', 'of', 'the)']);
	});
});
