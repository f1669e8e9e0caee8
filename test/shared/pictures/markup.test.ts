/** What is promised of all pictures: nothing gets out of them, and everybody can read them. */
import { describe, expect, it } from 'vitest';
import { darkPalette, lightPalette, pictureStyle, standalone } from '../../../shared/pictures/pictureStyle.ts';
import { coordinate, drawPicture, element, escapeText, textAt } from '../../../shared/pictures/svg.ts';
import { tagsOf } from '../../support/markup.ts';

const hostile = [
	'</svg><script>alert(1)</script>',
	'" onload="alert(1)',
	"' x='",
	'<!-- ]]> <![CDATA[',
	'&lt;b&gt;',
	'\u202egnp.exe',
	'\0\u001b[31m',
	'\ud800 half',
	'$& $1',
];

describe('hostile text', () => {
	it.each(hostile)('%j stays text', (text) => {
		const frame = { name: 'x', title: text, description: text, width: 10, height: 10 };
		const picture = standalone(drawPicture(frame, textAt(0, 0, text), element('g', { 'data-x': text })));
		expect(tagsOf(picture).map(({ name }) => name)).toEqual(['svg', 'style', 'title', 'desc', 'text', 'g']);
		expect(tagsOf(picture).flatMap(({ attributes }) => Object.keys(attributes))).not.toContain('onload');
		expect(picture.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
	});

	it('is readable still', () => {
		expect(escapeText('Größe <5 & "ok" 数学 🎲')).toBe('Größe &lt;5 &amp; &quot;ok&quot; 数学 🎲');
	});
});

describe('numbers', () => {
	it('have two decimals at most, and no negative zero', () => {
		expect([1.005, -0.001, 1e-9, 12.3456, 100].map(coordinate)).toEqual(['1', '0', '0', '12.35', '100']);
	});
});

/** Contrast by WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of relative luminances. */
function contrast(one: string, other: string): number {
	const luminance = (color: string): number => {
		const [red, green, blue] = [1, 3, 5].map((at) => {
			const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
			return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
	};
	const [dark, light] = [luminance(one), luminance(other)].sort((left, right) => left - right);
	return (light! + 0.05) / (dark! + 0.05);
}

describe.each(Object.entries({ lightPalette, darkPalette }))('%s', (_, palette) => {
	it('has text that can be read, and shapes that can be seen', () => {
		for (const text of ['ink', 'muted', 'accent'] as const)
			expect(contrast(palette[text], palette.paper), text).toBeGreaterThanOrEqual(4.5);
		for (const shape of ['pool', 'chosen'] as const)
			expect(contrast(palette[shape], palette.paper), shape).toBeGreaterThanOrEqual(3);
		expect(contrast(palette.chosen, palette.pool)).toBeGreaterThanOrEqual(3);
	});
});

describe('the style', () => {
	it('asks for nothing from elsewhere', () => {
		expect(pictureStyle).not.toMatch(/url\(|@import|http/);
	});
});
