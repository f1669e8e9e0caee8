/** `insight formats`: what is known, or what was made of a file and why. */
import { type Command, Option } from 'commander';
import { createScorer } from '../../shared/score.ts';
import type { Settings } from '../../shared/settings.ts';
import { joinNotes } from '../core/dataset/joinNotes.ts';
import { type JoinReport, loadDataset } from '../core/dataset/loadDataset.ts';
import { createMemorySource } from '../core/json/byteSource.ts';
import { showFieldPath } from '../core/json/fieldPath.ts';
import { describeMapping } from '../core/record/describeMapping.ts';
import { describeRewards } from '../core/record/describeRewards.ts';
import { readFirstRecord } from '../core/scan/scan.ts';
import type { Adapter } from '../formats/adapter.ts';
import { adapters, refusedFormats } from '../formats/adapters.ts';
import type { SampledSource } from '../formats/sampleFiles.ts';
import { sampleSource } from '../formats/sampleSource.ts';
import { CommandError, type CommandIo, ExitCode } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { type FormatReport, promptLength, textOf } from './formatReport.ts';
import { helpEnd } from './helpEnd.ts';
import { loadSources, withSources } from './load.ts';
import { addCommonOptions, type CommonOptions, datasetFiles, inOptions } from './options.ts';
import { createPalette, type Palette } from './terminal.ts';
import { writeAll } from './writeAll.ts';

/** Examples shown as they were read. */
const shownRecords = 3;

interface FormatsOptions extends CommonOptions {
	readonly output: string;
}

export function addFormatsCommand(program: Command, io: CommandIo): void {
	const command = program
		.command('formats')
		.description('List the known formats; or say what was detected in files, and why.')
		.argument('[files...]', datasetFiles)
		.addOption(new Option('--output <form>', 'how it is written').choices(['text', 'json']).default('text'))
		.addHelpText('after', helpEnd(io, { examples: ['insight formats', 'insight formats rollouts.jsonl --reward extra.score'] }));
	addCommonOptions(command).action((files: readonly string[], options: FormatsOptions) => formats(files, options, io));
}

async function formats(files: readonly string[], options: FormatsOptions, io: CommandIo): Promise<void> {
	const settings = await settingsFor(files, options, io);
	const palette = createPalette(io.stdout, io.env);
	const write = (reports: readonly object[], text: readonly string[]): Promise<void> =>
		writeAll(io, options.output === 'json' ? [`${JSON.stringify(reports, null, 2)}\n`] : text);
	if (files.length === 0) {
		return write(
			[...known(adapters, true), ...known(refusedFormats, false)],
			[
				...adapters.map((adapter) => knownText(adapter, palette)),
				'\nRecognised, and refused with the reason:\n\n',
				...refusedFormats.map((adapter) => knownText(adapter, palette)),
			],
		);
	}
	await withSources(files, settings, io, options.quiet === true, async (sources, rollouts) => {
		const reports: FormatReport[] = [];
		for (const source of [...sources, ...rollouts]) reports.push(await reportOf(source, settings, io.signal));
		const join = rollouts.length === 0 ? undefined : await joinOf(sources, rollouts, settings, options, io);
		// Of several files of a training set, what all of them found together.
		const isOfSet = (index: number): boolean => index < sources.length;
		const told = reports.map((report, index) =>
			join !== undefined && isOfSet(index) ? { ...report, join: countsOf(join) } : report,
		);
		// What was set instead is named by the reason that it was not found.
		const isDetected = settings.reading.format === 'auto' && settings.reading.rewardField === '';
		await write(told, [
			...reports.map((report) => textOf(report, palette)),
			...(isDetected && reports.some(({ format }) => format === null) ? [lookedForText(palette)] : []),
			...(join === undefined ? [] : [`\n${joinNotes({ join }).join('\n')}\n`]),
		]);
		if (reports.every(({ format }) => format === null)) throw new CommandError('No format was recognised.', ExitCode.unreadable);
	});
}

/** How the records of a training set found their rollouts, for which all is read; nothing where one side is not recognised. */
async function joinOf(
	sources: readonly SampledSource[],
	rollouts: readonly SampledSource[],
	settings: Settings,
	{ cache }: FormatsOptions,
	io: CommandIo,
): Promise<JoinReport | undefined> {
	if (![sources, rollouts].every((side) => side.some(({ format }) => format !== undefined))) return undefined;
	return (await loadSources(sources, settings, io, { isQuiet: true, cache, rollouts })).loaded.join;
}

function countsOf({ method, lines, matchedLines, examples, matchedExamples }: JoinReport): object {
	return {
		foundBy: method ?? null,
		records: lines,
		withRollouts: matchedLines,
		unexplored: lines - matchedLines,
		rolloutExamples: examples,
		withoutRecord: examples - matchedExamples,
	};
}

function known(list: readonly Adapter[], isRead: boolean): readonly object[] {
	return list.map(({ name, title, documentation, looksLike, traps }) => ({ name, title, documentation, looksLike, traps, isRead }));
}

function knownText({ name, title, documentation, looksLike }: Adapter, { bold, dim }: Palette): string {
	return `${bold(name)}: ${title}\n    ${documentation}\n    ${dim(looksLike)}\n`;
}

/** What is looked for in files, for those where it was not found. */
function lookedForText({ bold }: Palette): string {
	const lines = adapters.map(({ name, title, looksLike }) => `    ${bold(name)}: ${title}, such as ${looksLike}\n`);
	return `\nLooked for (or else name the field of the rewards with --reward):\n\n${lines.join('')}`;
}

async function reportOf(detected: SampledSource, settings: Settings, signal: AbortSignal): Promise<FormatReport> {
	const { format, reason, container, source } = detected;
	if (format === undefined) return { file: source.name, format: null, reason };
	const { mapping } = format;
	// What detection looked at is enough, so that the answer is there at once however large the file is; but a record has to be whole.
	const looked = await sampleSource(source, settings.reading, signal);
	const head = looked.sample.isCut === true ? await readFirstRecord(source, container, signal) : looked.head;
	const { dataset } = await loadDataset([{ source: createMemorySource(source.name, head), container, format }], {
		scorer: createScorer(settings),
		seed: settings.seed,
		discount: settings.discount,
		signal,
		withIds: true,
		previewLength: promptLength,
	});
	const { examples, totals } = dataset;
	return {
		file: source.name,
		format: format.name,
		title: format.title,
		container,
		evidence: format.evidence.map(inOptions),
		runnerUp: format.runnerUp ?? null,
		mapping: {
			reward: describeRewards(mapping.rewards),
			success: mapping.success.reason,
			id: mapping.id === undefined ? null : showFieldPath(mapping.id),
			group: mapping.group.map(showFieldPath),
			prompt: mapping.prompt === undefined ? null : showFieldPath(mapping.prompt),
			groundTruth: mapping.groundTruth === undefined ? null : showFieldPath(mapping.groundTruth),
			all: describeMapping(mapping),
		},
		doubts: format.doubts.map(({ message }) => inOptions(message)),
		traps: format.traps.map(inOptions),
		sample: {
			bytes: head.length,
			isAll: head.length === source.size,
			examples: examples.length,
			rollouts: totals.rollouts,
			successes: totals.successes,
		},
		records: examples.slice(0, shownRecords).map(({ firstLine, group: { id, preview, successes, trials, unscored } }) => ({
			line: firstLine + 1,
			id,
			prompt: preview,
			successes,
			trials,
			unscored,
		})),
	};
}
