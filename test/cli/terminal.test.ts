import { describe, expect, it } from 'vitest';
import { createPalette } from '../../server/cli/terminal.ts';
import { bucketCount } from '../../shared/colorScale.ts';

const output = (isTTY: boolean) => ({ isTTY, columns: 80, write: async () => undefined });
const isColoured = (isTTY: boolean, env: Readonly<Record<string, string>>): boolean =>
	createPalette(output(isTTY), env).bold('x') !== 'x';

describe('createPalette', () => {
	it('colours terminals only, unless the environment says otherwise', () => {
		expect(isColoured(true, {})).toBe(true);
		expect(isColoured(false, {})).toBe(false);
		expect(isColoured(true, { NO_COLOR: '1' })).toBe(false);
		expect(isColoured(true, { NO_COLOR: '' })).toBe(true);
		expect(isColoured(true, { TERM: 'dumb' })).toBe(false);
		expect(isColoured(false, { FORCE_COLOR: '1' })).toBe(true);
		expect(isColoured(false, { FORCE_COLOR: '0' })).toBe(false);
		expect(isColoured(false, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
	});

	it('shows heat in 24 bits where the terminal has them, else in the nearest of 256 colours', () => {
		const exact = createPalette(output(true), { COLORTERM: 'truecolor' });
		expect(exact.heat('x', 9)).toBe('\u001b[48;2;253;234;69;38;2;0;0;0mx\u001b[0m');
		expect(exact.heat('x', 0)).toBe('\u001b[48;2;0;32;81;38;2;255;255;255mx\u001b[0m');
		const near = createPalette(output(true), {});
		expect(near.heat('x', 4)).toBe('\u001b[48;5;243;38;5;231mx\u001b[0m');
		const shades = Array.from({ length: bucketCount }, (_, bucket) => near.heat('x', bucket));
		expect(new Set(shades).size).toBe(bucketCount);
	});
});
