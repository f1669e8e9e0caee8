/** `insight select`: the best examples, their lines byte for byte. */
import type { Command } from 'commander';
import { formatPercent, formatQuantity, formatScore } from '../../shared/format.ts';
import { type ExportOrder, exportOrders } from '../../shared/protocol.ts';
import { parseAmount } from '../../shared/settings.ts';
import { copyLines } from '../export/copyLines.ts';
import { exportSelection, notesOf } from '../export/exportSelection.ts';
import { expectedEffectiveBatch } from '../export/manifest.ts';
import { createNodeExportHost } from '../hosts/node/exportHost.ts';
import { type Criterion, selectExamples } from '../selection/select.ts';
import { CommandError, type CommandIo, ExitCode } from './commandIo.ts';
import { loadSources, refuseUnreadable, withSources } from './load.ts';
import { addCommonOptions, type CommonOptions, settingsOf } from './options.ts';

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
		.argument('<files...>', 'JSONL files, folders of them, or - for standard input')
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

async function select(files: readonly string[], options: SelectOptions, io: CommandIo): Promise<void> {
	const settings = settingsOf(options);
	const criterion = criterionOf(options);
	const order = orderOf(options.order);
	await withSources(files, settings, io, async (sources) => {
		const isQuiet = options.quiet === true;
		await refuseUnreadable(sources, io, isQuiet);
		const files = await loadSources(sources, settings, io, { isQuiet });
		const { loaded } = files;
		const chosen = selectExamples(loaded.dataset, criterion);
		if (chosen.length === 0)
			throw new CommandError('No example satisfies the criterion: nothing was written.', ExitCode.unreadable);
		const say = async (text: string): Promise<void> => {
			if (!isQuiet) await io.stderr.write(`insight: ${text}\n`);
		};
		const { top } = criterion;
		if (top !== undefined && 'count' in top && top.count > loaded.dataset.examples.length) {
			await say(
				`${formatQuantity(top.count, 'example')} asked for, but there are ${loaded.dataset.examples.length}: all are taken.`,
			);
		}
		const copy = { order, signal: io.signal };
		let lines: number;
		if (options.o === undefined) lines = await copyLines(loaded, chosen, (bytes) => io.stdout.write(bytes), copy);
		else
			lines = (await exportSelection(createNodeExportHost(), { ...files, ...copy, chosen, criterion, settings, target: options.o }))
				.lines;
		const useful = expectedEffectiveBatch(chosen);
		await say(
			`${formatQuantity(chosen.length, 'example')} of ${loaded.dataset.examples.length} (${formatQuantity(lines, 'line')})${options.o === undefined ? '' : ` → ${options.o}`} · ` +
				`score ≥ ${formatScore(chosen.at(-1)!.group.score.score)} · about ${Math.round(useful)} (${formatPercent(useful / chosen.length)}) give a gradient next time`,
		);
		for (const note of notesOf(loaded.dataset, chosen)) await say(note);
	});
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
