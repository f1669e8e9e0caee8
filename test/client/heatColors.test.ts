/** Text has to stay legible on the heat, in VS Code's own themes of all four kinds. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { heatColorId } from '../../client/colorIds.ts';
import { digitSvg } from '../../client/digitSvg.ts';
import { bucketCount, cividis } from '../../shared/colorScale.ts';

type Rgb = readonly [number, number, number];

const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const colors: readonly { readonly id: string; readonly defaults: Readonly<Record<string, string>> }[] = contributes.colors;

/** Background, and the colours of text, keys, strings, numbers and constants: Dark Modern, Light Modern and both high contrasts. */
const themes = {
	dark: ['#1f1f1f', ['#cccccc', '#9cdcfe', '#ce9178', '#b5cea8', '#569cd6']],
	light: ['#ffffff', ['#3b3b3b', '#0451a5', '#a31515', '#098658', '#0000ff']],
	highContrast: ['#000000', ['#ffffff', '#d4d4d4', '#ce9178', '#b5cea8', '#569cd6']],
	highContrastLight: ['#ffffff', ['#292929', '#0451a5', '#0f4a85', '#096d48', '#0f4a85']],
} as const;
/** What WCAG asks of text is 4.5; where a theme has little more than that to begin with, some of it is given up. */
const least = { dark: 3.8, light: 3.8, highContrast: 5, highContrastLight: 5 } as const;

const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
const rgb = (hex: string): Rgb => [channel(hex, 1), channel(hex, 3), channel(hex, 5)];

/** The colour that `hex`, with its opacity, makes of the background. */
function over(hex: string, background: Rgb): Rgb {
	const opacity = channel(hex, 7) / 255;
	return rgb(hex).map((value, index) => value * opacity + background[index]! * (1 - opacity)) as unknown as Rgb;
}

/** Relative luminance, WCAG 2. */
function luminance(color: Rgb): number {
	const [red = 0, green = 0, blue = 0] = color.map((value) => {
		const share = value / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, WCAG 2. */
function contrast(left: Rgb, right: Rgb): number {
	const [low = 0, high = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
	return (high + 0.05) / (low + 0.05);
}

describe.each(['dark', 'light', 'highContrast', 'highContrastLight'] as const)('heat in a %s theme', (kind) => {
	const [background, texts] = themes[kind];
	const heat = Array.from({ length: bucketCount }, (_, bucket) => {
		const color = colors.find(({ id }) => id === heatColorId(bucket))!.defaults[kind]!;
		return { color, composed: over(color, rgb(background)) };
	});

	it('leaves text legible', () => {
		for (const { color, composed } of heat)
			for (const text of texts) expect(contrast(rgb(text), composed), `${text} on ${color}`).toBeGreaterThan(least[kind]);
	});

	it('lets the selection through', () => {
		for (const { color } of heat) expect(channel(color, 7) / 255).toBeLessThanOrEqual(0.5 + 1 / 255);
	});

	it('grows yellower bucket by bucket', () => {
		const yellowness = heat.map(({ composed: [red, green, blue] }) => (red + green) / 2 - blue);
		expect(yellowness.toSorted((left, right) => left - right)).toEqual(yellowness);
		expect(new Set(yellowness.map(Math.round)).size).toBe(bucketCount);
	});
});

describe('the digit of a bucket', () => {
	it.each(cividis.map((color, bucket) => ({ color, bucket })))('$bucket is legible on $color', ({ color, bucket }) => {
		const svg = digitSvg(bucket, color);
		expect(svg).toContain(`>${bucket}</text>`);
		const ink = /fill="(#\w{3})">\d/.exec(svg)![1]!;
		expect(contrast(rgb(ink.replace(/\w/g, '$&$&')), rgb(color))).toBeGreaterThan(4.5);
	});

	it('has an edge that shows on black and on white', () => {
		const edge = /stroke="(#\w{3})"/.exec(digitSvg(0, cividis[0]))![1]!;
		for (const ground of ['#000000', '#ffffff', '#1f1f1f'])
			expect(contrast(rgb(edge.replace(/\w/g, '$&$&')), rgb(ground))).toBeGreaterThan(3);
	});
});
