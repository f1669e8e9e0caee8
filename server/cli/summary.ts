import { formatCount, formatPercent, formatPrior, formatQuantity } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Dataset } from '../core/dataset/dataset.ts';
import type { LoadedDataset, LoadedSource } from '../core/dataset/loadDataset.ts';
import { describeRewards } from '../core/record/describeRewards.ts';
import { datasetNotes, muNotes } from '../selection/notes.ts';
import { describeHistory } from './historyNotes.ts';
import { inOptions } from './options.ts';
import { printable } from './printable.ts';
import type { Palette } from './terminal.ts';
import { wrapText } from './wrapText.ts';

/** What a pool is like, how it was read and scored, and what to know before believing the scores: lines of at most `width` cells. */
export function summaryOf(
	{ dataset, sources }: LoadedDataset,
	settings: Settings,
	palette: Palette,
	width: number,
): readonly string[] {
	const { totals, examples } = dataset;
	const { k, eta, mu, prior } = settings;
	const history = describeHistory(dataset, settings);
	const { rollouts, successes, unscored, allPass, allFail, mixed, unseen } = totals;
	const share = (count: number): string =>
		`${formatCount(count)} (${formatPercent(examples.length === 0 ? 0 : count / examples.length)})`;
	const seen = `${formatCount(examples.length)} with ${formatQuantity(rollouts, 'rollout')}, ${formatCount(successes)} solved`;
	const rows: readonly (readonly [string, string])[] = [
		['examples', `${seen}${unscored > 0 ? `, ${formatCount(unscored)} unscored` : ''}`],
		[
			'solved',
			`all ${share(allPass)} · none ${share(allFail)} · some ${share(mixed)}${unseen > 0 ? ` · no rollouts yet ${share(unseen)}` : ''}`,
		],
		...readings(sources).map((reading) => ['read as', reading] as const),
		...(history === undefined ? [] : [['history', history] as const]),
		['scored', `A = w·I for the next K = ${k} rollouts · η = ${eta} · μ = ${mu} · prior ${formatPrior(prior)}`],
	];
	const indent = ' '.repeat(10);
	return [
		...rows.flatMap(([name, text]) => {
			const [first = '', ...rest] = wrapText(printable(inOptions(text)), width - indent.length, '');
			return [`${palette.bold(name.padEnd(8))}  ${first}`, ...rest.map((line) => indent + line)];
		}),
		...scoreNotes(dataset, settings).flatMap((note) => wrapText(`! ${printable(note)}`, width, '  ').map(palette.yellow)),
	];
}

/** What to know before believing the scores: below the table, or on standard error where that is for rows alone. */
export function scoreNotes(dataset: Dataset, settings: Settings): readonly string[] {
	return [...datasetNotes(dataset, settings), ...muNotes(settings)].map(inOptions);
}

/** Each way that sources are read, with the sources where there are several ways. */
function readings(sources: readonly LoadedSource[]): readonly string[] {
	const files = new Map<string, string[]>();
	for (const { format, source, part } of sources) {
		if (part.lineCount === 0) continue;
		const reading =
			format === undefined
				? 'not recognised'
				: `${format.name} · ${describeRewards(format.mapping.rewards)} · success: ${format.mapping.success.reason}`;
		files.set(reading, [...(files.get(reading) ?? []), source.name]);
	}
	return [...files].map(([reading, [first = '', ...others]]) => {
		if (files.size === 1) return reading;
		return `${reading} (${first}${others.length > 0 ? ` and ${formatQuantity(others.length, 'more file')}` : ''})`;
	});
}
