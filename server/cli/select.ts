/** `insight select`: the best examples, their lines byte for byte. */
import type { Command } from 'commander';
import { formatCount, formatPercent, formatQuantity, formatScore } from '../../shared/format.ts';
import { type ExportOrder, exportOrders } from '../../shared/protocol.ts';
import { parseAmount } from '../../shared/settings.ts';
import type { Dataset, Example } from '../core/dataset.ts';
import { type CopyOptions, copyLines } from '../export/copyLines.ts';
import { exportSelection, notesOf } from '../export/exportSelection.ts';
import { expectedEffectiveBatch } from '../export/manifest.ts';
import { createNodeExportHost } from '../hosts/node/exportHost.ts';
import { type Criterion, selectExamples } from '../selection/select.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { fingerprintsOf, type LoadedFiles, loadSources, refuseUnreadable, withSources } from './load.ts';
import { addCommonOptions, type CommonOptions, fitRequestOf, inOptions } from './options.ts';
import { preflightText } from './preflightText.ts';
import { createProgress } from './progress.ts';
import type { SampledSource } from './sampleFiles.ts';

interface SelectOptions extends CommonOptions {
	readonly top?: string;
	readonly fraction?: string;
	readonly minScore?: string;
	readonly order?: string;
	readonly o?: string;
}

export function addSelectCommand(program: Command, io: CommandIo): void {
	const command = program
		.command('select')
		.description('Write the lines of the most informative examples, byte for byte.')
		.argument('<files...>', 'JSONL, .gz, .zst, .parquet or .eval files, folders of them, patterns, or - for standard input')
		.option('--top <number>', 'so many examples, or a share such as 20%')
		.option('--fraction <number>', 'a share of the examples, from 0 to 1')
		.option('--min-score <number>', 'examples with at least this score')
		.option('--order <order>', 'rank (the best first) or file', 'rank')
		.option('-o <file>', 'write to this file, with a manifest beside it; else to standard output')
		.addHelpText(
			'after',
			'\nExamples:\n  insight select rollouts.jsonl --top 8192 -o subset.jsonl\n  insight select runs/ --fraction 0.2 --order file > subset.jsonl',
		);
	addCommonOptions(command).action((files: readonly string[], options: SelectOptions) => select(files, options, io));
}

async function select(paths: readonly string[], options: SelectOptions, io: CommandIo): Promise<void> {
	const given = await settingsFor(paths, options, io);
	const criterion = criterionOf(options);
	const order = orderOf(options.order);
	const target = options.o === '-' ? undefined : options.o;
	const isQuiet = options.quiet === true;
	await withSources(paths, given, io, isQuiet, async (sources, rollouts) => {
		await refuseUnreadable(sources, io, isQuiet);
		await refuseUnreadable(rollouts, io, isQuiet);
		const texts = { withPromptHashes: false };
		const files = await loadSources(sources, given, io, {
			isQuiet,
			rollouts,
			texts,
			fit: fitRequestOf(options),
			withChecksums: target !== undefined,
		});
		const { dataset } = files.loaded;
		const chosen = selectExamples(dataset, criterion);
		if (chosen.length === 0) throw new CommandError(noneChosen(dataset), ExitCode.unreadable);
		const request = { ...files, chosen, criterion, order, signal: io.signal };
		const total = chosen.reduce((sum, { group }) => sum + group.lines, 0);
		const progress = createProgress(io.stderr, isQuiet, { what: 'writing', total, unit: 'thousand lines', perUnit: 1000 });
		const copy = { ...request, onProgress: progress.update };
		await (target === undefined
			? copyToStdout(copy, sources, io)
			: exportSelection(createNodeExportHost(), { ...copy, target })
		).finally(progress.clear);
		if (!isQuiet) for (const line of reportOf(dataset, chosen, criterion, target)) await say(io, line);
		if (!isQuiet) await say(io, preflightText(dataset, chosen, files.settings));
	});
}

/** @throws CommandError when a source changed meanwhile: lines would not be those that were scored. */
async function copyToStdout(
	request: LoadedFiles & CopyOptions & { readonly chosen: readonly Example[] },
	sources: readonly SampledSource[],
	io: CommandIo,
): Promise<void> {
	await copyLines(request.loaded, request.chosen, (bytes) => io.stdout.write(bytes), request);
	const fingerprints = await fingerprintsOf(sources);
	const changed = sources.find((_, index) => fingerprints[index] !== request.fingerprints[index]);
	if (changed === undefined) return;
	const message = `${changed.source.name} changed while it was read: do not use what was written. Try again when nothing writes to it.`;
	throw new CommandError(message, ExitCode.unreadable);
}

function noneChosen({ examples, ranking, scoreAt }: Dataset): string {
	if (examples.length === 0) return 'There is no example to choose: nothing was written.';
	return `No example has such a score, the best has ${formatScore(scoreAt(ranking[0]!).score)}: nothing was written.`;
}

/** What was chosen, in sentences. */
function reportOf(dataset: Dataset, chosen: readonly Example[], { top }: Criterion, target: string | undefined): readonly string[] {
	const available = dataset.examples.length;
	const useful = expectedEffectiveBatch(chosen);
	const lines = formatQuantity(
		chosen.reduce((sum, { group }) => sum + group.lines, 0),
		'line',
	);
	return [
		...(top !== undefined && 'count' in top && top.count > available
			? [`${formatQuantity(top.count, 'example')} asked for, but there are ${formatCount(available)}: all are taken.`]
			: []),
		`${formatQuantity(chosen.length, 'example')} of ${formatCount(available)} (${lines})${target === undefined ? '' : ` → ${target}`} · ` +
			`score ≥ ${formatScore(chosen.at(-1)!.group.score.score)} · ` +
			`about ${formatCount(Math.round(useful))} (${formatPercent(useful / chosen.length)}) give a gradient next time`,
		...notesOf(dataset, chosen).map(inOptions),
	];
}

/** @throws CommandError of usage where nothing, or nothing sensible, was asked for. */
function criterionOf({ top, fraction, minScore }: SelectOptions): Criterion {
	const usage = (message: string): never => {
		throw new CommandError(message, ExitCode.usage);
	};
	if (top !== undefined && fraction !== undefined) usage('--top and --fraction say the same thing: give one of them');
	if (top === undefined && fraction === undefined && minScore === undefined)
		usage('say how much to select: --top, --fraction or --min-score');
	const share = Number(fraction);
	if (fraction !== undefined && !(share > 0 && share <= 1)) usage(`--fraction ${fraction}: must be more than 0 and at most 1`);
	const amount =
		top === undefined
			? undefined
			: (parseAmount(top) ?? usage(`--top ${top}: must be a whole number from 1, or a share such as 20%`));
	const score = Number(minScore);
	if (minScore !== undefined && !Number.isFinite(score)) usage(`--min-score ${minScore}: must be a number`);
	return {
		...(amount !== undefined ? { top: amount } : fraction !== undefined ? { top: { percent: share * 100 } } : {}),
		...(minScore === undefined ? {} : { minScore: score }),
	};
}

function orderOf(text: string | undefined): ExportOrder {
	const order = exportOrders.find((candidate) => candidate === text);
	if (order === undefined) throw new CommandError(`--order ${text}: must be rank or file`, ExitCode.usage);
	return order;
}
