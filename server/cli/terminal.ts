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
		heat: (text, bucket) => `\x1b[${heatOf(bucket, trueColor)}m${text}\x1b[0m`,
	};
}

/** Background of the bucket under black or white, whichever reads better: a contrast of 4.8 and more. */
function heatOf(bucket: number, trueColor: boolean): string {
	const color = Number.parseInt(cividis[bucket]!.slice(1), 16);
	const rgb = [color >> 16, (color >> 8) & 255, color & 255] as const;
	const isBright = bucket >= bucketCount / 2;
	return trueColor
		? `48;2;${rgb.join(';')};38;2;${isBright ? '0;0;0' : '255;255;255'}`
		: `48;5;${nearestOf256(rgb)};38;5;${isBright ? 16 : 231}`;
}

type Rgb = readonly [number, number, number];

/** Levels of the 6 × 6 × 6 cube that is colours 16 to 231 of the 256. */
const cubeLevels = [0, 95, 135, 175, 215, 255] as const;

/** The nearest of the 256 colours that terminals agree on: the cube, and 24 greys from 232 on. */
function nearestOf256(rgb: Rgb): number {
	let nearest = 16;
	let smallest = Number.POSITIVE_INFINITY;
	for (let index = 16; index < 256; index++) {
		const cube = index - 16;
		const grey = 8 + 10 * (index - 232);
		const candidate: Rgb =
			index < 232
				? [cubeLevels[Math.floor(cube / 36)]!, cubeLevels[Math.floor(cube / 6) % 6]!, cubeLevels[cube % 6]!]
				: [grey, grey, grey];
		const distance = rgb.reduce((sum, value, channel) => sum + (value - candidate[channel]!) ** 2, 0);
		if (distance >= smallest) continue;
		smallest = distance;
		nearest = index;
	}
	return nearest;
}
