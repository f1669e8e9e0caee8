/** The table that people read: the best examples, then what the whole pool is like. */

import { bucketsOf } from '../../shared/colorScale.ts';
import { formatCount, formatInterval, formatPercent, formatQuantity, formatRate, formatScore } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import { bestExamples, type Example } from '../core/dataset.ts';
import { describeRewards } from '../core/describeRewards.ts';
import { type LoadedDataset, placeOf } from '../core/loadDataset.ts';
import { datasetNotes } from '../selection/notes.ts';
import type { CommandIo } from './commandIo.ts';
import { type Cell, type Column, layOutTable } from './table.ts';
import { createPalette, type Palette } from './terminal.ts';
import { writeAll } from './writeAll.ts';

const columns: readonly Column[] = [
	{ title: 'rank', align: 'right' },
	{ title: 'line', align: 'right' },
	{ title: 'id', align: 'left' },
	{ title: 'prompt', align: 'left', isFlexible: true },
	{ title: 'solved', align: 'right' },
	{ title: 'p', align: 'right' },
	{ title: '95 %', align: 'left' },
	{ title: 'I', align: 'right' },
	{ title: 'w', align: 'right' },
	{ title: 'score', align: 'right' },
];

const longestId = 28;

export async function writeTable(
	loaded: LoadedDataset,
	settings: Settings,
	rows: number,
	io: CommandIo,
	isQuiet: boolean,
): Promise<void> {
	const { dataset, sources } = loaded;
	const palette = createPalette(io.stdout, io.env);
	const buckets = bucketsOf(
		Float64Array.from(dataset.examples, ({ group }) => group.score.score),
		'rank',
	);
	const shown = bestExamples(dataset, Math.min(rows, dataset.examples.length));
	const cells = shown.map((example) => cellsOf(example, loaded, buckets[example.index]!, palette));
	const lines = [...layOutTable(columns, cells, io.stdout.columns, palette.bold)];
	const left = dataset.examples.length - shown.length;
	if (left > 0)
		lines.push(palette.dim(`… ${formatQuantity(left, 'more example')} (--all, or --top ${formatCount(rows)} for another number)`));
	if (!isQuiet)
		lines.push('', ...summaryOf(loaded, settings, palette), ...datasetNotes(dataset).map((note) => palette.yellow(`! ${note}`)));
	await writeAll(io, sources.length === 0 ? [] : lines.map((line) => `${line}\n`));
}

function cellsOf(example: Example, loaded: LoadedDataset, bucket: number, palette: Palette): readonly Cell[] {
	const { group, rank, firstLine } = example;
	const { score } = group;
	const { source, fileLine } = placeOf(loaded, firstLine);
	const place = loaded.sources.length > 1 ? `${source.source.name}:${fileLine + 1}` : formatCount(fileLine + 1);
	const id = group.id ?? '';
	return [
		{ text: formatCount(rank) },
		{ text: place, style: palette.dim },
		{ text: id.length > longestId ? `${id.slice(0, longestId - 1)}…` : printable(id) },
		{ text: printable(group.preview ?? '') },
		{ text: `${formatCount(group.successes)}/${formatCount(group.trials)}` },
		{ text: formatRate(score.mean) },
		{ text: formatInterval(score.lower, score.upper), style: palette.dim },
		{ text: formatScore(score.informationNats) },
		{ text: formatScore(score.weight) },
		{ text: ` ${formatScore(score.score)} `, style: (text) => palette.heat(text, bucket) },
	];
}

function summaryOf({ dataset, sources }: LoadedDataset, { k, eta, mu }: Settings, palette: Palette): readonly string[] {
	const { totals, examples } = dataset;
	const { rollouts, successes, unscored, allPass, allFail, mixed, unseen, brokenLines } = totals;
	const share = (count: number): string =>
		`${formatCount(count)} (${formatPercent(examples.length === 0 ? 0 : count / examples.length)})`;
	const formats = [
		...new Set(
			sources.map(({ format }) =>
				format === undefined
					? 'not recognised'
					: `${format.name}: ${describeRewards(format.mapping.rewards)}, success by ${format.mapping.success.reason}`,
			),
		),
	];
	const rows: readonly (readonly [string, string])[] = [
		[
			'examples',
			`${formatCount(examples.length)} with ${formatQuantity(rollouts, 'rollout')}, ${formatCount(successes)} solved${unscored > 0 ? `, ${formatCount(unscored)} unscored` : ''}`,
		],
		[
			'solved',
			`all ${share(allPass)} · none ${share(allFail)} · some ${share(mixed)}${unseen > 0 ? ` · no rollouts yet ${share(unseen)}` : ''}`,
		],
		...(brokenLines > 0 ? [['broken', `${formatQuantity(brokenLines, 'line')}: "insight check" lists them`] as const] : []),
		...formats.map((format) => ['read as', format] as const),
		['scored', `A = w·I for the next K = ${k} rollouts, η = ${eta}, μ = ${mu}`],
	];
	return rows.map(([name, text]) => `${palette.bold(name.padEnd(8))}  ${text}`);
}

/** Line breaks and control characters must not reach a terminal: a dataset could drive it. */
function printable(text: string): string {
	return text.replaceAll(/\s+/g, ' ').replaceAll(/\p{Cc}|\p{Cf}/gu, '');
}
