/** `insight select`: chooses examples and writes them, byte for byte or in a form that others read. */

import type { Command } from 'commander';
import { type ExportForm, exportFormNames, exportForms } from '../../shared/exportForms.ts';
import { formatQuantity } from '../../shared/format.ts';
import type { ExportOrder } from '../../shared/protocol.ts';
import type { Settings } from '../../shared/settings.ts';
import { strategyNames } from '../../shared/strategies.ts';
import { type Dataset, linesOf } from '../core/dataset/dataset.ts';
import { fingerprintsOf } from '../core/json/byteSource.ts';
import { type ExportedSet, exportedSet, exportSelection, versionNote } from '../export/exportSelection.ts';
import { writeForm } from '../export/writeForm.ts';
import type { SampledSource } from '../formats/sampleFiles.ts';
import { createNodeExportHost } from '../hosts/node/exportHost.ts';
import { type ChosenSet, chooseExamples } from '../selection/chooseExamples.ts';
import type { Choosing } from '../selection/choosing.ts';
import type { LabelColumn } from '../selection/labels.ts';
import { absentNotes, type ChoosingOptions, choosingFrom, labelsOf, orderFrom } from './choosingOptions.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { helpEnd } from './helpEnd.ts';
import { type LoadedFiles, loadReadable, withSources } from './load.ts';
import { addChoosingOptions, addCommonOptions, datasetFiles, inOptions } from './options.ts';
import { createProgress } from './progress.ts';
import { readManifest, refuseDecided } from './readManifest.ts';
import { noneChosen, reportOf } from './selectReport.ts';

interface SelectOptions extends ChoosingOptions {
	readonly order?: string;
	readonly as?: string;
	readonly control?: string;
	readonly fromManifest?: string;
	readonly o?: string;
}

export function addSelectCommand(program: Command, io: CommandIo): void {
	const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
	const command = program
		.command('select')
		.description('Write the lines of the most informative examples, byte for byte.')
		.argument('[files...]', datasetFiles)
		.option('--top <number>', 'so many examples, or a share such as 20%')
		.option('--fraction <number>', 'a share of the examples, from 0 to 1')
		.option('--min-score <number>', 'examples with at least this score, or other value of the strategy')
		.option('--strategy <name>', `what to choose by (insight): ${strategyNames.join(', ')}`)
		.option('--quota <field=value:most>', 'at most so many of a value, such as source=aime:30%,*:10%; can be repeated', several)
		.option('--include <ids>', 'examples to take in any case: a file with an id a line, or ids between commas')
		.option('--exclude <ids>', 'examples to leave out, likewise')
		.option('--keep-duplicates', 'take examples of the same prompt more than once')
		.option('--control <file>', 'write as many random ones of the others to this file')
		.option('--order <order>', 'rank (the best first) or file', 'rank')
		.option('--as <form>', `what to write: ${exportFormNames.join(', ')}`, 'jsonl')
		.option('-o <file>', 'write to this file, with a manifest beside it; else to standard output')
		.option(
			'--from-manifest <file>',
			'choose again what a manifest says, to the same bytes; files, and --rollouts, say where its sources are now',
		)
		.addHelpText(
			'after',
			helpEnd(io, {
				forms: exportFormNames.map((name) => [name, exportForms[name].title]),
				examples: [
					'insight select rollouts.jsonl --top 8192 -o subset.jsonl --control control.jsonl',
					'insight select runs/ --fraction 0.2 --order file > subset.jsonl',
					'insight select pool.jsonl --top 1000 --strategy non-degenerate --quota data_source=aime:30% --as parquet -o train.parquet',
					'insight select --from-manifest subset.jsonl.insight.json -o again.jsonl',
				],
			}),
		);
	addCommonOptions(addChoosingOptions(command)).action((files: readonly string[], options: SelectOptions) => {
		if (options.fromManifest !== undefined) refuseDecided(command);
		return select(files, options, io);
	});
}

/** What is to be done, from options or from a manifest. */
interface SelectTask {
	readonly paths: readonly string[];
	readonly settings: Settings;
	readonly choosing: Choosing;
	readonly order: ExportOrder;
	readonly form: ExportForm;
	readonly target: string | undefined;
	readonly control: string | undefined;
	/** What a manifest says: SHA-256 of the sources and of what was written, and by which version. */
	readonly expected: { readonly sources: readonly string[]; readonly output: string; readonly version: string } | undefined;
}

async function select(paths: readonly string[], options: SelectOptions, io: CommandIo): Promise<void> {
	const isQuiet = options.quiet === true;
	const task = await taskOf(paths, options, io);
	const { choosing, target } = task;
	await withSources(task.paths, task.settings, io, isQuiet, async (sources, rollouts) => {
		const withChecksums = target !== undefined || task.expected !== undefined;
		const withIds = choosing.include.length + choosing.exclude.length > 0 || exportForms[task.form].hasIds;
		const texts = { withIds, withPromptHashes: choosing.duplicates === 'once' };
		const files = await loadReadable(sources, task.settings, io, {
			isQuiet,
			cache: options.cache,
			rollouts,
			withChecksums,
			texts,
		});
		refuseOtherSources(task, files);
		const { settings } = files;
		const { dataset } = files.loaded;
		const labels = await labelsOf(
			files.loaded,
			choosing.quotas.map(({ field }) => field),
			io.signal,
		);
		for (const note of isQuiet ? [] : absentNotes(choosing.quotas, labels)) await say(io, note);
		const set = chosenFor(dataset, choosing, settings, labels);
		const control = task.control === undefined ? undefined : chosenFor(dataset, { ...choosing, set: 'control' }, settings, labels);
		await write({ ...task, settings }, files, { set, control }, sources, io, isQuiet);
		if (isQuiet) return;
		const beside = control === undefined ? undefined : { target: task.control!, chosen: control.chosen };
		await say(io, reportOf(dataset, set, settings, { target, form: task.form, control: beside }).join('\n'));
	});
}

