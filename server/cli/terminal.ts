/** Colour on terminals that want it. */
import { styleText } from 'node:util';
import { bucketCount, cividis } from '../../shared/colorScale.ts';
import type { CommandIo, TextOutput } from './commandIo.ts';

export interface Palette {
	bold(text: string): string;
	dim(text: string): string;
	red(text: string): string;
	yellow(text: string): string;
	/** The text on the colour of a heat bucket. */
	heat(text: string, bucket: number): string;
}

const plain = (text: string): string => text;
const plainPalette: Palette = { bold: plain, dim: plain, red: plain, yellow: plain, heat: plain };

/** Colour only on a terminal, and never under NO_COLOR (https://no-color.org); FORCE_COLOR asks for it elsewhere. */
export function createPalette(output: TextOutput, env: CommandIo['env']): Palette {
	const isForced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== '';
	const isUnwanted = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
	if (isUnwanted || !(output.isTTY || isForced)) return plainPalette;
	const style = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text, { validateStream: false });
	const trueColor = /truecolor|24bit/i.test(env.COLORTERM ?? '');
	return {
		bold: style('bold'),
		dim: style('dim'),
		red: style('red'),
		yellow: style('yellow'),
		heat: (text, bucket) => `\x1b[${background(bucket, trueColor)};${bucket >= bucketCount / 2 ? '30' : '97'}m${text}\x1b[0m`,
	};
}

function background(bucket: number, trueColor: boolean): string {
	const color = Number.parseInt(cividis[bucket]!.slice(1), 16);
	const [red, green, blue] = [color >> 16, (color >> 8) & 255, color & 255];
	if (trueColor) return `48;2;${red};${green};${blue}`;
	// The 6 × 6 × 6 cube of the 256-colour palette.
	const level = (value: number): number => Math.round((value / 255) * 5);
	return `48;5;${16 + 36 * level(red) + 6 * level(green) + level(blue)}`;
}
