/** `insight score`: every example, as JSON lines (a contract), CSV or a table. */
import type { Command } from 'commander';
import type { LoadedDataset } from '../core/dataset/loadDataset.ts';
import { createScoreRecords, csvHeader, csvRow } from '../export/scoreRecord.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { helpEnd } from './helpEnd.ts';
import { loadReadable, withSources } from './load.ts';
import { addCommonOptions, type CommonOptions, datasetFiles } from './options.ts';
import { writeTable } from './scoreTable.ts';
import { scoreNotes } from './summary.ts';
import { writeAll } from './writeAll.ts';

interface ScoreOptions extends CommonOptions {
	readonly output?: string;
	readonly top?: string;
	readonly all?: boolean;
}

const forms: readonly string[] = ['table', 'jsonl', 'csv'];

/** Rows that the table shows unless told otherwise. */
const defaultRows = 20;
const previewLength = 200;

export function addScoreCommand(program: Command, io: CommandIo): void {
	const command = program
		.command('score')
		.description('Score every example: how much the next K rollouts of its prompt would teach.')
		.argument('<files...>', datasetFiles)
		.option('--output <form>', 'table, jsonl or csv (a table on a terminal, jsonl otherwise)')
		.option('--top <rows>', `rows that the table shows (${defaultRows})`)
		.option('--all', 'all rows in the table')
		.addHelpText(
			'after',
			helpEnd(io, {
				examples: [
					'insight score rollouts.jsonl',
					'insight score rollouts.jsonl --k 16 --output csv > scores.csv',
					"insight score rollouts.jsonl.gz | jq -c 'select(.score > 0.05) | .id'",
				],
			}),
		);
	addCommonOptions(command).action((files: readonly string[], options: ScoreOptions) => score(files, options, io));
}

async function score(files: readonly string[], options: ScoreOptions, io: CommandIo): Promise<void> {
	const given = await settingsFor(files, options, io);
	const output = outputOf(options, io);
	const rows = options.all === true ? Number.POSITIVE_INFINITY : rowsOf(options.top);
	const isQuiet = options.quiet === true;
	await withSources(files, given, io, isQuiet, async (sources, rollouts) => {
		const { loaded, settings } = await loadReadable(sources, given, io, {
			isQuiet,
			cache: options.cache,
			rollouts,
			texts: { withIds: true, ...(output === 'table' ? { previewLength } : {}) },
		});
		const { examples } = loaded.dataset;
		if (examples.length === 0 && sources.some(({ isEmpty }) => !isEmpty))
			throw new CommandError('No line holds a record that can be read.', ExitCode.unreadable);
		if (output === 'table') {
			if (examples.length > 0) await writeTable(loaded, { settings, rows, isQuiet }, io);
			return;
		}
		await writeAll(io, output === 'csv' ? csvRows(loaded) : jsonRows(loaded));
		const notes = isQuiet || examples.length === 0 ? [] : scoreNotes(loaded.dataset, settings);
		for (const note of notes) await say(io, note);
	});
}

function outputOf({ output, top, all }: ScoreOptions, io: CommandIo): string {
	const form = output ?? (io.stdout.isTTY ? 'table' : 'jsonl');
	if (!forms.includes(form)) throw new CommandError(`--output ${form}: must be ${forms.join(', ')}`, ExitCode.usage);
	if (form !== 'table' && (top !== undefined || all === true)) {
		const message = `--top and --all are for the table, and this is ${form}: add --output table, or choose with "insight select"`;
		throw new CommandError(message, ExitCode.usage);
	}
	return form;
}

function rowsOf(top: string | undefined): number {
	const rows = Number(top ?? defaultRows);
	if (!Number.isInteger(rows) || rows < 1) throw new CommandError(`--top ${top}: must be a whole number from 1`, ExitCode.usage);
	return rows;
}

function* jsonRows(loaded: LoadedDataset): Iterable<string> {
	const recordOf = createScoreRecords(loaded);
	for (const example of loaded.dataset.examples) yield `${JSON.stringify(recordOf(example))}\n`;
}

function* csvRows(loaded: LoadedDataset): Iterable<string> {
	const recordOf = createScoreRecords(loaded);
	yield csvHeader;
	for (const example of loaded.dataset.examples) yield csvRow(recordOf(example));
}