async function taskOf(paths: readonly string[], options: SelectOptions, io: CommandIo): Promise<SelectTask> {
	const usage = (message: string): never => {
		throw new CommandError(message, ExitCode.usage);
	};
	const target = options.o === '-' ? undefined : options.o;
	if (options.fromManifest !== undefined) {
		const { checksums, sha256, version, ...task } = await readManifest(options.fromManifest, paths, options);
		return {
			...task,
			target,
			control: undefined,
			expected: { sources: checksums, output: sha256, version },
		};
	}
	if (paths.length === 0) usage('name the files to select from');
	const settings = await settingsFor(paths, options, io);
	const choosing = await choosingFrom(options, settings);
	const form =
		exportFormNames.find((name) => name === options.as) ?? usage(`--as ${options.as}: must be ${exportFormNames.join(', ')}`);
	if (options.control !== undefined && target === undefined)
		usage('--control is for a set that is written to a file: give -o, too');
	if (options.control !== undefined && options.control === target) usage('--control and -o are the same file');
	return {
		paths,
		settings,
		choosing,
		order: orderFrom(options.order),
		form,
		target,
		control: options.control,
		expected: undefined,
	};
}

/** @throws CommandError where there is no such set. */
function chosenFor(dataset: Dataset, choosing: Choosing, settings: Settings, labels: readonly LabelColumn[]): ChosenSet {
	const set = chooseExamples(dataset, choosing, settings, labels);
	if ('problem' in set) throw new CommandError(inOptions(set.problem), ExitCode.usage);
	if (set.chosen.length === 0) throw new CommandError(noneChosen(set), ExitCode.unreadable);
	return set;
}

function refuseOtherSources({ expected }: SelectTask, { loaded, checksums }: LoadedFiles): void {
	if (expected === undefined) return;
	if (checksums.length !== expected.sources.length) {
		throw new CommandError(
			`The manifest is about ${formatQuantity(expected.sources.length, 'file')}, and these are ${checksums.length}.`,
			ExitCode.usage,
		);
	}
	const inputs = [...loaded.sources, ...(loaded.join?.rollouts ?? [])];
	const changed = inputs.filter((_, index) => checksums[index] !== expected.sources[index]).map(({ source }) => source.name);
	if (changed.length === 0) return;
	const message = `${changed.join(', ')} changed since the manifest was written: its SHA-256 is another. Nothing was written.`;
	throw new CommandError(message, ExitCode.unreadable);
}

interface Sets {
	readonly set: ChosenSet;
	readonly control: ChosenSet | undefined;
}

async function write(
	task: SelectTask,
	files: LoadedFiles,
	{ set, control }: Sets,
	sources: readonly SampledSource[],
	io: CommandIo,
	isQuiet: boolean,
): Promise<void> {
	const { settings, order, form, target, expected } = task;
	const { dataset } = files.loaded;
	const lines = linesOf(dataset, set.chosen) + linesOf(dataset, control?.chosen ?? []);
	const progress = createProgress(io.stderr, isQuiet, { what: 'writing', total: lines, unit: 'thousand lines', perUnit: 1000 });
	const copying = { signal: io.signal, onProgress: progress.update };
	try {
		if (target === undefined) {
			await writeToStdout(files, set, task, sources, io, progress.update);
			return;
		}
		const sets: readonly ExportedSet[] = [
			{
				...exportedSet(target, set, dataset, settings),
				...(expected === undefined ? {} : { expected: { sha256: expected.output, version: expected.version } }),
			},
			...(control === undefined ? [] : [exportedSet(task.control!, control, dataset, settings)]),
		];
		await exportSelection(createNodeExportHost(), { ...files, ...copying, sets, settings, order, form });
	} finally {
		await progress.clear();
	}
}

/** @throws CommandError when a source changed meanwhile, or a manifest says otherwise: what was written is not to be used then. */
async function writeToStdout(
	{ loaded, fingerprints }: LoadedFiles,
	{ chosen, choice: { values } }: ChosenSet,
	{ order, form, expected }: SelectTask,
	sources: readonly SampledSource[],
	io: CommandIo,
	onProgress: (copied: number) => void,
): Promise<void> {
	const checksum = expected === undefined ? undefined : createNodeExportHost().createChecksum();
	const writeBytes = async (bytes: Uint8Array): Promise<void> => {
		checksum?.update(bytes);
		await io.stdout.write(bytes);
	};
	await writeForm(form, { loaded, chosen, values, order }, writeBytes, { signal: io.signal, onProgress });
	const current = await fingerprintsOf(sources.map(({ source }) => source));
	const changed = sources.find((_, index) => current[index] !== fingerprints[index]);
	if (changed !== undefined) {
		const message = `${changed.source.name} changed while it was read: do not use what was written. Try again when nothing writes to it.`;
		throw new CommandError(message, ExitCode.unreadable);
	}
	if (checksum === undefined || checksum.digest() === expected?.output) return;
	const note = versionNote(expected!.version);
	throw new CommandError(`What was written is not what the manifest says: its SHA-256 is another.${note}`, ExitCode.unreadable);
}
