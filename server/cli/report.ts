/** `insight report`: the pictures and numbers a person decides by, as one self-contained file. */

import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Command } from 'commander';
import { formatQuantity } from '../../shared/format.ts';
import { parseAmount, settingDefaults } from '../../shared/settings.ts';
import { type StrategyName, strategyNames } from '../../shared/strategies.ts';
import { placeOf } from '../core/dataset/loadDataset.ts';
import { fingerprintsOf } from '../core/json/byteSource.ts';
import { parseFieldPath } from '../core/json/fieldPath.ts';
import { inTurns } from '../core/slices.ts';
import type { AtomicFile } from '../export/exportHost.ts';
import { createNodeExportHost } from '../hosts/node/exportHost.ts';
import { moment } from '../report/html.ts';
import { reviewPage } from '../report/page.ts';
import { reviewSections } from '../report/review.ts';
import type { Origin, ReviewInput } from '../report/reviewInput.ts';
import { chooseExamples } from '../selection/chooseExamples.ts';
import { choosingOf } from '../selection/choosing.ts';
import { choiceNotes, datasetNotes } from '../selection/notes.ts';
import { labelsOf } from './choosingOptions.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { helpEnd } from './helpEnd.ts';
import { loadReadable, withSources } from './load.ts';
import { addChoosingOptions, addCommonOptions, type CommonOptions, datasetFiles, inOptions } from './options.ts';
import { shellLine } from './shellLine.ts';
import { wholeNumberOf } from './wholeNumber.ts';

interface ReportOptions extends CommonOptions {
	readonly top: string;
	readonly by?: readonly string[];
	readonly batch?: string;
	readonly o?: string;
}

/** Those that people ask about, beside the one that is set. */
const compared: readonly StrategyName[] = [
	'insight',
	'mutual-information',
	'difficulty-weight',
	'non-degenerate',
	'learnability',
	'mopps',
	'hardest-solved',
	'easy-to-hard',
	'random',
];
const plan = { steps: 50, runs: 20 };

export function addReportCommand(program: Command, io: CommandIo): void {
	const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
	const command = program
		.command('report')
		.description('Draw what to decide by: one HTML file with pictures of the pool and of what would be chosen.')
		.argument('<files...>', datasetFiles)
		.option('--top <number>', 'the set to look at: so many examples, or a share', settingDefaults['insight.heatmap.top'])
		.option('--strategy <name>', `what to choose by (insight): ${strategyNames.join(', ')}`)
		.option('--by <field>', 'a field whose values are counted in each set, such as source; can be repeated', several)
		.option('--batch <number>', 'prompts of a training step, for its epochs and the simulated run (256, or 1/16 of a small pool)')
		.option('-o <file>', 'write to this file; else to standard output')
		.addHelpText('after', helpEnd(io, { examples: ['insight report rollouts.jsonl --top 8192 -o report.html'] }));
	addCommonOptions(addChoosingOptions(command)).action((files: readonly string[], options: ReportOptions) =>
		report(files, options, io),
	);
}

async function report(paths: readonly string[], options: ReportOptions, io: CommandIo): Promise<void> {
	const given = await settingsFor(paths, options, io);
	const top = parseAmount(options.top);
	if (top === undefined) {
		throw new CommandError(`--top ${options.top}: must be a whole number from 1, or a share such as 20%`, ExitCode.usage);
	}
	for (const field of options.by ?? []) {
		if (parseFieldPath(field) === undefined) throw new CommandError(`--by ${field}: must be the name of a field`, ExitCode.usage);
	}
	const batch = options.batch === undefined ? {} : { batch: wholeNumberOf('batch', options.batch, 1_000_000) };
	const isQuiet = options.quiet === true;
	const { by: _, batch: __, ...choosingOptions } = options;
	// Loaded only here: KaTeX comes along, and the help of all commands can do without.
	const { longestPrompt, promptHtml } = await import('../report/promptHtml.ts');
	await withSources(paths, given, io, isQuiet, async (sources, rollouts) => {
		const { loaded, settings, checksums, fingerprints } = await loadReadable(sources, given, io, {
			rollouts,
			isQuiet,
			cache: options.cache,
			// One more than is shown, so that what is cut is seen to be.
			texts: { withIds: true, previewLength: longestPrompt + 1 },
			withChecksums: true,
		});
		const { dataset } = loaded;
		if (dataset.examples.length === 0) throw new CommandError('There is no example to report on.', ExitCode.unreadable);
		const names = loaded.sources.map(({ source }) => source.name);
		const set = chooseExamples(dataset, { ...choosingOf(settings), top }, settings);
		if ('problem' in set) throw new CommandError(inOptions(set.problem), ExitCode.usage);
		const { chosen } = set;
		const fields = await labelsOf(loaded, options.by ?? [], io.signal);
		const host = createNodeExportHost();
		const title = `InSight: ${names.length === 1 ? basename(names[0]!) : formatQuantity(names.length, 'file')}`;
		const input: ReviewInput = {
			dataset,
			settings,
			chosen,
			top,
			fields,
			compared,
			plan: { ...plan, ...batch },
			readings: loaded.sources.map(({ source, format }) => ({ source: source.name, format })),
			notes: [...datasetNotes(dataset, settings), ...choiceNotes(set, settings)].map(inOptions),
			promptHtml,
			whereOf: ({ firstLine }) => {
				const { source, fileLine } = placeOf(loaded, firstLine);
				return names.length === 1 ? `line ${fileLine + 1}` : `${basename(source.source.name)}:${fileLine + 1}`;
			},
		};
		const origin: Origin = {
			repeat: [
				shellLine('report', paths, { ...options, o: options.o ?? 'report.html' }),
				shellLine('select', paths, { ...choosingOptions, o: 'subset.jsonl' }),
			],
			sources: names.map((path, index) => ({ path, sha256: checksums[index]! })),
		};
		const sections = await inTurns(reviewSections(input, origin), setImmediate, io.signal);
		const page = reviewPage(title, { html: `Written ${moment(host.now())} by insight report` }, sections);
		const current = await fingerprintsOf(sources.map(({ source }) => source));
		const changed = sources.find((_, index) => current[index] !== fingerprints[index]);
		if (changed !== undefined) {
			throw new CommandError(
				`${changed.source.name} changed while it was read: nothing was written. Try again when nothing writes to it.`,
				ExitCode.unreadable,
			);
		}
		if (options.o === undefined || options.o === '-') return io.stdout.write(page);
		await writePage(page, await host.createFile(options.o, names), io.signal);
		if (!isQuiet) await say(io, `${formatQuantity(dataset.examples.length, 'example')} → ${options.o}`);
	});
}

/** Whole or not at all. */
async function writePage(page: string, file: AtomicFile, signal: AbortSignal): Promise<void> {
	try {
		await file.write(new TextEncoder().encode(page));
		signal.throwIfAborted();
		await file.commit();
	} finally {
		await file.discard();
	}
}
