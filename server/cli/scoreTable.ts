/** The table that people read: the best examples, then what the whole pool is like. */

import { bucketsOf } from '../../shared/colorScale.ts';
import { formatCount, formatInterval, formatQuantity, formatRate, formatScore } from '../../shared/format.ts';
import { createIntervals, type Interval } from '../../shared/intervals.ts';
import type { Settings } from '../../shared/settings.ts';
import { bestExamples, type Example } from '../core/dataset/dataset.ts';
import { type LoadedDataset, placeOf } from '../core/dataset/loadDataset.ts';
import type { CommandIo } from './commandIo.ts';
import { printable } from './printable.ts';
import { summaryOf } from './summary.ts';
import { type Cell, type Column, layOutTable } from './table.ts';
import { createPalette, type Palette } from './terminal.ts';
import { beginningOf, widthOf } from './textWidth.ts';
import { wrapText } from './wrapText.ts';
import { writeAll } from './writeAll.ts';

const barTitle = '0    p    1';

/** @param fades whether the evidence does: solved counts do not tell what rates are made of then, and n stays. */
const columnsOf = (fades: boolean): readonly Column[] => [
	{ title: 'rank', align: 'right' },
	{ title: 'line', align: 'right' },
	{ title: 'id', align: 'left' },
	{ title: 'prompt', align: 'left', isFlexible: true },
	{ title: 'solved', align: 'right' },
	{ title: barTitle, name: 'the bar', align: 'left', leaveOut: 4 },
	{ title: 'p', align: 'right' },
	{ title: '95 %', align: 'left', leaveOut: 1 },
	{ title: 'n', align: 'right', ...(fades ? {} : { leaveOut: 0 }) },
	{ title: 'I', align: 'right', leaveOut: 3 },
	{ title: 'w', align: 'right', leaveOut: 2 },
	{ title: 'score', align: 'right' },
];

/** What names an example gets at most this share of the width, and this many cells. */
const nameShare = 1 / 5;
const longestName = 32;

export interface TableRequest {
	readonly settings: Settings;
	/** Examples to show, the best first. */
	readonly rows: number;
	readonly isQuiet: boolean;
}

export async function writeTable(loaded: LoadedDataset, { settings, rows, isQuiet }: TableRequest, io: CommandIo): Promise<void> {
	const { dataset } = loaded;
	const { columns: width } = io.stdout;
	const palette = createPalette(io.stdout, io.env);
	// By rank, as editors show it, the best would all be of one colour.
	const buckets = bucketsOf(
		Float64Array.from({ length: dataset.examples.length }, (_, index) => dataset.scoreAt(index).score),
		'linear',
	);
	const shown = bestExamples(dataset, Math.min(rows, dataset.examples.length));
	const nameWidth = Math.min(longestName, Math.floor(width * nameShare));
	const placeName = placesIn(loaded, nameWidth);
	const intervalOf = createIntervals();
	const cells = shown.map((example) =>
		cellsOf(
			example,
			intervalOf(example.group.score),
			dataset.rankOf(example.index),
			placeName(example),
			nameWidth,
			buckets[example.index]!,
			palette,
		),
	);
	const hasPrompts = shown.some(({ group }) => (group.preview ?? '') !== '');
	const columns = columnsOf(dataset.visits !== undefined && settings.discount.lambda < 1);
	const isUsed = (_: unknown, column: number): boolean => hasPrompts || columns[column]!.isFlexible !== true;
	const table = layOutTable(
		columns.filter(isUsed),
		cells.map((row) => row.filter(isUsed)),
		width,
		'--output csv',
		palette.bold,
	);
	const left = dataset.examples.length - shown.length;
	const more = `… ${formatQuantity(left, 'more example')} (--all shows them, --top N another number)`;
	const lines = [
		...table.lines,
		...[...(left > 0 ? wrapText(more, width, '  ') : []), ...table.leftOut].map(palette.dim),
		...(isQuiet ? [] : ['', ...summaryOf(loaded, settings, palette, width)]),
	];
	await writeAll(
		io,
		lines.map((line) => `${line}\n`),
	);
}

function cellsOf(
	{ group }: Example,
	interval: Interval,
	rank: number,
	place: string,
	nameWidth: number,
	bucket: number,
	palette: Palette,
): readonly Cell[] {
	const { score } = group;
	const id = printable(group.id ?? '');
	return [
		{ text: formatCount(rank) },
		{ text: place, style: palette.dim },
		{ text: widthOf(id) > nameWidth ? `${beginningOf(id, nameWidth - 1)}…` : id },
		{ text: printable(group.preview ?? '') },
		{ text: `${formatCount(group.successes)}/${formatCount(group.trials)}` },
		{ text: intervalBar(score.mean, interval), style: (text) => text.replace(/[^●]+/g, palette.dim) },
		{ text: formatRate(score.mean) },
		{ text: formatInterval(interval), style: palette.dim },
		{ text: formatCount(score.evidence), style: palette.dim },
		{ text: formatScore(score.informationNats) },
		{ text: formatScore(score.weight) },
		{ text: ` ${formatScore(score.score)}`, style: (text) => palette.heat(text, bucket) },
	];
}

/** Mean and interval of a rate, drawn to the scale that the title is: `  ──●────   `. */
function intervalBar(mean: number, { lower, upper }: Interval): string {
	const cellOf = (rate: number): number => Math.min(barTitle.length - 1, Math.floor(rate * barTitle.length));
	const [from, at, to] = [lower, mean, upper].map(cellOf);
	return Array.from({ length: barTitle.length }, (_, cell) => (cell === at ? '●' : cell >= from! && cell <= to! ? '─' : ' ')).join(
		'',
	);
}

/** Names the places of examples: lines in one file; file and line in several, without the folder that they share. */
function placesIn(loaded: LoadedDataset, nameWidth: number): (example: Example) => string {
	const names = loaded.sources.map(({ source }) => source.name);
	const folders = names.map((name) => name.slice(0, name.lastIndexOf('/') + 1));
	const shared = folders.every((folder) => folder === folders[0]) ? folders[0]!.length : 0;
	return ({ firstLine }) => {
		const { source, fileLine } = placeOf(loaded, firstLine);
		if (names.length === 1) return formatCount(fileLine + 1);
		const place = printable(`${source.source.name.slice(shared)}:${fileLine + 1}`);
		return place.length > nameWidth ? `…${place.slice(1 - nameWidth)}` : place;
	};
}
