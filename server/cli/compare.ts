/** `insight compare`: strategies side by side, as tables or JSON. */
import { setImmediate } from 'node:timers/promises';
import type { Command } from 'commander';
import { strategyNames } from '../../shared/strategies.ts';
import { parseFieldPath } from '../core/json/fieldPath.ts';
import { inTurns } from '../core/slices.ts';
import type { Comparison } from '../selection/compare.ts';
import { compareDataset, datasetSensitivity } from '../selection/compareDataset.ts';
import {
	comparisonNotes,
	comparisonTables,
	histogramTitle,
	sensitivityTable,
	type TextTable,
} from '../selection/comparisonRows.ts';
import { fitBeliefs } from '../selection/fit/fitBeliefs.ts';
import { datasetNotes } from '../selection/notes.ts';
import type { Sensitivity } from '../selection/sensitivity.ts';
import type { Strategy } from '../selection/strategy.ts';
import { strategies, strategyOf } from '../selection/strategyList.ts';
import { amountFrom, labelsOf } from './choosingOptions.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { helpEnd } from './helpEnd.ts';
import { loadReadable, withSources } from './load.ts';
import { addChoosingOptions, addCommonOptions, type CommonOptions, datasetFiles, inOptions } from './options.ts';
import { printable } from './printable.ts';
import { layOutTable } from './table.ts';
import { createPalette } from './terminal.ts';
import { wrapText } from './wrapText.ts';
import { writeAll } from './writeAll.ts';

interface CompareCommandOptions extends CommonOptions {
	readonly top?: string;
	readonly fraction?: string;
	readonly strategies?: string;
	readonly by?: readonly string[];
	readonly output?: string;
}

const forms: readonly string[] = ['table', 'json'];

export function addCompareCommand(program: Command, io: CommandIo): void {
	const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
	const command = program
		.command('compare')
		.description('Put strategies side by side: what each would choose, how alike they are, how stable the choice is.')
		.argument('<files...>', datasetFiles)
		.option('--top <number>', 'how many each chooses: a number, or a share such as 20%')
		.option('--fraction <number>', 'a share of the examples, from 0 to 1')
		.option('--strategies <names>', 'which, between commas; the others are compared with the first (all)')
		.option('--by <field>', 'a field whose values are counted, such as source; can be repeated', several)
		.option('--output <form>', 'table or json', 'table')
		.addHelpText(
			'after',
			helpEnd(io, {
				examples: [
					'insight compare rollouts.jsonl --top 20% --by data_source',
					"insight compare rollouts.jsonl --top 1000 --output json | jq '.comparison.pairs'",
				],
			}),
		);
	addCommonOptions(addChoosingOptions(command)).action((files: readonly string[], options: CompareCommandOptions) =>
		compare(files, options, io),
	);
}

async function compare(paths: readonly string[], options: CompareCommandOptions, io: CommandIo): Promise<void> {
	const usage = (message: string): never => {
		throw new CommandError(message, ExitCode.usage);
	};
	const given = await settingsFor(paths, options, io);
	const top = amountFrom(options) ?? usage('say how much each strategy is to choose: --top or --fraction');
	const output = options.output ?? 'table';
	if (!forms.includes(output)) usage(`--output ${output}: must be ${forms.join(' or ')}`);
	for (const field of options.by ?? [])
		if (parseFieldPath(field) === undefined) usage(`--by ${field}: must be the name of a field`);
	const compared = strategiesFrom(options.strategies);
	const isQuiet = options.quiet === true;
	await withSources(paths, given, io, isQuiet, async (sources, rollouts) => {
		const { loaded, settings } = await loadReadable(sources, given, io, {
			isQuiet,
			cache: options.cache,
			rollouts,
		});
		const { dataset } = loaded;
		if (dataset.examples.length === 0) throw new CommandError('There is no example to compare by.', ExitCode.unreadable);
		const fields = await labelsOf(loaded, options.by ?? [], io.signal);
		const { low, high } = settings.choosing;
		if (low > high) usage(`The band from ${low} to ${high} holds nothing: --low must not be above --high.`);
		const comparison = await inTurns(
			compareDataset(dataset, { settings, top, strategies: compared, fields }),
			setImmediate,
			io.signal,
		);
		const fit = await inTurns(fitBeliefs(dataset, settings.prior, settings.discount), setImmediate, io.signal);
		const sensitivity = await inTurns(
			datasetSensitivity(dataset, { settings, top, strategy: compared[0]!, fit }),
			setImmediate,
			io.signal,
		);
		await (output === 'json' ? writeJson(comparison, sensitivity, io) : writeTables(comparison, sensitivity, io));
		if (!isQuiet && output === 'table') {
			// What is said of insight's ranking is said wherever it is one of those that are compared.
			const shown = compared.find(({ name }) => name === 'insight') ?? compared[0]!;
			const notes = [
				...comparisonNotes(comparison, sensitivity, settings, top),
				...datasetNotes(dataset, { ...settings, choosing: { ...settings.choosing, strategy: shown.name } }),
			];
			for (const note of notes) await say(io, inOptions(note));
		}
	});
}

function strategiesFrom(text: string | undefined): readonly Strategy[] {
	if (text === undefined) return strategies;
	return [...new Set(text.split(',').map((name) => name.trim()))].map((name) => {
		const known = strategyNames.find((candidate) => candidate === name);
		if (known === undefined) {
			throw new CommandError(`--strategies ${text}: "${name}" is none of ${strategyNames.join(', ')}`, ExitCode.usage);
		}
		return strategyOf(known);
	});
}

/** All of it but the sets themselves, which "insight select" writes. */
async function writeJson(comparison: Comparison, sensitivity: Sensitivity, io: CommandIo): Promise<void> {
	const compared = comparison.strategies.map(({ chosen: _, ...strategy }) => strategy);
	await writeAll(io, [`${JSON.stringify({ comparison: { ...comparison, strategies: compared }, sensitivity }, null, 2)}\n`]);
}

async function writeTables(comparison: Comparison, sensitivity: Sensitivity, io: CommandIo): Promise<void> {
	const palette = createPalette(io.stdout, io.env);
	const tables = [...comparisonTables(comparison), ...(sensitivity.variants.length === 0 ? [] : [sensitivityTable(sensitivity)])];
	// A file has room for all of it.
	const width = io.stdout.isTTY ? io.stdout.columns : Number.POSITIVE_INFINITY;
	const lines = tables.flatMap((table, which) => [...(which === 0 ? [] : ['']), ...linesOf(table, width, palette.bold)]);
	await writeAll(
		io,
		lines.map((line) => `${line}\n`),
	);
}

function linesOf({ title, header, rows }: TextTable, width: number, bold: (text: string) => string): readonly string[] {
	const columns = header.map((name, column) => ({
		title: printable(name),
		align: column === 0 || name === histogramTitle ? ('left' as const) : ('right' as const),
		// From the right on, but the names and the histogram stay as long as they can.
		...(column === 0 ? {} : { leaveOut: name === histogramTitle ? header.length : header.length - column }),
	}));
	const { lines, leftOut } = layOutTable(
		columns,
		rows.map((row) => row.map((text) => ({ text: printable(text) }))),
		width,
		'--output json',
		(text) => text,
	);
	return [...wrapText(printable(title), width, '').map(bold), ...lines, ...leftOut];
}
